using System;
using BluezoneTag.Protocol.Bytes;

namespace BluezoneTag.Protocol.Contacts;

/// <summary>
/// The first 24 bytes of a log segment file (docs/protocol.md 5.2). The nonce makes the encryption of two segments differ
/// even when a formatted file system starts the numbers again.
/// </summary>
public sealed class SegmentHeader
{
    /// <summary>Bytes of the header.</summary>
    public const int Length = 24;

    /// <summary>Bytes of the nonce.</summary>
    public const int NonceLength = 8;

    /// <summary>The most bytes in a segment file: one littlefs block, so that an append copies at most one.</summary>
    public const int MaxSegmentLength = 4096;

    /// <summary>Version of the log format written here; another one is refused, never guessed at.</summary>
    public const int FormatVersion = 1;

    private const int NonceOffset = 12;
    private const int CrcOffset = 20;

    /// <summary>Number of the segment, also in its file name.</summary>
    public uint Number;

    /// <summary>8 random bytes.</summary>
    public readonly byte[] Nonce = new byte[NonceLength];

    /// <summary>Writes 24 bytes at <paramref name="offset"/>.</summary>
    public void Write(byte[] buffer, int offset)
    {
        buffer[offset] = (byte)'B';
        buffer[offset + 1] = (byte)'Z';
        buffer[offset + 2] = (byte)'L';
        buffer[offset + 3] = (byte)'G';
        LittleEndian.WriteUInt32(buffer, offset + 4, FormatVersion);
        LittleEndian.WriteUInt32(buffer, offset + 8, Number);
        Array.Copy(Nonce, 0, buffer, offset + NonceOffset, NonceLength);
        LittleEndian.WriteUInt32(buffer, offset + CrcOffset, Crc32.Compute(buffer, offset, CrcOffset));
    }

    /// <summary>Reads 24 bytes. False when cut short, damaged, foreign or of another format version.</summary>
    public bool TryRead(byte[] buffer, int offset, int available)
    {
        if (available < Length
            || buffer[offset] != (byte)'B' || buffer[offset + 1] != (byte)'Z'
            || buffer[offset + 2] != (byte)'L' || buffer[offset + 3] != (byte)'G'
            || LittleEndian.ReadUInt32(buffer, offset + 4) != FormatVersion
            || LittleEndian.ReadUInt32(buffer, offset + CrcOffset) != Crc32.Compute(buffer, offset, CrcOffset))
        {
            return false;
        }

        Number = LittleEndian.ReadUInt32(buffer, offset + 8);
        Array.Copy(buffer, offset + NonceOffset, Nonce, 0, NonceLength);
        return true;
    }
}
