using System;
using BluezoneTag.Protocol.Bytes;

namespace BluezoneTag.Protocol.Contacts;

/// <summary>
/// The first 32 bytes of a log segment file (docs/protocol.md 5.2): what all its batches share. The nonce makes the
/// encryption of two segments differ even when a formatted file system starts the numbers again.
/// </summary>
public sealed class SegmentHeader
{
    /// <summary>Bytes of the header.</summary>
    public const int Length = 32;

    /// <summary>Bytes of the nonce.</summary>
    public const int NonceLength = 8;

    /// <summary>The most bytes in a segment file: one littlefs block, so that an append copies at most one.</summary>
    public const int MaxSegmentLength = 4096;

    /// <summary>Version of the log format written here; another one is refused, never guessed at.</summary>
    public const int FormatVersion = 2;

    private const int VersionOffset = 4;
    private const int RuleOffset = 5;
    private const int KeyCheckOffset = 6;
    private const int NumberOffset = 8;
    private const int NonceOffset = 12;
    private const int SequenceOffset = 20;
    private const int SlotOffset = 24;
    private const int CrcOffset = 28;

    /// <summary>Version of the proximity rule of all its batches.</summary>
    public int RuleVersion;

    /// <summary>16 bits that follow from key and nonce (5.5): tells a segment of another identity before it is decrypted.</summary>
    public int KeyCheck;

    /// <summary>Number of the segment, also in its file name.</summary>
    public uint Number;

    /// <summary>8 random bytes.</summary>
    public readonly byte[] Nonce = new byte[NonceLength];

    /// <summary>Sequence of its first batch or mark; each following one has one more.</summary>
    public uint FirstSequence;

    /// <summary>Slot number of its first batch; the others are at most 255 later.</summary>
    public uint BaseSlot;

    /// <summary>Writes 32 bytes at <paramref name="offset"/>.</summary>
    public void Write(byte[] buffer, int offset)
    {
        buffer[offset] = (byte)'B';
        buffer[offset + 1] = (byte)'Z';
        buffer[offset + 2] = (byte)'L';
        buffer[offset + 3] = (byte)'G';
        buffer[offset + VersionOffset] = FormatVersion;
        buffer[offset + RuleOffset] = (byte)RuleVersion;
        LittleEndian.WriteUInt16(buffer, offset + KeyCheckOffset, KeyCheck);
        LittleEndian.WriteUInt32(buffer, offset + NumberOffset, Number);
        Array.Copy(Nonce, 0, buffer, offset + NonceOffset, NonceLength);
        LittleEndian.WriteUInt32(buffer, offset + SequenceOffset, FirstSequence);
        LittleEndian.WriteUInt32(buffer, offset + SlotOffset, BaseSlot);
        LittleEndian.WriteUInt32(buffer, offset + CrcOffset, Crc32.Compute(buffer, offset, CrcOffset));
    }

    /// <summary>Whether this is a segment of another format version, which other firmware may be able to read.</summary>
    public static bool IsOtherVersion(byte[] buffer, int offset, int available)
    {
        return available > VersionOffset && HasMagic(buffer, offset) && buffer[offset + VersionOffset] != FormatVersion;
    }

    /// <summary>Reads 32 bytes. False when cut short, damaged, foreign or of another format version.</summary>
    public bool TryRead(byte[] buffer, int offset, int available)
    {
        if (available < Length
            || !HasMagic(buffer, offset)
            || buffer[offset + VersionOffset] != FormatVersion
            || LittleEndian.ReadUInt32(buffer, offset + CrcOffset) != Crc32.Compute(buffer, offset, CrcOffset))
        {
            return false;
        }

        RuleVersion = buffer[offset + RuleOffset];
        KeyCheck = LittleEndian.ReadUInt16(buffer, offset + KeyCheckOffset);
        Number = LittleEndian.ReadUInt32(buffer, offset + NumberOffset);
        Array.Copy(buffer, offset + NonceOffset, Nonce, 0, NonceLength);
        FirstSequence = LittleEndian.ReadUInt32(buffer, offset + SequenceOffset);
        BaseSlot = LittleEndian.ReadUInt32(buffer, offset + SlotOffset);
        return true;
    }
    private static bool HasMagic(byte[] buffer, int offset)
    {
        return buffer[offset] == (byte)'B' && buffer[offset + 1] == (byte)'Z'
            && buffer[offset + 2] == (byte)'L' && buffer[offset + 3] == (byte)'G';
    }
}
