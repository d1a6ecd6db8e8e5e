using BluezoneTag.Protocol.Contacts;

namespace BluezoneTag.Tag.Storage;

/// <summary>
/// The log segments in order, oldest first, in arrays allocated once: number, bytes and newest times of each. A segment
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
    private readonly ushort[] _lengths = new ushort[Capacity];
    private readonly uint[] _newestSlots = new uint[Capacity];
    private readonly uint[] _unsetSlots = new uint[Capacity];
    private readonly uint[] _unsetSequences = new uint[Capacity];

    /// <summary>Segments in the list.</summary>
    public int Count { get; private set; }

    /// <summary>Number of the segment at <paramref name="index"/>.</summary>
    public uint NumberAt(int index)
    {
        return _numbers[index];
    }

    /// <summary>Bytes of it that hold whole batches; 0 when nothing in it could be read.</summary>
    public int LengthAt(int index)
    {
        return _lengths[index];
    }

    /// <summary>
    /// The newest slot in it that is known for certain: of batches whose clock was set, or that <paramref name="marks"/> move.
    /// 0 when there is none, or when it holds a batch that nobody can date.
    /// </summary>
    public uint NewestSlotAt(int index, RedatingMarks marks)
    {
        if (_unsetSlots[index] == 0)
        {
            return _newestSlots[index];
        }

        uint moved = marks.SlotOf(_unsetSequences[index], _unsetSlots[index]);
        return moved == 0 || moved > _newestSlots[index] ? moved : _newestSlots[index];
    }

    /// <summary>Place of the first segment that comes after <paramref name="number"/>; <see cref="Count"/> when none does.</summary>
    public int FindAfter(uint number)
    {
        int index = Count;
        while (index > 0 && IsLater(_numbers[index - 1], number))
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
            Copy(i - 1, i);
        }

        _numbers[index] = number;
        _lengths[index] = 0;
        _newestSlots[index] = 0;
        _unsetSlots[index] = 0;
        Count++;
        return true;
    }

    /// <summary>Notes how long the segment at <paramref name="index"/> is.</summary>
    public void SetLength(int index, int length)
    {
        _lengths[index] = (ushort)length;
    }

    /// <summary>Notes that the segment at <paramref name="index"/> holds <paramref name="batch"/>.</summary>
    public void Note(int index, BatchHeader batch)
    {
        if (batch.ClockTrust == (int)ClockTrust.Unset)
        {
            _unsetSlots[index] = batch.SlotNumber;
            _unsetSequences[index] = batch.Sequence;
        }
        else if (batch.SlotNumber > _newestSlots[index])
        {
            _newestSlots[index] = batch.SlotNumber;
        }
    }

    /// <summary>Takes the oldest segment out of the list.</summary>
    public void RemoveOldest()
    {
        Count--;
        for (int i = 0; i < Count; i++)
        {
            Copy(i + 1, i);
        }
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

    private void Copy(int from, int to)
    {
        _numbers[to] = _numbers[from];
        _lengths[to] = _lengths[from];
        _newestSlots[to] = _newestSlots[from];
        _unsetSlots[to] = _unsetSlots[from];
        _unsetSequences[to] = _unsetSequences[from];
    }
}
