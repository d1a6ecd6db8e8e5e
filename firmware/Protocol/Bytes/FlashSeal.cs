namespace BluezoneTag.Protocol.Bytes;

/// <summary>
/// What tells every structure in flash from a stranger's and from a damaged one (docs/protocol.md 4, 5, 7): four ASCII
/// letters in front, of which the first two are BZ, and a CRC-32 of all before it in the last four bytes. The caller guarantees room.
/// </summary>
public static class FlashSeal
{
    /// <summary>Bytes of the letters in front.</summary>
    public const int MagicLength = 4;

    /// <summary>Bytes of the CRC behind.</summary>
    public const int CrcLength = 4;

    /// <summary>Writes B, Z and the two letters that name the structure at <paramref name="offset"/>.</summary>
    public static void WriteMagic(byte[] buffer, int offset, char third, char fourth)
    {
        buffer[offset] = (byte)'B';
        buffer[offset + 1] = (byte)'Z';
        buffer[offset + 2] = (byte)third;
        buffer[offset + 3] = (byte)fourth;
    }

    /// <summary>Whether the four letters of <see cref="WriteMagic"/> stand at <paramref name="offset"/>.</summary>
    public static bool HasMagic(byte[] buffer, int offset, char third, char fourth)
    {
        return buffer[offset] == (byte)'B' && buffer[offset + 1] == (byte)'Z'
            && buffer[offset + 2] == (byte)third && buffer[offset + 3] == (byte)fourth;
    }

    /// <summary>
    /// Writes the CRC of the first <paramref name="length"/> - 4 bytes at <paramref name="offset"/> into the last 4, xored with
    /// <paramref name="salt"/>: what belongs to one place only is refused in another. 0 when it may stand anywhere.
    /// </summary>
    public static void Close(byte[] buffer, int offset, int length, uint salt)
    {
        LittleEndian.WriteUInt32(buffer, offset + length - CrcLength, Crc32.Compute(buffer, offset, length - CrcLength) ^ salt);
    }

    /// <summary>Whether the last 4 of <paramref name="length"/> bytes are those of <see cref="Close"/>.</summary>
    public static bool IsWhole(byte[] buffer, int offset, int length, uint salt)
    {
        return LittleEndian.ReadUInt32(buffer, offset + length - CrcLength) == (Crc32.Compute(buffer, offset, length - CrcLength) ^ salt);
    }
}
