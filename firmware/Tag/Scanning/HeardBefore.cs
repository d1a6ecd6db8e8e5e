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

    /// <summary>Bytes of heap that it takes, headers included.</summary>
    public const int Bytes = 600;

    private const int FilterBytes = 256;
    private const int BitMask = (FilterBytes * 8) - 1;
    private const int SecondBitShift = 11;

    // The two filters; the newer one begins at byte 0 or in the middle.
    private readonly byte[] _filters = new byte[2 * FilterBytes];
    private int _newer;
    private int _count;

    /// <summary>Whether an id of this hash was noted before; notes it otherwise. The low 22 bits are used.</summary>
    public bool IsKnown(uint hash)
    {
        int first = (int)hash & BitMask;
        int second = (int)(hash >> SecondBitShift) & BitMask;
        if (Has(0, first, second) || Has(FilterBytes, first, second))
        {
            return true;
        }

        if (_count == IdsPerFilter)
        {
            Turn();
        }

        _filters[_newer + (first >> 3)] |= (byte)(1 << (first & 7));
        _filters[_newer + (second >> 3)] |= (byte)(1 << (second & 7));
        _count++;
        return false;
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        Array.Clear(_filters, 0, _filters.Length);
        _count = 0;
    }

    private bool Has(int filter, int first, int second)
    {
        return (_filters[filter + (first >> 3)] & (1 << (first & 7))) != 0 && (_filters[filter + (second >> 3)] & (1 << (second & 7))) != 0;
    }

    private void Turn()
    {
        _newer = FilterBytes - _newer;
        Array.Clear(_filters, _newer, FilterBytes);
        _count = 0;
    }
}
