using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Tag.Contacts;
using BluezoneTag.Tag.Ports;
using BluezoneTag.Tag.Power;
using BluezoneTag.Tag.Scanning;
using BluezoneTag.Tag.Scheduling;
using BluezoneTag.Tag.Supervision;
using BluezoneTag.Tag.Timekeeping;

namespace BluezoneTag.Tag.Radio;

/// <summary>
/// Everything about the radio: which mode, which slot, which windows, and what a scan teaches about the neighbours. Told
/// the time; between two slots the caller may do what takes long.
/// </summary>
public sealed class RadioService
{
    // Three scans of a phone, and then it has its rows.
    private const int PhoneBurstsMs = 900000;
    private const int WokenMs = 60000;

    private readonly ReportQueue _reports = new ReportQueue();
    private readonly SightingTable _sightings;
    private readonly LonePair _pair = new LonePair();
    private readonly Timekeeper _timekeeper;
    private readonly TagCounters _counters;
    private readonly ModeSelector _modes;
    private readonly PowerBudget _budget;
    private readonly TagRadio _radio;
    private readonly SlotPlanner _planner;
    private readonly SlotSequencer _sequencer;
    private readonly Neighbourhood _neighbours;
    private readonly ScanProcessor _scans;
    private long _lastMetMs = -SearchPolicy.MetMs;
    private long _modeSinceMs;
    private bool _hasRested;
    private long _nextAcquisitionMs;
    private long _lastNearPhoneMs = -ModeSelector.RecentMs;
    private long _phoneSinceMs = -PhoneBurstsMs;
    private int _corrections;

    /// <summary>Starts nothing.</summary>
    public RadioService(
        TagPorts ports, RollingIdentifier identifier, ContactBook book, Timekeeper timekeeper, ModeSelector modes, PowerBudget budget, TagCounters counters)
    {
        _timekeeper = timekeeper;
        _counters = counters;
        _modes = modes;
        _budget = budget;
        _sightings = book.Sightings;
        Phase = new GridPhase();
        _radio = new TagRadio(ports, _reports, identifier, Phase, counters);
        _planner = new SlotPlanner(identifier, _pair, Phase, book.Sightings);
        _sequencer = new SlotSequencer(_radio, _planner, budget, counters);
        _neighbours = new Neighbourhood(_pair, Phase, _planner, identifier);
        _scans = new ScanProcessor(_reports, book, _neighbours, counters);
    }

    /// <summary>The shift of the grid against UTC.</summary>
    public GridPhase Phase { get; }

    /// <summary>The mode in force, as of the last call.</summary>
    public RadioMode Mode { get; private set; }

    /// <summary>What the latest scan heard.</summary>
    public LiveCounts Live
    {
        get { return _scans.Live; }
    }

    /// <summary>Whether the Bluetooth stack is up.</summary>
    public bool IsOn
    {
        get { return _radio.IsOn; }
    }

    /// <summary>Whether no window is open or due.</summary>
    public bool IsBetweenSlots
    {
        get { return _sequencer.IsBetweenSlots; }
    }

    /// <summary>See <see cref="TagRadio.FailedStartCount"/>.</summary>
    public int FailedStartCount
    {
        get { return _radio.FailedStartCount; }
    }

    /// <summary>
    /// Does what is due, at most one thing that blocks, and returns the uptime at which to be called again.
    /// <paramref name="localHour"/>: the wearer's, 0..23; <paramref name="cellMillivolts"/>: 0 for unknown.
    /// </summary>
    public long Advance(TagTime now, int localHour, int cellMillivolts)
    {
        // Without UTC there is no day whose budget could be kept: the slowest mode that still hears phones.
        RadioMode before = Mode;
        Mode = now.IsUtcKnown ? _budget.Grant(now, _modes.Select(now.UptimeMs, localHour), cellMillivolts) : RadioMode.Alone;
        if (Mode != before)
        {
            _hasRested = before == RadioMode.Resting;
            _modeSinceMs = now.UptimeMs;
        }

        if (_sequencer.IsBetweenSlots)
        {
            Prepare(now);
        }

        long next = _sequencer.Advance(now, Mode);
        if (_sequencer.HasScanEnded)
        {
            ProcessScan(now);
        }

        return next;
    }

    /// <summary>Stops the radio and forgets what it was doing: the clock has been set, or something went wrong.</summary>
    public void Reset()
    {
        _reports.Clear();
        _sequencer.Reset();
    }

    /// <summary>
    /// Gives memory up while a sync has the radio; the next <see cref="Advance"/> takes it again. The sightings must have been written to the log.
    /// </summary>
    public void Rest()
    {
        _reports.Clear();
        _sightings.Release();
    }

    /// <summary>The clock has been set: the grid is UTC again.</summary>
    public void OnClockSet(long utcMs)
    {
        Phase.Reset(utcMs, 0);
        _planner.IsAcquisitionWanted = false;
    }

