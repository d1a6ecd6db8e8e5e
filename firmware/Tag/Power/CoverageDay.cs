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

    private readonly int[] _startMinutes = new int[IntervalCount];
    private readonly int[] _endMinutes = new int[IntervalCount];
    private readonly StretchReason[] _reasons = new StretchReason[IntervalCount];

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
        return _startMinutes[index];
    }

    /// <summary>Local minute of the day before which interval <paramref name="index"/> ends, 1..1440.</summary>
    public int StretchEndMinute(int index)
    {
        return _endMinutes[index];
    }

    /// <summary>Why interval <paramref name="index"/> was stretched.</summary>
    public StretchReason StretchedFor(int index)
    {
        return _reasons[index];
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
        Array.Clear(_startMinutes, 0, IntervalCount);
        Array.Clear(_endMinutes, 0, IntervalCount);
        Array.Clear(_reasons, 0, IntervalCount);
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
        int last = StretchCount - 1;
        bool isNew = last < 0 || _reasons[last] != reason || minute < _startMinutes[last] || minute > _endMinutes[last] + JoinMinutes;
        if (isNew && StretchCount < IntervalCount)
        {
            last = StretchCount++;
            _startMinutes[last] = minute;
            _endMinutes[last] = minute + 1;
            _reasons[last] = reason;
        }
        else if (minute >= _endMinutes[last])
        {
            _endMinutes[last] = minute + 1;
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
    /// start minute, 11-21 end minute, 22-23 reason, 0 for no interval; little endian (docs/protocol.md 5.7).
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
            int packed = _startMinutes[i] | (_endMinutes[i] << MinuteBits) | ((int)_reasons[i] << (2 * MinuteBits));
            LittleEndian.WriteUInt24(buffer, offset + IntervalsOffset + (i * IntervalLength), packed);
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

    private bool ReadInterval(int index, int packed)
    {
        if (packed == 0)
        {
            return true;
        }

        const int MinuteMask = (1 << MinuteBits) - 1;
        int start = packed & MinuteMask;
        int end = (packed >> MinuteBits) & MinuteMask;
        int reason = packed >> (2 * MinuteBits);
        if (StretchCount != index || start >= end || end > MaxMinute || reason == 0 || reason > (int)StretchReason.LowCell)
        {
            return false;
        }

        _startMinutes[index] = start;
        _endMinutes[index] = end;
        _reasons[index] = (StretchReason)reason;
        StretchCount = index + 1;
        return true;
    }
}
