using BluezoneTag.Protocol.Bytes;

namespace BluezoneTag.Protocol.Contacts;

/// <summary>
/// A mark among the batches of a segment (docs/protocol.md 5.7): "the batches from this sequence on, up to here, were written
/// while the clock was unset; now it is set, and they must be moved by so much". It takes a sequence of its own.
/// </summary>
public sealed class RedatingMark
{
    /// <summary>Bytes of a mark, CRC included.</summary>
    public const int Length = 17;

    /// <summary>First byte: ASCII R, which no batch begins with.</summary>
    public const int Marker = 0x52;

    private const int FromOffset = 1;
    private const int DeltaOffset = 5;

    /// <summary>The first sequence that it may move.</summary>
    public uint FromSequence;

    /// <summary>Milliseconds to add to the times of those batches, signed.</summary>
    public long DeltaMs;

    /// <summary>Sequence of the mark itself; it moves only batches before it.</summary>
    public uint Sequence;

    /// <summary>Writes <see cref="Length"/> bytes, sealed like a batch.</summary>
    public void Write(byte[] buffer, int offset)
    {
        buffer[offset] = Marker;
        LittleEndian.WriteUInt32(buffer, offset + FromOffset, FromSequence);
        LittleEndian.WriteInt64(buffer, offset + DeltaOffset, DeltaMs);
        BatchHeader.Seal(buffer, offset, Length, Sequence);
    }

    /// <summary>Reads the mark with <paramref name="sequence"/>. False when cut short, damaged, in the wrong place or no mark.</summary>
    public bool TryRead(byte[] buffer, int offset, int available, uint sequence)
    {
        if (available < Length || buffer[offset] != Marker || !BatchHeader.IsSealed(buffer, offset, Length, sequence))
        {
            return false;
        }

        FromSequence = LittleEndian.ReadUInt32(buffer, offset + FromOffset);
        DeltaMs = LittleEndian.ReadInt64(buffer, offset + DeltaOffset);
        Sequence = sequence;
        return true;
    }
}
