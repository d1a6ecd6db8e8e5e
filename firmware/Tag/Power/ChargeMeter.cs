using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Tag.Ports;

namespace BluezoneTag.Tag.Power;

/// <summary>
/// Counts the charge the tag spends, window by window, in the local day. Days end at an uptime, so that setting the clock
/// ends none. When the clock moves by more than a minute within the day, two days count side by side until the former
/// one would have ended: the day as the old clock had it, and the day as the new clock has it, its count taken from
/// <see cref="ChargeRing"/>. Whoever obeys both keeps the limit whichever clock was right. Told everything; allocates
/// nothing after construction.
/// </summary>
public sealed class ChargeMeter
{
    /// <summary>Bytes that <see cref="Write"/> takes.</summary>
    public const int Length = RingOffset + ChargeRing.Length;

    /// <summary>The clock may move by this in a day, in all, before it is taken for a jump. Drift corrected by syncs stays below.</summary>
    public const int MaxSlewMs = 60000;

    /// <summary>The longest time between two saves; what is spent in it may be lost and is charged at the next start.</summary>
    public const int MaxUnsavedMs = 7200000;

    private const int RingOffset = 24;

    private readonly ChargeProfile _profile;
    private readonly int _utcOffsetMinutes;
    private readonly ChargeRing _ring = new ChargeRing();
    private readonly BudgetDay _day = new BudgetDay();
    private readonly BudgetDay _formerDay = new BudgetDay();
    private long _slotNanocoulombs;
    private long _uptimeMs;
    private long _utcMs;
    private long _savedUtcMs;
    private long _slewMs;
    private bool _isUtcKnown;
    private bool _hasStarted;
    private bool _isRestored;
    private bool _hasFollowedClock;

    /// <summary>A meter that has counted nothing. Local time is UTC plus <paramref name="utcOffsetMinutes"/>.</summary>
    public ChargeMeter(ChargeProfile profile, int utcOffsetMinutes)
    {
        _profile = profile;
        _utcOffsetMinutes = utcOffsetMinutes;
        _day.IsOpen = true;
    }

    /// <summary>Mean current in microamperes charged for time that a restart wiped out of the count; set before the first <see cref="Advance"/>.</summary>
    public long UnsavedMicroamps { get; set; }

    /// <summary>The local day, as the clock has it now.</summary>
    public BudgetDay Day
    {
        get { return _day; }
    }

    /// <summary>The day as the clock had it before it was set; not open when that is over.</summary>
    public BudgetDay FormerDay
    {
        get { return _formerDay; }
    }

    /// <summary>Whether the state ought to be saved soon: a restart before would count the time since the last save again, or not at all.</summary>
    public bool IsSaveDue { get; private set; }

    /// <summary>Lets the time pass: charges sleep for all of it and ends the day when it is over. Call before anything else each turn.</summary>
    public void Advance(TagTime now)
    {
        if (!_hasStarted)
        {
            Start(now);
        }

        long elapsedMs = now.UptimeMs > _uptimeMs ? now.UptimeMs - _uptimeMs : 0;
        _uptimeMs += elapsedMs;
        Pass(elapsedMs);
        if (now.IsUtcKnown)
        {
            FollowClock(now.UtcMs);
        }

        _isUtcKnown = now.IsUtcKnown;
        _utcMs = now.UtcMs;
    }

    /// <summary>A start of the stack that took <paramref name="measuredMs"/>, whether it succeeded or not.</summary>
    public void AddStart(bool isAdvertising, long measuredMs)
    {
        AddToSlot(isAdvertising ? _profile.AdvertisingStartMicroamps : _profile.ScanningStartMicroamps, measuredMs);
    }

    /// <summary>A window that was open for <paramref name="openMs"/>.</summary>
    public void AddWindow(bool isAdvertising, long openMs)
    {
        AddToSlot(isAdvertising ? _profile.AdvertisingMicroamps : _profile.ScanningMicroamps, openMs);
    }

    /// <summary>A stop of the stack.</summary>
    public void AddStop(bool isAdvertising)
    {
        AddToSlot(_profile.AwakeMicroamps, isAdvertising ? _profile.AdvertisingStopMs : _profile.ScanningStopMs);
    }

    /// <summary>Time awake with the radio off.</summary>
    public void AddAwake(long ms)
    {
        Add(_profile.AwakeMicroamps * Bounded(ms));
    }

    /// <summary>One wake-up.</summary>
    public void AddWake()
    {
        AddAwake(_profile.WakeMs);
    }

