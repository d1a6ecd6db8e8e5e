using System;
using BluezoneTag.Protocol.Bytes;

namespace BluezoneTag.Tag.Power;

/// <summary>
/// How well the tag listened on one local day. Slots count as planned when the wanted mode has them; each is listened in,
/// stretched away to save charge, or missed (the radio failed or was late). Says nothing of whom it met. Keeps no numbers of
/// its own: it looks at 24 bytes in the layout that is saved (docs/protocol.md 5.10), and one object serves many days.
/// </summary>
public sealed class CoverageDay
{
    /// <summary>Stretched intervals kept; later ones prolong the last.</summary>
    public const int IntervalCount = 4;

    /// <summary>Bytes of a day.</summary>
    public const int Length = IntervalsOffset + (IntervalCount * IntervalLength);

    // Two stretches with less than this between them are one.
    private const int JoinMinutes = 15;
    private const int PlannedOffset = 4;
    private const int ListenedOffset = 6;
    private const int StretchedOffset = 8;
    private const int SpentOffset = 10;
    private const int IntervalsOffset = 12;
    private const int IntervalLength = 3;
    private const int MaxCount = 65535;
    private const int MaxMinute = 1440;
    private const int MinuteBits = 11;

    private const int MinuteMask = (1 << MinuteBits) - 1;

    private readonly byte[] _bytes;
    private int _start;

    /// <summary>A day of its own, on which nothing has been counted.</summary>
    public CoverageDay()
        : this(new byte[Length])
    {
    }

    /// <summary>Looks at the first day in <paramref name="bytes"/>, which holds days one behind the other.</summary>
    public CoverageDay(byte[] bytes)
    {
        _bytes = bytes;
    }

    /// <summary>Days since 1970-01-01, local; 0 for none.</summary>
    public int LocalDay
    {
        get { return (int)LittleEndian.ReadUInt32(_bytes, _start); }
    }

    /// <summary>Slots that the wanted mode had.</summary>
    public int PlannedCount
    {
        get { return LittleEndian.ReadUInt16(_bytes, _start + PlannedOffset); }
    }

    /// <summary>Planned slots in which a scan was completed.</summary>
    public int ListenedCount
    {
        get { return LittleEndian.ReadUInt16(_bytes, _start + ListenedOffset); }
    }

    /// <summary>Planned slots left out to save charge.</summary>
    public int StretchedCount
    {
        get { return LittleEndian.ReadUInt16(_bytes, _start + StretchedOffset); }
    }

    /// <summary>Charge spent in the day, per mille of the capacity (tenths of a per cent), rounded up.</summary>
    public int SpentPermille
    {
        get { return LittleEndian.ReadUInt16(_bytes, _start + SpentOffset); }
    }

    /// <summary>Stretched intervals, 0..4.</summary>
    public int StretchCount
    {
        get
        {
            int count = 0;
            while (count < IntervalCount && IntervalAt(count) != 0)
            {
                count++;
            }

            return count;
        }
    }

    /// <summary>Planned slots that were neither listened in nor stretched away; the present slot is among them until its scan ends.</summary>
    public int MissedCount
    {
        get { return PlannedCount - ListenedCount - StretchedCount; }
    }

    /// <summary>From now on this is day <paramref name="index"/> of those in the bytes.</summary>
    public void MoveTo(int index)
    {
        _start = index * Length;
    }

    /// <summary>Local minute of the day at which interval <paramref name="index"/> begins, 0..1439.</summary>
    public int StretchStartMinute(int index)
    {
        return IntervalAt(index) & MinuteMask;
    }

    /// <summary>Local minute of the day before which interval <paramref name="index"/> ends, 1..1440.</summary>
    public int StretchEndMinute(int index)
    {
        return (IntervalAt(index) >> MinuteBits) & MinuteMask;
    }

    /// <summary>Why interval <paramref name="index"/> was stretched.</summary>
    public StretchReason StretchedFor(int index)
    {
        return (StretchReason)(IntervalAt(index) >> (2 * MinuteBits));
    }

