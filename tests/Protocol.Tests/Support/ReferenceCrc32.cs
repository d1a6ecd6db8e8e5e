using System;

namespace BluezoneTag.Protocol.Tests.Support;

/// <summary>CRC-32 bit by bit, straight from its definition.</summary>
internal static class ReferenceCrc32
{
    public static uint Compute(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
            }
        }

        return ~crc;
    }
}