    /// <summary>One writing operation on flash.</summary>
    public void AddFlashWrite()
    {
        AddAwake(_profile.FlashWriteMs);
    }

    /// <summary>The restart that led here.</summary>
    public void AddBoot()
    {
        Add(_profile.AdvertisingStartMicroamps * (long)_profile.BootMs);
    }

    /// <summary>Anything else, lights and motor say.</summary>
    public void AddOther(int microamps, long ms)
    {
        Add(microamps * Bounded(ms));
    }

    /// <summary>Microcoulombs of starts, windows and stops since the last call: what a slot cost.</summary>
    public long TakeSlotMicrocoulombs()
    {
        long taken = _slotNanocoulombs / 1000;
        _slotNanocoulombs = 0;
        return taken;
    }

    /// <summary>Milliseconds until <paramref name="day"/> ends, at least 0.</summary>
    public long LeftMs(BudgetDay day)
    {
        return day.EndsAtMs > _uptimeMs ? day.EndsAtMs - _uptimeMs : 0;
    }

    /// <summary>
    /// Writes what outlives a restart (docs/protocol.md 5.10): UTC of this moment or 0 (8 bytes), spent in the day in
    /// microcoulombs (4), milliseconds to its end (4), the same of the former day (4 and 4, 0 when it is over), the ring.
    /// </summary>
    public void Write(byte[] buffer, int offset)
    {
        LittleEndian.WriteInt64(buffer, offset, _isUtcKnown ? _utcMs : 0);
        WriteDay(buffer, offset + 8, _day);
        WriteDay(buffer, offset + 16, _formerDay);
        _ring.Write(buffer, offset + RingOffset);
        IsSaveDue = false;
    }

    /// <summary>
    /// Reads what <see cref="Write"/> wrote, in place of all that was counted; to be called before the first
    /// <see cref="Advance"/>. How long the tag was off is found out when the clock is known.
    /// </summary>
    public void Read(byte[] buffer, int offset)
    {
        _savedUtcMs = LittleEndian.ReadInt64(buffer, offset);
        ReadDay(buffer, offset + 8, _day);
        ReadDay(buffer, offset + 16, _formerDay);
        _day.IsOpen = true;
        _ring.Read(buffer, offset + RingOffset);
        _isRestored = true;
    }

    private static long Bounded(long ms)
    {
        return ms < 0 ? 0 : ms > SlotTime.DayMs ? SlotTime.DayMs : ms;
    }

    private static long Larger(long first, long second)
    {
        return first > second ? first : second;
    }

    private static void WriteDay(byte[] buffer, int offset, long spentMicrocoulombs, long leftMs)
    {
        LittleEndian.WriteUInt32(buffer, offset, spentMicrocoulombs > uint.MaxValue ? uint.MaxValue : (uint)spentMicrocoulombs);
        LittleEndian.WriteUInt32(buffer, offset + 4, (uint)leftMs);
    }

    private void WriteDay(byte[] buffer, int offset, BudgetDay day)
    {
        long spent = (day.SpentNanocoulombs + 999) / 1000;
        WriteDay(buffer, offset, day.IsOpen ? spent : 0, day.IsOpen ? LeftMs(day) : 0);
    }

    // Uptime starts at 0, and is not told before the first Advance: ends are kept relative until then.
    private static void ReadDay(byte[] buffer, int offset, BudgetDay day)
    {
        day.SpentNanocoulombs = LittleEndian.ReadUInt32(buffer, offset) * 1000L;
        long leftMs = LittleEndian.ReadUInt32(buffer, offset + 4);
        day.EndsAtMs = leftMs > SlotTime.DayMs ? SlotTime.DayMs : leftMs;
        day.IsOpen = leftMs > 0;
    }

    private void Start(TagTime now)
    {
        _hasStarted = true;
        _uptimeMs = now.UptimeMs;
        if (!_isRestored)
        {
            _day.EndsAtMs = _uptimeMs + (now.IsUtcKnown ? MsToMidnight(now.UtcMs) : SlotTime.DayMs);
            return;
        }

        _day.EndsAtMs += _uptimeMs;
        _formerDay.EndsAtMs += _uptimeMs;
        IsSaveDue = true;
        long offMs = now.UtcMs - now.UptimeMs - _savedUtcMs;
        if (now.IsUtcKnown && _savedUtcMs != 0 && offMs >= 0)
        {
            // The clock ran on while the tag did not: the time between is known.
            ChargeUnsaved(offMs < MaxUnsavedMs ? offMs : MaxUnsavedMs);
            PassWhileOff(offMs);
            return;
        }

        // Nothing says how long the tag was off. Taken as no time at all; the clock, when it comes, adds its own day.
        ChargeUnsaved(MaxUnsavedMs);
    }

