namespace BluezoneTag.Protocol.Bytes;

/// <summary>
/// CRC-32 of zlib and Ethernet: reflected polynomial EDB88320, initial value and final xor FFFFFFFF
/// ("123456789" gives CBF43926). Guards every structure the tag keeps in flash (docs/protocol.md 5.1).
/// Not the CRC of nanoFramework's .pe files, which is unreflected.
/// </summary>
/// <remarks>
/// Half a byte at a time: a table of 16 words costs 84 bytes of the tag's heap where 256 words would cost a kilobyte,
/// and a batch of contact records is hashed once in a quarter of an hour.
/// </remarks>
public static class Crc32
{
    private static readonly uint[] Table =
    {
        0x00000000, 0x1DB71064, 0x3B6E20C8, 0x26D930AC, 0x76DC4190, 0x6B6B51F4, 0x4DB26158, 0x5005713C,
        0xEDB88320, 0xF00F9344, 0xD6D6A3E8, 0xCB61B38C, 0x9B64C2B0, 0x86D3D2D4, 0xA00AE278, 0xBDBDF21C,
    };

    /// <summary>The checksum of <paramref name="count"/> bytes from <paramref name="offset"/>; 0 for none.</summary>
    public static uint Compute(byte[] buffer, int offset, int count)
    {
        return Continue(0, buffer, offset, count);
    }

    /// <summary>The checksum of what has the checksum <paramref name="before"/> and of these bytes behind it.</summary>
    public static uint Continue(uint before, byte[] buffer, int offset, int count)
    {
        uint crc = before ^ 0xFFFFFFFF;
        for (int end = offset + count; offset < end; offset++)
        {
            crc ^= buffer[offset];
            crc = (crc >> 4) ^ Table[(int)(crc & 15)];
            crc = (crc >> 4) ^ Table[(int)(crc & 15)];
        }

        return crc ^ 0xFFFFFFFF;
    }
}
