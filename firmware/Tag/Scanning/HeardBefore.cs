using System;

namespace BluezoneTag.Tag.Scanning;

/// <summary>
/// Whether an id was heard before among the last 300 to 600 that found no place: two Bloom filters of 256 bytes, of which
/// the older is cleared when the newer has taken 300. One stranger in six is taken for known (docs/schedule.md, "A storm").
/// </summary>
public sealed class HeardBefore
{
    /// <summary>Ids after which the older filter is forgotten: those of some five windows of a storm.</summary>
    public const int IdsPerFilter = 300;

    private const int FilterBytes = 256;
    private const int BitMask = (FilterBytes * 8) - 1;
    private const int SecondBitShift = 11;

    private byte[] _newer = new byte[FilterBytes];
    private byte[] _older = new byte[FilterBytes];
    private int _count;

    /// <summary>Whether an id of this hash was noted before; notes it otherwise. The low 22 bits are used.</summary>
    public bool IsKnown(uint hash)
    {
        int first = (int)hash & BitMask;
        int second = (int)(hash >> SecondBitShift) & BitMask;
        if (Has(_newer, first, second) || Has(_older, first, second))
        {
            return true;
        }

        if (_count == IdsPerFilter)
        {
            Turn();
        }

        _newer[first >> 3] |= (byte)(1 << (first & 7));
        _newer[second >> 3] |= (byte)(1 << (second & 7));
        _count++;
        return false;
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        Array.Clear(_newer, 0, FilterBytes);
        Array.Clear(_older, 0, FilterBytes);
        _count = 0;
    }

    private static bool Has(byte[] filter, int first, int second)
    {
        return (filter[first >> 3] & (1 << (first & 7))) != 0 && (filter[second >> 3] & (1 << (second & 7))) != 0;
    }

    private void Turn()
    {
        byte[] oldest = _older;
        _older = _newer;
        _newer = oldest;
        Array.Clear(_newer, 0, FilterBytes);
        _count = 0;
    }
}
