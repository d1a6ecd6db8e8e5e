using System;
using BluezoneTag.Protocol.Bytes;

namespace BluezoneTag.Tag.Power;

/// <summary>
/// How well the tag listened on one local day. Slots count as planned when the wanted mode has them; each is listened in,
/// stretched away to save charge, or missed (the radio failed or was late). Says nothing of whom it met.
/// </summary>
public sealed class CoverageDay
{
    /// <summary>Stretched intervals kept; later ones prolong the last.</summary>
    public const int IntervalCount = 4;

    /// <summary>Bytes that <see cref="Write"/> takes.</summary>
    public const int Length = IntervalsOffset + (IntervalCount * IntervalLength);

    // Two stretches with less than this between them are one.
    private const int JoinMinutes = 15;
    private const int IntervalsOffset = 12;
    private const int IntervalLength = 3;
    private const int MaxCount = 65535;
    private const int MaxMinute = 1440;
    private const int MinuteBits = 11;

    private const int MinuteMask = (1 << MinuteBits) - 1;

    // As stored: start and end minute and reason in one number each.
    private readonly int[] _intervals = new int[IntervalCount];

    /// <summary>Days since 1970-01-01, local; 0 for none.</summary>
    public int LocalDay { get; private set; }

    /// <summary>Slots that the wanted mode had.</summary>
    public int PlannedCount { get; private set; }

    /// <summary>Planned slots in which a scan was completed.</summary>
    public int ListenedCount { get; private set; }

    /// <summary>Planned slots left out to save charge.</summary>
    public int StretchedCount { get; private set; }

    /// <summary>Charge spent in the day, per mille of the capacity (tenths of a per cent), rounded up.</summary>
    public int SpentPermille { get; private set; }

    /// <summary>Stretched intervals, 0..4.</summary>
    public int StretchCount { get; private set; }

    /// <summary>Planned slots that were neither listened in nor stretched away; the present slot is among them until its scan ends.</summary>
    public int MissedCount
    {
        get { return PlannedCount - ListenedCount - StretchedCount; }
    }

    /// <summary>Local minute of the day at which interval <paramref name="index"/> begins, 0..1439.</summary>
    public int StretchStartMinute(int index)
    {
        return _intervals[index] & MinuteMask;
    }

    /// <summary>Local minute of the day before which interval <paramref name="index"/> ends, 1..1440.</summary>
    public int StretchEndMinute(int index)
    {
        return (_intervals[index] >> MinuteBits) & MinuteMask;
    }

    /// <summary>Why interval <paramref name="index"/> was stretched.</summary>
    public StretchReason StretchedFor(int index)
    {
        return (StretchReason)(_intervals[index] >> (2 * MinuteBits));
    }

    /// <summary>Forgets everything and counts for <paramref name="localDay"/>.</summary>
    public void Clear(int localDay)
    {
        LocalDay = localDay;
        PlannedCount = 0;
        ListenedCount = 0;
        StretchedCount = 0;
        SpentPermille = 0;
        StretchCount = 0;
        Array.Clear(_intervals, 0, IntervalCount);
    }

    /// <summary>Counts one planned slot. False when the day is full (a clock set back again and again).</summary>
    public bool AddPlanned()
    {
        if (PlannedCount >= MaxCount)
        {
            return false;
        }

        PlannedCount++;
        return true;
    }

    /// <summary>Counts the completed scan of a slot that was planned.</summary>
    public void AddListened()
    {
        ListenedCount++;
    }

    /// <summary>Counts a planned slot at local <paramref name="minute"/> (0..1439) as stretched away.</summary>
    public void AddStretched(int minute, StretchReason reason)
    {
        StretchedCount++;
        if (IsOutsideLast(minute, reason) && StretchCount < IntervalCount)
        {
            _intervals[StretchCount] = Pack(minute, minute + 1, reason);
            StretchCount++;
        }
        else if (minute >= StretchEndMinute(StretchCount - 1))
        {
            int last = StretchCount - 1;
            _intervals[last] = Pack(StretchStartMinute(last), minute + 1, StretchedFor(last));
        }
    }

    /// <summary>Notes that the day has cost <paramref name="permille"/> of the capacity; never goes down.</summary>
    public void SetSpent(int permille)
    {
        if (permille > SpentPermille)
        {
            SpentPermille = permille > MaxCount ? MaxCount : permille;
        }
    }

    /// <summary>
    /// Writes day (4 bytes), planned (2), listened (2), stretched (2), spent (2), and four intervals of 3 bytes: bits 0-10
    /// start minute, 11-21 end minute, 22-23 reason, 0 for no interval; little endian (docs/protocol.md 5.10).
    /// </summary>
    public void Write(byte[] buffer, int offset)
    {
        LittleEndian.WriteUInt32(buffer, offset, (uint)LocalDay);
        LittleEndian.WriteUInt16(buffer, offset + 4, PlannedCount);
        LittleEndian.WriteUInt16(buffer, offset + 6, ListenedCount);
        LittleEndian.WriteUInt16(buffer, offset + 8, StretchedCount);
        LittleEndian.WriteUInt16(buffer, offset + 10, SpentPermille);
        for (int i = 0; i < IntervalCount; i++)
        {
            LittleEndian.WriteUInt24(buffer, offset + IntervalsOffset + (i * IntervalLength), _intervals[i]);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote. False when the numbers cannot be: nothing is kept then.</summary>
    public bool Read(byte[] buffer, int offset)
    {
        Clear((int)LittleEndian.ReadUInt32(buffer, offset));
        PlannedCount = LittleEndian.ReadUInt16(buffer, offset + 4);
        ListenedCount = LittleEndian.ReadUInt16(buffer, offset + 6);
        StretchedCount = LittleEndian.ReadUInt16(buffer, offset + 8);
        SpentPermille = LittleEndian.ReadUInt16(buffer, offset + 10);
        bool isValid = LocalDay >= 0 && MissedCount >= 0;
        for (int i = 0; i < IntervalCount && isValid; i++)
        {
            isValid = ReadInterval(i, LittleEndian.ReadUInt24(buffer, offset + IntervalsOffset + (i * IntervalLength)));
        }

        if (!isValid)
        {
            Clear(0);
        }

        return isValid;
    }

    private static int Pack(int startMinute, int endMinute, StretchReason reason)
    {
        return startMinute | (endMinute << MinuteBits) | ((int)reason << (2 * MinuteBits));
    }

    private bool IsOutsideLast(int minute, StretchReason reason)
    {
        int last = StretchCount - 1;
        return last < 0 || StretchedFor(last) != reason
            || minute < StretchStartMinute(last) || minute > StretchEndMinute(last) + JoinMinutes;
    }

    private bool ReadInterval(int index, int packed)
    {
        if (packed == 0)
        {
            return true;
        }

        _intervals[index] = packed;
        int end = StretchEndMinute(index);
        bool isReason = StretchedFor(index) == StretchReason.DayBudget || StretchedFor(index) == StretchReason.LowCell;
        if (StretchCount != index || StretchStartMinute(index) >= end || end > MaxMinute || !isReason)
        {
            return false;
        }

        StretchCount++;
        return true;
    }
}
