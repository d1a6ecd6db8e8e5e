using System;
using System.Collections.Generic;

namespace BluezoneTag.Protocol.Tests.Support;

/// <summary>Damaged copies of a sealed structure.</summary>
internal static class Damage
{
    /// <summary>One copy for each bit, with that bit turned over.</summary>
    public static IEnumerable<byte[]> EveryBitFlip(byte[] good)
    {
        for (int bit = 0; bit < good.Length * 8; bit++)
        {
            byte[] copy = (byte[])good.Clone();
            copy[bit / 8] ^= (byte)(1 << (bit % 8));
            yield return copy;
        }
    }

    /// <summary>The first 0, 1, ... bytes, never all of them.</summary>
    public static IEnumerable<byte[]> EveryTruncation(byte[] good)
    {
        for (int length = 0; length < good.Length; length++)
        {
            yield return good[..length];
        }
    }

    /// <summary>Recomputes the CRC in the last four bytes, so that only the content is wrong.</summary>
    public static byte[] Resealed(byte[] bytes)
    {
        BitConverter.TryWriteBytes(bytes.AsSpan(bytes.Length - 4), ReferenceCrc32.Compute(bytes.AsSpan(0, bytes.Length - 4)));
        return bytes;
    }
}
