using BluezoneTag.Protocol.Bytes;

namespace BluezoneTag.Protocol.Contacts;

/// <summary>
/// The 12 bytes in front of the records of one batch, and the CRC behind them (docs/protocol.md 5.3). A batch holds
/// records of one slot and is appended in one open-write-close, so that it is on flash whole or not at all.
/// </summary>
public sealed class BatchHeader
{
    /// <summary>Bytes of the header.</summary>
    public const int Length = 12;

    /// <summary>Bytes of a batch beside its records: header and CRC.</summary>
    public const int Overhead = Length + 4;

    /// <summary>The most records in a batch.</summary>
    public const int MaxRecordCount = 60;

    private const int Marker = 0xB5;

    /// <summary>Records in the batch, 1..60.</summary>
    public int RecordCount;

    /// <summary>Version of the proximity rule that made the near counts, with <see cref="NearThresholds.CalibratedBit"/>.</summary>
    public int RuleVersion;

    /// <summary>How far the clock could be trusted: a <see cref="ClockTrust"/> value.</summary>
    public int ClockTrust;

    /// <summary>Slots since 1970-01-01 UTC.</summary>
    public uint SlotNumber;

    /// <summary>Counts up by one with each batch ever written by this tag; part of the encryption's counter.</summary>
    public uint Sequence;

    /// <summary>Bytes of a whole batch with <paramref name="recordCount"/> records.</summary>
    public static int BatchLength(int recordCount)
    {
        return Overhead + (recordCount * ContactRecordCodec.Length);
    }

    /// <summary>Writes the header's 12 bytes; <see cref="Seal"/> completes the batch.</summary>
    public void Write(byte[] buffer, int offset)
    {
        buffer[offset] = Marker;
        buffer[offset + 1] = (byte)RecordCount;
        buffer[offset + 2] = (byte)RuleVersion;
        buffer[offset + 3] = (byte)ClockTrust;
        LittleEndian.WriteUInt32(buffer, offset + 4, SlotNumber);
        LittleEndian.WriteUInt32(buffer, offset + 8, Sequence);
    }

    /// <summary>Writes the CRC behind the (already encrypted) records of the batch at <paramref name="offset"/>.</summary>
    public static void Seal(byte[] buffer, int offset)
    {
        int length = BatchLength(buffer[offset + 1]);
        LittleEndian.WriteUInt32(buffer, offset + length - 4, Crc32.Compute(buffer, offset, length - 4));
    }

    /// <summary>
    /// Reads the header of a sealed batch within <paramref name="available"/> bytes. False when it is cut short, damaged
    /// or no batch: then nothing after it in the segment can be trusted either, since only it knew its length.
    /// </summary>
    public bool TryRead(byte[] buffer, int offset, int available)
    {
        if (available < Overhead || buffer[offset] != Marker)
        {
            return false;
        }

        int count = buffer[offset + 1];
        int length = BatchLength(count);
        if (count == 0 || count > MaxRecordCount || length > available)
        {
            return false;
        }

        if (LittleEndian.ReadUInt32(buffer, offset + length - 4) != Crc32.Compute(buffer, offset, length - 4))
        {
            return false;
        }

        RecordCount = count;
        RuleVersion = buffer[offset + 2];
        ClockTrust = buffer[offset + 3];
        SlotNumber = LittleEndian.ReadUInt32(buffer, offset + 4);
        Sequence = LittleEndian.ReadUInt32(buffer, offset + 8);
        return true;
    }
}
