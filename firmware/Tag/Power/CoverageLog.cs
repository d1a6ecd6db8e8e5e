using System;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Tag.Scheduling;

namespace BluezoneTag.Tag.Power;

/// <summary>
/// The coverage of the last eight local days. Told the time and the modes at each turn, it finds the radio slots that have
/// come up; told of each completed scan, it counts that one as listened in. Times without a clock, or with the radio off
/// because the cell is empty, are not planned: nobody calls then. Allocates nothing after construction.
/// </summary>
public sealed class CoverageLog
{
    /// <summary>Days kept.</summary>
    public const int Capacity = 8;

    /// <summary>Bytes that <see cref="Write"/> takes.</summary>
    public const int Length = Capacity * CoverageDay.Length;

    /// <summary>
    /// A slot is counted this long before its instant: by then the mode that decides about it is in force, and its stack
    /// start is not yet over.
    /// </summary>
    public const int LeadMs = 3000;

    // Slots that came up between two calls further apart than this were slept through with a clock that jumped.
    private const int MaxSlotsBetweenCalls = 60;

    private const int None = -1;

    private readonly int _utcOffsetMinutes;

    // The days as they are saved, and the one object that looks at them.
    private readonly byte[] _days = new byte[Length];
    private readonly CoverageDay _day;

    // Place of the day whose slot came up last and has not been listened in yet.
    private int _dueIndex = None;
    private int _lastSlot = None;

    /// <summary>An empty log. Local time is UTC plus <paramref name="utcOffsetMinutes"/>.</summary>
    public CoverageLog(int utcOffsetMinutes)
    {
        _utcOffsetMinutes = utcOffsetMinutes;
        _day = new CoverageDay(_days);
    }

    /// <summary>The local day at <paramref name="utcMs"/>, days since 1970-01-01.</summary>
    public int LocalDayAt(long utcMs)
    {
        return (int)((utcMs + (_utcOffsetMinutes * 60000L)) / SlotTime.DayMs);
    }

    /// <summary>
    /// The coverage of <paramref name="localDay"/>, or null when that day is not kept. The object is this one's own and shows
    /// another day after the next call.
    /// </summary>
    public CoverageDay Find(int localDay)
    {
        _day.MoveTo(localDay % Capacity);
        return _day.LocalDay == localDay && localDay > 0 ? _day : null;
    }

    /// <summary>
    /// Counts the slots that have come up since the last call, with the modes now in force. <paramref name="granted"/> is
    /// <paramref name="wanted"/> or slower, and then for <paramref name="reason"/>.
    /// </summary>
    public void Advance(long utcMs, RadioMode wanted, RadioMode granted, StretchReason reason)
    {
        int slot = (int)((utcMs + LeadMs) / RadioSlots.PeriodMs);
        int passed = slot - _lastSlot;

        // One slot back is a clock that was slewed: that slot has been counted.
        if (_lastSlot != None && passed <= 0 && passed >= -1)
        {
            return;
        }

        if (_lastSlot == None || passed < 0 || passed > MaxSlotsBetweenCalls)
        {
            _lastSlot = (int)(utcMs / RadioSlots.PeriodMs);
        }

        while (_lastSlot < slot)
        {
            _lastSlot++;
            Plan(_lastSlot, wanted, granted, reason);
        }
    }

    /// <summary>Counts the slot that came up last as listened in; a scan outside the plan counts for nothing.</summary>
    public void OnListened()
    {
        if (_dueIndex != None)
        {
            _day.MoveTo(_dueIndex);
            _day.AddListened();
            _dueIndex = None;
        }
    }

    /// <summary>Notes what the local day of <paramref name="utcMs"/> has cost so far, per mille of the capacity.</summary>
    public void SetSpent(long utcMs, int permille)
    {
        MoveTo(LocalDayAt(utcMs));
        _day.SetSpent(permille);
    }

    /// <summary>Writes eight entries of <see cref="CoverageDay.Length"/> bytes; entry i holds the day whose number leaves i when divided by 8.</summary>
    public void Write(byte[] buffer, int offset)
    {
        Array.Copy(_days, 0, buffer, offset, Length);
    }

    /// <summary>Reads what <see cref="Write"/> wrote; an entry that cannot be, or in the wrong place, is left out.</summary>
    public void Read(byte[] buffer, int offset)
    {
        _dueIndex = None;
        for (int i = 0; i < Capacity; i++)
        {
            _day.MoveTo(i);
            if (_day.Read(buffer, offset + (i * CoverageDay.Length)) && _day.LocalDay % Capacity != i)
            {
                _day.Clear(0);
            }
        }
    }

    // An older day in the same place is given up.
    private void MoveTo(int localDay)
    {
        int index = localDay % Capacity;
        _day.MoveTo(index);
        if (_day.LocalDay != localDay)
        {
            _dueIndex = _dueIndex == index ? None : _dueIndex;
            _day.Clear(localDay);
        }
    }

    private void Plan(int slot, RadioMode wanted, RadioMode granted, StretchReason reason)
    {
        if (slot % (int)wanted != 0)
        {
            return;
        }

        long utcMs = (long)slot * RadioSlots.PeriodMs;
        int localDay = LocalDayAt(utcMs);
        MoveTo(localDay);
        _dueIndex = None;
        if (!_day.AddPlanned())
        {
            return;
        }

        if (slot % (int)granted == 0)
        {
            _dueIndex = localDay % Capacity;
            return;
        }

        int minute = (int)((utcMs + (_utcOffsetMinutes * 60000L)) % SlotTime.DayMs / 60000);
        _day.AddStretched(minute, reason);
    }
}
