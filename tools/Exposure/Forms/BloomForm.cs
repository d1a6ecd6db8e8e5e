using System.Collections.Generic;
using BluezoneTag.Protocol.Bytes;

namespace BluezoneTag.Exposure.Forms;

/// <summary>
/// An alternative to the form in use, for `bench exposure`: a Bloom filter over the ids of one slot, 34 bits set for each id, their places
/// from two halves of the id.
/// </summary>
public static class BloomForm
{
    /// <summary>Bits set for an id.</summary>
    public const int HashCount = 34;

    // HashCount / ln 2: half of the bits are set.
    private const int BitsForEach = 49;

    /// <summary>The filter of one slot.</summary>
    public static byte[] Build(IReadOnlyCollection<byte[]> ids)
    {
        byte[] filter = new byte[((ids.Count * BitsForEach) + 7) / 8];
        foreach (byte[] id in ids)
        {
            uint place = LittleEndian.ReadUInt32(id, 0);
            uint step = LittleEndian.ReadUInt32(id, 4) | 1;
            for (int i = 0; i < HashCount; i++, place += step)
            {
                uint bit = place % ((uint)filter.Length * 8);
                filter[bit >> 3] |= (byte)(1 << (int)(bit & 7));
            }
        }

        return filter;
    }

    /// <summary>Whether it may hold <paramref name="id"/>.</summary>
    public static bool Contains(byte[] filter, byte[] id)
    {
        uint place = LittleEndian.ReadUInt32(id, 0);
        uint step = LittleEndian.ReadUInt32(id, 4) | 1;
        uint bits = (uint)filter.Length * 8;
        for (int i = 0; i < HashCount; i++, place += step)
        {
            uint bit = place % bits;
            if ((filter[bit >> 3] & (1 << (int)(bit & 7))) == 0)
            {
                return false;
            }
        }

        return true;
    }
}
