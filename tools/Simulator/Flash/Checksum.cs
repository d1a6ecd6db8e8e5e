using System;
using System.Numerics;

namespace BluezoneTag.Simulator.Flash;

/// <summary>The checksum of the file system model: CRC-32C, which processors compute.</summary>
public static class Checksum
{
    /// <summary>Of all bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint crc = 0xFFFFFFFF;
        foreach (byte one in bytes)
        {
            crc = BitOperations.Crc32C(crc, one);
        }

        return ~crc;
    }
}