    private void ChargeUnsaved(long ms)
    {
        Add(UnsavedMicroamps * ms);
    }

    private void PassWhileOff(long ms)
    {
        _day.EndsAtMs -= ms;
        _formerDay.EndsAtMs -= ms;
        _ring.Pass(ms);
        EndDays();
    }

    private void Pass(long ms)
    {
        _ring.Pass(ms);
        Add(_profile.SleepMicroamps * ms);
        EndDays();
    }

    private void EndDays()
    {
        if (_uptimeMs >= _formerDay.EndsAtMs)
        {
            _formerDay.IsOpen = false;
        }

        if (_uptimeMs >= _day.EndsAtMs)
        {
            long daysOver = ((_uptimeMs - _day.EndsAtMs) / SlotTime.DayMs) + 1;
            _day.EndsAtMs += daysOver * SlotTime.DayMs;
            _day.SpentNanocoulombs = 0;
            _slewMs = 0;
            IsSaveDue = true;
        }
    }

    // Only the time of day matters: a year too many changes nothing here, five hours do.
    private void FollowClock(long utcMs)
    {
        if (!_hasFollowedClock && !_isRestored)
        {
            BeginFirstDay(utcMs);
            return;
        }

        _hasFollowedClock = true;
        long shiftMs = ShiftOf(utcMs);
        long slewMs = _slewMs + (shiftMs < 0 ? -shiftMs : shiftMs);
        if (slewMs > MaxSlewMs)
        {
            OpenSecondDay(utcMs);
            return;
        }

        _slewMs = slewMs;
        _day.EndsAtMs += shiftMs;
        EndDays();
    }

    // A tag that never had a clock has kept no day yet, and all it ever spent is in the ring.
    private void BeginFirstDay(long utcMs)
    {
        _hasFollowedClock = true;
        long leftMs = MsToMidnight(utcMs);
        _day.EndsAtMs = _uptimeMs + leftMs;
        _day.SpentNanocoulombs = _ring.SpentInLast(SlotTime.DayMs - leftMs);
        IsSaveDue = true;
    }

    // By how much the end of the day moves when this clock is right, the short way round: -12 h to 12 h.
    private long ShiftOf(long utcMs)
    {
        long shiftMs = (_uptimeMs + MsToMidnight(utcMs) - _day.EndsAtMs) % SlotTime.DayMs;
        if (shiftMs > SlotTime.DayMs / 2)
        {
            return shiftMs - SlotTime.DayMs;
        }

        return shiftMs < -SlotTime.DayMs / 2 ? shiftMs + SlotTime.DayMs : shiftMs;
    }

    private void OpenSecondDay(long utcMs)
    {
        bool isMerged = _formerDay.IsOpen;
        _formerDay.SpentNanocoulombs = isMerged ? Larger(_formerDay.SpentNanocoulombs, _day.SpentNanocoulombs) : _day.SpentNanocoulombs;
        _formerDay.EndsAtMs = isMerged ? Larger(_formerDay.EndsAtMs, _day.EndsAtMs) : _day.EndsAtMs;
        _formerDay.IsOpen = true;

        // No day has more than the last 24 hours: a clock that is set again and again must not pile days up.
        long ofLastDay = _ring.SpentInLast(SlotTime.DayMs);
        if (_formerDay.SpentNanocoulombs > ofLastDay)
        {
            _formerDay.SpentNanocoulombs = ofLastDay;
        }

        long leftMs = MsToMidnight(utcMs);
        _day.EndsAtMs = _uptimeMs + leftMs;
        _day.SpentNanocoulombs = _ring.SpentInLast(SlotTime.DayMs - leftMs);
        _slewMs = 0;
        IsSaveDue = true;
    }

    private long MsToMidnight(long utcMs)
    {
        return SlotTime.DayMs - ((utcMs + (_utcOffsetMinutes * 60000L)) % SlotTime.DayMs);
    }

    private void AddToSlot(int microamps, long ms)
    {
        long nanocoulombs = microamps * Bounded(ms);
        _slotNanocoulombs += nanocoulombs;
        Add(nanocoulombs);
    }

    private void Add(long nanocoulombs)
    {
        _ring.Add(nanocoulombs);
        _day.SpentNanocoulombs += nanocoulombs;
        if (_formerDay.IsOpen)
        {
            _formerDay.SpentNanocoulombs += nanocoulombs;
        }
    }
}
