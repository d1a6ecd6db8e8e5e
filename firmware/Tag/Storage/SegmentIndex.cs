using System;

namespace BluezoneTag.Tag.Storage;

/// <summary>
/// The log segments in order, oldest first, in arrays allocated once: number, newest slot and bytes of each. A segment
/// that could not be read stays in the list, so that retention removes its file with its neighbours.
/// </summary>
public sealed class SegmentIndex
{
    /// <summary>
    /// The most segments kept: 40 x 4 KiB = 160 KiB of the 256-KiB partition. The rest is for the identity, the state
    /// files, the platform's own configuration and the spare blocks that littlefs needs.
    /// </summary>
    public const int Capacity = 40;

    private readonly uint[] _numbers = new uint[Capacity];
    private readonly uint[] _newestSlots = new uint[Capacity];
    private readonly int[] _lengths = new int[Capacity];

    /// <summary>Segments in the list.</summary>
    public int Count { get; private set; }

    /// <summary>Number of the segment at <paramref name="index"/>.</summary>
    public uint NumberAt(int index)
    {
        return _numbers[index];
    }

    /// <summary>Slot number of the newest batch in it; 0 when nothing in it could be read.</summary>
    public uint NewestSlotAt(int index)
    {
        return _newestSlots[index];
    }

    /// <summary>Bytes of it that hold whole batches; 0 when nothing in it could be read.</summary>
    public int LengthAt(int index)
    {
        return _lengths[index];
    }

    /// <summary>Adds a segment in the order of its number. False when the list is full.</summary>
    public bool Insert(uint number)
    {
        if (Count == Capacity)
        {
            return false;
        }

        int index = Count;
        while (index > 0 && _numbers[index - 1] > number)
        {
            _numbers[index] = _numbers[index - 1];
            _newestSlots[index] = _newestSlots[index - 1];
            _lengths[index] = _lengths[index - 1];
            index--;
        }

        _numbers[index] = number;
        _newestSlots[index] = 0;
        _lengths[index] = 0;
        Count++;
        return true;
    }

    /// <summary>Notes what the segment at <paramref name="index"/> now holds.</summary>
    public void Update(int index, uint newestSlot, int length)
    {
        _newestSlots[index] = newestSlot;
        _lengths[index] = length;
    }

    /// <summary>Takes the oldest segment out of the list.</summary>
    public void RemoveOldest()
    {
        Count--;
        Array.Copy(_numbers, 1, _numbers, 0, Count);
        Array.Copy(_newestSlots, 1, _newestSlots, 0, Count);
        Array.Copy(_lengths, 1, _lengths, 0, Count);
    }

    /// <summary>Empties the list.</summary>
    public void Clear()
    {
        Count = 0;
    }
}