    private void Prepare(TagTime now)
    {
        int deviationMs = DeviationMs(now);
        _planner.IsListenOnly = !now.IsUtcKnown;
        _planner.IsWatchful = !_modes.HasMotionSensor && _budget.Reason == StretchReason.None;
        if (Mode == RadioMode.Company || Mode == RadioMode.Meeting)
        {
            SearchPolicy.Apply(_planner, deviationMs, now.UptimeMs - _lastMetMs < SearchPolicy.MetMs);
        }
        else
        {
            _planner.LongScanEvery = 0;
        }

        _planner.IsSearching = IsSearching(now.UptimeMs);
        int quarterHour = SlotTime.SlotNumber(now.UtcMs);

        // Not for ever, and not among many tags: a phone that lies in the same room all day would cost the day's budget.
        _planner.IsPhoneNear = (now.UptimeMs - _phoneSinceMs < PhoneBurstsMs || HasJustWoken(now.UptimeMs))
            && _neighbours.Crowd.IsFew(quarterHour) && _budget.AllowsCrowdWindows;
        _planner.IsCrowd = _budget.AllowsCrowdWindows && _neighbours.Crowd.IsCrowd(quarterHour, (int)(now.UtcMs - SlotTime.StartOfSlot(quarterHour)));

        // The clock may be anywhere in the period: only a scan of all of it finds the neighbours' grid.
        bool isLost = !now.IsUtcKnown || deviationMs > SearchPolicy.MaxReachMs;
        _planner.IsAcquisitionWanted = isLost && _modes.HasMoved(now.UptimeMs) && now.UptimeMs >= _nextAcquisitionMs;
    }

    // A phone that is about must not miss a burst, and one who has just been picked up is looked for as usual.
    private bool IsSearching(long uptimeMs)
    {
        return Mode == RadioMode.Company
            && uptimeMs - _modeSinceMs >= SearchPolicy.MetMs
            && uptimeMs - _lastMetMs >= SearchPolicy.MetMs
            && uptimeMs - _lastNearPhoneMs >= ModeSelector.RecentMs;
    }

    // A phone's scan may be half over when the tag beside it is picked up: the few bursts it still gets count.
    private bool HasJustWoken(long uptimeMs)
    {
        return _hasRested && uptimeMs - _modeSinceMs < WokenMs;
    }

    private void ProcessScan(TagTime now)
    {
        NoteManyTags(now);
        _neighbours.BeginScan(_sequencer.ScanStartUtcMs);
        if (_scans.Process(now))
        {
            _modes.OnCompany(now.UptimeMs);
        }

        if (_scans.Live.NearPhoneCount > 0)
        {
            OnNearPhone(now.UptimeMs);
        }

        _counters.Add(TagCounter.CrowdSlots, _planner.IsCrowd ? 1 : 0);
        if (_neighbours.TagCount > 0 && !_planner.IsLong)
        {
            _lastMetMs = now.UptimeMs;
        }

        // After a change of ids everybody is new, and nobody has come.
        if (_neighbours.HasNewcomer && now.UtcMs % SlotTime.SlotMs > LonePair.CarryMs)
        {
            _modes.OnNewcomer(now.UptimeMs);
        }

        LearnPhase(now);
    }

    private void NoteManyTags(TagTime now)
    {
        if (now.IsUtcKnown)
        {
            int quarterHour = SlotTime.SlotNumber(now.UtcMs);
            int least = DeviationMs(now) >= SearchPolicy.OldClockMs ? CrowdWatch.ManyTagsOldClock : CrowdWatch.ManyTags;
            _modes.IsAmongMany = _neighbours.Crowd.IsMany(quarterHour, (int)(now.UtcMs - SlotTime.StartOfSlot(quarterHour)), least);
        }
    }

    private void OnNearPhone(long uptimeMs)
    {
        if (uptimeMs - _lastNearPhoneMs >= ModeSelector.RecentMs)
        {
            _phoneSinceMs = uptimeMs;
        }

        _lastNearPhoneMs = uptimeMs;
    }

    private void LearnPhase(TagTime now)
    {
        if (_planner.IsAcquisition)
        {
            _nextAcquisitionMs = now.UptimeMs + SearchPolicy.AcquisitionPeriodMs;
            _counters.Add(TagCounter.LongScans, 1);
            Phase.Acquire();
        }
        else if (_planner.IsLong)
        {
            _counters.Add(TagCounter.LongScans, 1);
            Phase.Correct(now.UtcMs, SearchPolicy.ShiftLimitMs(DeviationMs(now)));
        }

        _counters.Add(TagCounter.GridCorrections, Phase.CorrectionCount - _corrections);
        _corrections = Phase.CorrectionCount;
    }

    private int DeviationMs(TagTime now)
    {
        return Phase.FreshUtcMs == 0
            ? SearchPolicy.MaxReachMs
            : SearchPolicy.DeviationMs(now.UtcMs - Phase.FreshUtcMs, _timekeeper.Trim.SigmaPpb);
    }
}
