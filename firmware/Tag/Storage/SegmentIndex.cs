using System;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Contacts;

namespace BluezoneTag.Tag.Storage;

/// <summary>
/// The log segments in order, oldest first, in an array allocated once: number, bytes and newest times of each. A segment
/// that could not be read stays in the list, so that retention removes its file with its neighbours.
/// </summary>
public sealed class SegmentIndex
{
    /// <summary>
    /// The most segments kept: 40 x 4 KiB = 160 KiB of the 256-KiB partition. The rest is for the identity, the state
    /// files, the platform's own configuration and the spare blocks that littlefs needs.
    /// </summary>
    public const int Capacity = 40;

    // Of each segment, all little endian: the number, the bytes, the newest slot, the newest slot without a clock and the sequence of
    // its batch.
    private const int LengthOffset = 4;
    private const int NewestSlotOffset = 6;
    private const int UnsetSlotOffset = 10;
    private const int UnsetSequenceOffset = 14;
    private const int EntryLength = 18;

    private readonly byte[] _entries = new byte[Capacity * EntryLength];

    /// <summary>Segments in the list.</summary>
    public int Count { get; private set; }

    /// <summary>Number of the segment at <paramref name="index"/>.</summary>
    public uint NumberAt(int index)
    {
        return Get(index, 0);
    }

    /// <summary>Bytes of it that hold whole batches; 0 when nothing in it could be read.</summary>
    public int LengthAt(int index)
    {
        return LittleEndian.ReadUInt16(_entries, (index * EntryLength) + LengthOffset);
    }

    /// <summary>
    /// The newest slot in it that is known for certain: of batches whose clock was set, or that <paramref name="marks"/> move.
    /// 0 when there is none, or when it holds a batch that nobody can date.
    /// </summary>
    public uint NewestSlotAt(int index, RedatingMarks marks)
    {
        uint newestSlot = Get(index, NewestSlotOffset);
        uint unsetSlot = Get(index, UnsetSlotOffset);
        if (unsetSlot == 0)
        {
            return newestSlot;
        }

        uint moved = marks.SlotOf(Get(index, UnsetSequenceOffset), unsetSlot);
        return moved == 0 || moved > newestSlot ? moved : newestSlot;
    }

    /// <summary>Place of the first segment that comes after <paramref name="number"/>; <see cref="Count"/> when none does.</summary>
    public int FindAfter(uint number)
    {
        int index = Count;
        while (index > 0 && IsLater(NumberAt(index - 1), number))
        {
            index--;
        }

        return index;
    }

    /// <summary>Adds a segment in the order of its number. False when the list is full.</summary>
    public bool Insert(uint number)
    {
        if (Count == Capacity)
        {
            return false;
        }

        int index = FindAfter(number);
        for (int i = Count; i > index; i--)
        {
            Array.Copy(_entries, (i - 1) * EntryLength, _entries, i * EntryLength, EntryLength);
        }

        Array.Clear(_entries, index * EntryLength, EntryLength);
        Set(index, 0, number);
        Count++;
        return true;
    }

    /// <summary>Notes how long the segment at <paramref name="index"/> is.</summary>
    public void SetLength(int index, int length)
    {
        LittleEndian.WriteUInt16(_entries, (index * EntryLength) + LengthOffset, length);
    }

    /// <summary>Notes that the segment at <paramref name="index"/> holds <paramref name="batch"/>.</summary>
    public void Note(int index, BatchHeader batch)
    {
        if (batch.ClockTrust == (int)ClockTrust.Unset)
        {
            Set(index, UnsetSlotOffset, batch.SlotNumber);
            Set(index, UnsetSequenceOffset, batch.Sequence);
        }
        else if (batch.SlotNumber > Get(index, NewestSlotOffset))
        {
            Set(index, NewestSlotOffset, batch.SlotNumber);
        }
    }

    /// <summary>Takes the oldest segment out of the list.</summary>
    public void RemoveOldest()
    {
        Count--;
        Array.Copy(_entries, EntryLength, _entries, 0, Count * EntryLength);
    }

    /// <summary>Takes the newest segment out of the list.</summary>
    public void RemoveNewest()
    {
        Count--;
    }

    /// <summary>Empties the list.</summary>
    public void Clear()
    {
        Count = 0;
    }

    // The difference as a signed number stays right when the numbers wrap.
    private static bool IsLater(uint number, uint other)
    {
        return (int)(number - other) > 0;
    }

    private uint Get(int index, int offset)
    {
        return LittleEndian.ReadUInt32(_entries, (index * EntryLength) + offset);
    }

    private void Set(int index, int offset, uint value)
    {
        LittleEndian.WriteUInt32(_entries, (index * EntryLength) + offset, value);
    }
}
