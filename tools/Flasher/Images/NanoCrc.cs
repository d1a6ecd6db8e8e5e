using System;

namespace BluezoneTag.Flasher.Images;

/// <summary>
/// CRC-32 of nanoFramework, in .pe files and on the wire: polynomial 04C11DB7, most significant bit first, initial value 0, no
/// final xor ("123456789" gives 89A1897F). Not the CRC of zlib.
/// </summary>
public static class NanoCrc
{
    private const uint Polynomial = 0x04C11DB7;
    private static readonly uint[] Table = MakeTable();

    /// <summary>The checksum; 0 for no bytes.</summary>
    public static uint Compute(ReadOnlySpan<byte> bytes)
    {
        uint crc = 0;
        foreach (byte one in bytes)
        {
            crc = (crc << 8) ^ Table[(crc >> 24) ^ one];
        }

        return crc;
    }

    private static uint[] MakeTable()
    {
        uint[] table = new uint[256];
        for (uint index = 0; index < table.Length; index++)
        {
            uint crc = index << 24;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc << 1) ^ ((crc >> 31) * Polynomial);
            }

            table[index] = crc;
        }

        return table;
    }
}
