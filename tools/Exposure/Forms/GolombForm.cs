using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;

namespace BluezoneTag.Exposure.Forms;

/// <summary>
/// An alternative to the form in use, for `bench exposure`: 40 bits of each id of one slot, sorted, their differences coded by Golomb and
/// Rice. The first byte is the count; found by decoding from the start.
/// </summary>
public static class GolombForm
{
    private const int ValueBits = 40;

    /// <summary>The set of one slot; at most 255 ids.</summary>
    public static byte[] Build(IReadOnlyCollection<byte[]> ids)
    {
        int parameter = ParameterOf(ids.Count);
        var bits = new List<bool>();
        ulong before = 0;
        foreach (ulong value in ids.Select(ValueOf).Order())
        {
            ulong difference = value - before;
            before = value;
            bits.AddRange(Enumerable.Repeat(true, (int)(difference >> parameter)));
            bits.Add(false);
            for (int i = parameter - 1; i >= 0; i--)
            {
                bits.Add(((difference >> i) & 1) != 0);
            }
        }

        byte[] bytes = new byte[1 + ((bits.Count + 7) / 8)];
        bytes[0] = (byte)ids.Count;
        for (int i = 0; i < bits.Count; i++)
        {
            bytes[1 + (i >> 3)] |= bits[i] ? (byte)(1 << (i & 7)) : (byte)0;
        }

        return bytes;
    }

    /// <summary>Whether it holds <paramref name="id"/>, or one that begins alike.</summary>
    public static bool Contains(byte[] set, byte[] id)
    {
        ulong wanted = ValueOf(id);
        int count = set[0];
        int parameter = ParameterOf(count);
        int position = 8;
        ulong value = 0;
        for (int n = 0; n < count && value < wanted; n++)
        {
            ulong difference = 0;
            while (((set[position >> 3] >> (position & 7)) & 1) != 0)
            {
                difference++;
                position++;
            }

            position++;
            for (int i = 0; i < parameter; i++, position++)
            {
                difference = (difference << 1) | (uint)((set[position >> 3] >> (position & 7)) & 1);
            }

            value += difference;
            if (value == wanted)
            {
                return true;
            }
        }

        return false;
    }

    private static int ParameterOf(int count) => ValueBits - BitOperations.Log2((uint)Math.Max(1, count));

    private static ulong ValueOf(byte[] id) => ((ulong)id[0] << 32) | ((ulong)id[1] << 24) | ((ulong)id[2] << 16) | ((ulong)id[3] << 8) | id[4];
}
