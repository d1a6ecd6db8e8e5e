using BluezoneTag.Protocol.Bytes;

namespace BluezoneTag.Protocol.Contacts;

/// <summary>
/// The 3 bytes in front of the records of one batch, and the CRC behind them (docs/protocol.md 5.3). A batch holds records
/// of one slot and is appended in one open-write-close, so that it is on flash whole or not at all. What all batches of a
/// segment share stands in the <see cref="SegmentHeader"/>; a batch cannot be read without it.
/// </summary>
public sealed class BatchHeader
{
    /// <summary>Bytes of the header.</summary>
    public const int Length = 3;

    /// <summary>Bytes of a batch beside its records: header and CRC.</summary>
    public const int Overhead = Length + 4;

    /// <summary>The most records in a batch.</summary>
    public const int MaxRecordCount = 30;

    /// <summary>The most slots from the first batch of a segment to any other in it.</summary>
    public const int MaxSlotOffset = 255;

    private const int CountMask = 0x7F;
    private const int ContinuedFlag = 0x80;

    /// <summary>Records in the batch, 1..30.</summary>
    public int RecordCount;

    /// <summary>Whether the same slot was being written on in the next batch: the last batch of a closing slot says no.</summary>
    public bool IsContinued;

    /// <summary>Version of the proximity rule that made the near counts; that of the segment, with <see cref="NearThresholds.CalibratedBit"/>.</summary>
    public int RuleVersion;

    /// <summary>How far the clock could be trusted and how far off it may have been: see <see cref="ClockStamp"/>.</summary>
    public int ClockState;

    /// <summary>Slots since 1970-01-01 UTC, by the clock of that time.</summary>
    public uint SlotNumber;

    /// <summary>Place in all that this tag ever wrote: first sequence of the segment plus place in the segment.</summary>
    public uint Sequence;

    /// <summary>The trust in <see cref="ClockState"/>: a <see cref="Contacts.ClockTrust"/> value.</summary>
    public int ClockTrust
    {
        get { return (int)ClockStamp.TrustOf(ClockState); }
    }

    /// <summary>Bytes of a whole batch with <paramref name="recordCount"/> records.</summary>
    public static int BatchLength(int recordCount)
    {
        return Overhead + (recordCount * ContactRecordCodec.Length);
    }

    /// <summary>
    /// Bytes of the batch or mark that begins with <paramref name="firstByte"/>, 0 when nothing begins so. Lets a reader step
    /// over a damaged one.
    /// </summary>
    public static int UnitLength(int firstByte)
    {
        if (firstByte == RedatingMark.Marker)
        {
            return RedatingMark.Length;
        }

        int count = firstByte & CountMask;
        return count == 0 || count > MaxRecordCount ? 0 : BatchLength(count);
    }

    /// <summary>Writes the header's 3 bytes; <see cref="Seal"/> completes the batch. The slot must be within the segment's 256.</summary>
    public void Write(SegmentHeader segment, byte[] buffer, int offset)
    {
        buffer[offset] = (byte)(RecordCount | (IsContinued ? ContinuedFlag : 0));
        buffer[offset + 1] = (byte)ClockState;
        buffer[offset + 2] = (byte)(SlotNumber - segment.BaseSlot);
    }

    /// <summary>
    /// Writes the CRC behind the <paramref name="length"/> - 4 (already encrypted) bytes at <paramref name="offset"/>. It is
    /// xored with the sequence, so that a batch read in another one's place is refused and not decrypted to nonsense.
    /// </summary>
    public static void Seal(byte[] buffer, int offset, int length, uint sequence)
    {
        LittleEndian.WriteUInt32(buffer, offset + length - 4, Crc32.Compute(buffer, offset, length - 4) ^ sequence);
    }

    /// <summary>Whether the CRC in the last 4 of <paramref name="length"/> bytes is that of <see cref="Seal"/>.</summary>
    public static bool IsSealed(byte[] buffer, int offset, int length, uint sequence)
    {
        return LittleEndian.ReadUInt32(buffer, offset + length - 4) == (Crc32.Compute(buffer, offset, length - 4) ^ sequence);
    }

    /// <summary>
    /// Reads the header alone, CRC unchecked: what a start-up needs to find its way. False when no batch begins here.
    /// </summary>
    public bool TryPeek(SegmentHeader segment, byte[] buffer, int offset, int available, uint sequence)
    {
        if (available < Length || buffer[offset] == RedatingMark.Marker || UnitLength(buffer[offset]) == 0)
        {
            return false;
        }

        RecordCount = buffer[offset] & CountMask;
        IsContinued = (buffer[offset] & ContinuedFlag) != 0;
        ClockState = buffer[offset + 1];
        SlotNumber = segment.BaseSlot + buffer[offset + 2];
        RuleVersion = segment.RuleVersion;
        Sequence = sequence;
        return true;
    }

    /// <summary>
    /// Reads a sealed batch within <paramref name="available"/> bytes: that with <paramref name="sequence"/> in
    /// <paramref name="segment"/>. False when it is cut short, damaged, in the wrong place or no batch.
    /// </summary>
    public bool TryRead(SegmentHeader segment, byte[] buffer, int offset, int available, uint sequence)
    {
        int length = available < Length ? 0 : UnitLength(buffer[offset]);
        return length != 0 && length <= available
            && IsSealed(buffer, offset, length, sequence)
            && TryPeek(segment, buffer, offset, available, sequence);
    }
}