    /// <summary>Forgets everything and counts for <paramref name="localDay"/>.</summary>
    public void Clear(int localDay)
    {
        Array.Clear(_bytes, _start, Length);
        LittleEndian.WriteUInt32(_bytes, _start, (uint)localDay);
    }

    /// <summary>Counts one planned slot. False when the day is full (a clock set back again and again).</summary>
    public bool AddPlanned()
    {
        if (PlannedCount >= MaxCount)
        {
            return false;
        }

        AddOne(PlannedOffset);
        return true;
    }

    /// <summary>Counts the completed scan of a slot that was planned.</summary>
    public void AddListened()
    {
        AddOne(ListenedOffset);
    }

    /// <summary>Counts a planned slot at local <paramref name="minute"/> (0..1439) as stretched away.</summary>
    public void AddStretched(int minute, StretchReason reason)
    {
        AddOne(StretchedOffset);
        int count = StretchCount;
        if (count < IntervalCount && IsOutside(count - 1, minute, reason))
        {
            SetInterval(count, minute, minute + 1, reason);
        }
        else if (minute >= StretchEndMinute(count - 1))
        {
            SetInterval(count - 1, StretchStartMinute(count - 1), minute + 1, StretchedFor(count - 1));
        }
    }

    /// <summary>Notes that the day has cost <paramref name="permille"/> of the capacity; never goes down.</summary>
    public void SetSpent(int permille)
    {
        if (permille > SpentPermille)
        {
            LittleEndian.WriteUInt16(_bytes, _start + SpentOffset, permille > MaxCount ? MaxCount : permille);
        }
    }

    /// <summary>
    /// Writes day (4 bytes), planned (2), listened (2), stretched (2), spent (2), and four intervals of 3 bytes: bits 0-10
    /// start minute, 11-21 end minute, 22-23 reason, 0 for no interval; little endian (docs/protocol.md 5.10).
    /// </summary>
    public void Write(byte[] buffer, int offset)
    {
        Array.Copy(_bytes, _start, buffer, offset, Length);
    }

    /// <summary>Reads what <see cref="Write"/> wrote. False when the numbers cannot be: nothing is kept then.</summary>
    public bool Read(byte[] buffer, int offset)
    {
        Array.Copy(buffer, offset, _bytes, _start, Length);
        bool isValid = LocalDay >= 0 && MissedCount >= 0 && AreIntervalsValid();
        if (!isValid)
        {
            Clear(0);
        }

        return isValid;
    }

    private int IntervalAt(int index)
    {
        return LittleEndian.ReadUInt24(_bytes, _start + IntervalsOffset + (index * IntervalLength));
    }

    private void SetInterval(int index, int startMinute, int endMinute, StretchReason reason)
    {
        int packed = startMinute | (endMinute << MinuteBits) | ((int)reason << (2 * MinuteBits));
        LittleEndian.WriteUInt24(_bytes, _start + IntervalsOffset + (index * IntervalLength), packed);
    }

    private void AddOne(int offset)
    {
        LittleEndian.WriteUInt16(_bytes, _start + offset, LittleEndian.ReadUInt16(_bytes, _start + offset) + 1);
    }

    private bool IsOutside(int last, int minute, StretchReason reason)
    {
        return last < 0 || StretchedFor(last) != reason
            || minute < StretchStartMinute(last) || minute > StretchEndMinute(last) + JoinMinutes;
    }

    // Behind a free place there is no interval.
    private bool AreIntervalsValid()
    {
        int count = StretchCount;
        for (int i = 0; i < IntervalCount; i++)
        {
            if (i < count ? !IsIntervalValid(i) : IntervalAt(i) != 0)
            {
                return false;
            }
        }

        return true;
    }

    private bool IsIntervalValid(int index)
    {
        int end = StretchEndMinute(index);
        bool isReason = StretchedFor(index) == StretchReason.DayBudget || StretchedFor(index) == StretchReason.LowCell;
        return StretchStartMinute(index) < end && end <= MaxMinute && isReason;
    }
}
