using System;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Exposure;
using BluezoneTag.Protocol.Identifiers;

namespace BluezoneTag.Tag.Exposure;

/// <summary>
/// Walks through the ids of a few listed people side by side, slot by slot, and holds those of three slots: a record may match the
/// slot before and after its own (docs/protocol.md 9.6). Each slot costs one SHA-256 block a person, 12 ms by the planning
/// figure; days without records are stepped over, and whoever stops asking early in a day saves the rest of it.
/// </summary>
public sealed class IdWalk
{
    /// <summary>People walked at once: more would need fewer readings of the log and more memory.</summary>
    public const int Capacity = 8;

    private const int KeyLength = DailyKeyChain.KeyLength;
    private const int SlotsHeld = 3;

    private readonly Sha256 _sha256 = new Sha256();
    private readonly byte[] _message = new byte[SubKeyChain.MessageLength];
    private readonly byte[] _dailyKeys = new byte[Capacity * KeyLength];
    private readonly byte[] _subKeys = new byte[Capacity * KeyLength];
    private readonly byte[] _subKey = new byte[KeyLength];
    private readonly byte[] _ids = new byte[SlotsHeld * Capacity * BluezoneId.Length];
    private readonly uint[] _prefixes = new uint[SlotsHeld * Capacity];
    private readonly int[] _starts = new int[Capacity];
    private readonly int[] _ends = new int[Capacity];
    private readonly int[] _keyDays = new int[Capacity];
    private ExposureListFile _list;
    private int _firstEntry;
    private int _day;
    private int _head;
    private int _low;

    /// <summary>People in the walk.</summary>
    public int Count { get; private set; }

    /// <summary>First slot number at which anybody is listed.</summary>
    public int FirstSlot { get; private set; }

    /// <summary>Slot number after the last at which anybody is listed.</summary>
    public int EndSlot { get; private set; }

    /// <summary>SHA-256 blocks so far.</summary>
    public int BlockCount
    {
        get { return _sha256.BlockCount; }
    }

    /// <summary>Takes up to eight entries of <paramref name="list"/> from <paramref name="firstEntry"/> on. False when flash fails.</summary>
    public bool Load(ExposureListFile list, int firstEntry)
    {
        _list = list;
        _firstEntry = firstEntry;
        int left = list.EntryCount - firstEntry;
        Count = left < Capacity ? left : Capacity;
        _head = -1;
        _day = -1;
        HasFailed = false;
        for (int i = 0; i < Count; i++)
        {
            if (!list.ReadEntry(firstEntry + i))
            {
                return false;
            }

            Enter(i, list.Entry, list.Header.FirstSlot);
        }

        return true;
    }

    /// <summary>
    /// Does one portion of the way to having the ids of slots <paramref name="low"/> to <paramref name="high"/>, at most three and within
    /// first and end slot. True when they are there. Going back begins again; false for ever when flash fails, as
    /// <see cref="HasFailed"/> says.
    /// </summary>
    public bool Seek(int low, int high)
    {
        if (_head >= 0 && low < _low)
        {
            HasFailed = !Load(_list, _firstEntry);
        }

        if (HasFailed)
        {
            return false;
        }

        if (_head >= high)
        {
            return true;
        }

        int lowDay = low / SlotTime.SlotsPerDay;
        int day = _head < 0 || lowDay > _day ? lowDay : (_head + 1) / SlotTime.SlotsPerDay;
        if (day == _day)
        {
            _head++;
            StepSubKeys();
        }
        else if (RollKeys(day))
        {
            StartDay(day);
        }

        return _head >= high;
    }

    /// <summary>Whether flash failed while going back.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Who has the id at <paramref name="id"/> in <paramref name="slot"/>, which must have been sought; -1 for nobody.</summary>
    public int Find(byte[] id, int slot)
    {
        uint prefix = LittleEndian.ReadUInt32(id, 0);
        uint[] prefixes = _prefixes;
        int row = slot % SlotsHeld * Capacity;
        int end = row + Count;
        for (int i = row; i < end; i++)
        {
            if (prefixes[i] == prefix && IsListed(i - row, slot) && BluezoneId.AreEqual(_ids, i * BluezoneId.Length, id, 0))
            {
                return i - row;
            }
        }

        return -1;
    }

    private bool IsListed(int person, int slot)
    {
        return slot >= _starts[person] && slot < _ends[person];
    }

    private void Enter(int index, ExposureEntry entry, int listFirstSlot)
    {
        int start = listFirstSlot + (entry.FirstDay * SlotTime.SlotsPerDay);
        int end = start + entry.SlotCount;
        _starts[index] = start;
        _ends[index] = end;
        _keyDays[index] = start / SlotTime.SlotsPerDay;
        Array.Copy(entry.DailyKey, 0, _dailyKeys, index * KeyLength, KeyLength);
        FirstSlot = index == 0 || start < FirstSlot ? start : FirstSlot;
        EndSlot = index == 0 || end > EndSlot ? end : EndSlot;
    }

    // At most one block for each person; true when all keys are those of the day.
    private bool RollKeys(int day)
    {
        bool isThere = true;
        for (int i = 0; i < Count; i++)
        {
            if (_keyDays[i] < day && day * SlotTime.SlotsPerDay < _ends[i])
            {
                _sha256.Hash(_dailyKeys, i * KeyLength, KeyLength, _dailyKeys, i * KeyLength);
                _keyDays[i]++;
                isThere &= _keyDays[i] == day;
            }
        }

        return isThere;
    }

    private void StartDay(int day)
    {
        int slot = day * SlotTime.SlotsPerDay;
        _low = _head == slot - 1 ? _low : slot;
        _day = day;
        _head = slot;
        for (int i = 0; i < Count; i++)
        {
            if (IsListed(i, slot))
            {
                Array.Copy(_dailyKeys, i * KeyLength, _message, 0, KeyLength);
                SubKeyChain.HashFirst(_sha256, _message, _subKeys, i * KeyLength);
            }
        }

        HoldIds();
    }

    private void StepSubKeys()
    {
        for (int i = 0; i < Count; i++)
        {
            if (IsListed(i, _head))
            {
                _sha256.Hash(_subKeys, i * KeyLength, KeyLength, _subKeys, i * KeyLength);
            }
        }

        HoldIds();
    }

    private void HoldIds()
    {
        int oldest = _head - SlotsHeld + 1;
        _low = _low < oldest ? oldest : _low;
        int row = _head % SlotsHeld * Capacity;
        for (int i = 0; i < Count; i++)
        {
            Array.Copy(_subKeys, i * KeyLength, _subKey, 0, KeyLength);
            BluezoneId.FromSubKey(_subKey, _ids, (row + i) * BluezoneId.Length);
            _prefixes[row + i] = LittleEndian.ReadUInt32(_ids, (row + i) * BluezoneId.Length);
        }
    }
}
