using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Protocol.Advertising;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Protocol.Provisioning;
using BluezoneTag.Simulator.Air;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.People;
using BluezoneTag.Simulator.Phones;
using BluezoneTag.Simulator.Platform;
using BluezoneTag.Simulator.Scoring;
using BluezoneTag.Tag.Storage;
using BluezoneTag.Tag.Supervision;

namespace BluezoneTag.Simulator.Scenarios;

/// <summary>
/// Lets everybody in a contact trace wear a tag, runs the day and scores it. The run begins ten minutes before the trace
/// and, for the battery, goes on until 24 hours after its start.
/// </summary>
public sealed class TraceRun
{
    /// <summary>Run time at which the trace begins.</summary>
    public const long TraceStartUs = 600_000_000;

    private const long DayUs = 86_400_000_000;

    // Records of a slot are written when it is over: the last one must be, or its contacts would be missing from the logs.
    private const long LastSlotUs = 960_000_000;
    private const int VietnamUtcOffsetMinutes = 420;

    // 3 August 2020, a Monday, 00:00 in Vietnam.
    private const long LocalMidnightUtcMs = 1596387600000;

    private readonly ContactTrace _trace;
    private readonly ScenarioOptions _options;
    private readonly EventLoop _loop = new();
    private readonly RadioWorld _world;
    private readonly RadioMedium _medium;
    private readonly List<SimulatedTag> _tags = new();
    private readonly List<AndroidPhone> _phones = new();
    private readonly SightingBook _book;
    private readonly Dictionary<(ulong, uint), int> _nodeOfId = new();
    private readonly RollingIdentifier[] _ownIdentifiers;
    private readonly AdvertisementParser _parser = new();
    private readonly PhoneReach _reach;
    private readonly long _startUtcMs;
    private readonly double _morningMillicoulombs;
    private long _phoneSightings;
    private int _wrongIdentifiers;
    private readonly bool[] _heard;

    /// <summary>Builds the world; nothing runs yet.</summary>
    public TraceRun(ContactTrace trace, ScenarioOptions options)
    {
        _trace = trace;
        _options = options;
        _startUtcMs = LocalMidnightUtcMs + (options.DayOffset * SlotTime.DayMs) + (trace.StartSecond * 1000L) - (TraceStartUs / 1000);
        _world = new RadioWorld(trace, TraceStartUs, options.Seed) { TagModelOffsetDb = options.TagModelOffsetDb };
        _medium = new RadioMedium(_world, options.Seed);
        _book = new SightingBook(trace, 300);
        _ownIdentifiers = new RollingIdentifier[trace.Persons.Count];
        _reach = new PhoneReach(trace, TraceStartUs);
        _heard = new bool[trace.Persons.Count * trace.Persons.Count];
        _morningMillicoulombs = QuietMorning.Millicoulombs(options, _startUtcMs, VietnamUtcOffsetMinutes);
        for (int person = 0; person < trace.Persons.Count; person++)
        {
            AddTag(person);
        }

        AddPhones();
        AddForeignDevices();
        _world.Freeze();
    }

    /// <summary>Local time less UTC, milliseconds.</summary>
    public static long LocalOffsetMs => VietnamUtcOffsetMinutes * 60000L;

    /// <summary>The time of this world, for what goes on in it after <see cref="Run"/>.</summary>
    public EventLoop Loop => _loop;

    /// <summary>The tags, in the order of the trace's persons.</summary>
    public IReadOnlyList<SimulatedTag> Tags => _tags;

    /// <summary>Sightings by the tags' own near threshold against the truth.</summary>
    public NearRates NearRates { get; } = new();

    /// <summary>What the logs say, once the run is over.</summary>
    public LogScore? Log { get; private set; }

    /// <summary>
    /// Runs and scores. <paramref name="progress"/> is called now and then with the share done (0..1) and true UTC
    /// milliseconds.
    /// </summary>
    public ScenarioResult Run(Action<double, long>? progress = null)
    {
        long traceEndUs = TraceStartUs + (_trace.Seconds * 1_000_000L) + 60_000_000;
        long loggedUs = traceEndUs + LastSlotUs;
        long endUs = _options.IsWholeDay ? Math.Max(DayUs, loggedUs) : loggedUs;
        RunUntil(TraceStartUs, endUs, progress);
        double[] chargeBefore = Charges();
        RunUntil(traceEndUs, endUs, progress);
        double schoolCharge = Charges().Zip(chargeBefore, (after, before) => after - before).Average();
        RunUntil(endUs, endUs, progress);
        return Score(endUs, schoolCharge / ((traceEndUs - TraceStartUs) / 1e6));
    }

    /// <summary>Whether the tag of <paramref name="receiver"/> ever heard the tag of <paramref name="sender"/>, at whatever distance.</summary>
    public bool HasHeard(int receiver, int sender) => _heard[(receiver * _trace.Persons.Count) + sender];

    /// <summary>UTC milliseconds of the end of the run.</summary>
    public long NowUtcMs => _startUtcMs + (_loop.NowUs / 1000);

    private void RunUntil(long untilUs, long endUs, Action<double, long>? progress)
    {
        const long ProgressUs = 60_000_000;
        while (_loop.NowUs < untilUs)
        {
            _loop.RunUntil(Math.Min(untilUs, _loop.NowUs + ProgressUs));
            progress?.Invoke((double)_loop.NowUs / endUs, _startUtcMs + (_loop.NowUs / 1000));
        }
    }

    private double[] Charges()
    {
        foreach (SimulatedTag tag in _tags)
        {
            tag.ChargeUntil(_loop.NowUs);
        }

        return _tags.Select(tag => tag.Battery.DrawnMillicoulombs).ToArray();
    }

    private void AddTag(int person)
    {
        ulong seed = Noise.Bits(_options.Seed, person, 5);
        var battery = new Battery(_options.CapacityMilliampHours, Noise.Between(0.6, 1, seed, 1));
        Transmitter transmitter = _medium.AddTransmitter((long)(_options.Platform.AdvertisingIntervalMs * 1000));
        _world.AddTag(person);
        var tag = new SimulatedTag(_loop, _medium, transmitter, _options.Platform, _options.Clock, battery, _startUtcMs, seed);
        var identity = new IdentityImage { Serial = (uint)person, CreationDay = SlotTime.DayOf(_startUtcMs) - _options.DayOffset - 20, UtcOffsetMinutes = VietnamUtcOffsetMinutes };
        Noise.Bytes(identity.BaseKey.Length, seed, 2).CopyTo(identity.BaseKey, 0);
        Noise.Bytes(identity.ClaimSecret.Length, seed, 3).CopyTo(identity.ClaimSecret, 0);
        tag.Provision(identity);
        foreach ((string name, byte[] content) in _options.EarlierLogs?[person] ?? new Dictionary<string, byte[]>())
        {
            tag.Flash.Place(name, content);
        }

        if (_options.Calibration is { } calibration)
        {
            tag.Flash.Place(CalibrationStore.FileName, calibration);
        }

        tag.PrepareSyncHistory(Noise.Between(0, _options.MaxSyncAgeHours, seed, 4) * 3_600_000, _options.EarlierSyncHours * 3_600_000);
        tag.PrepareAccount(_morningMillicoulombs);
        tag.Radio.OnAccepted = reception => OnAccepted(tag, reception);
        tag.Radio.OnAdvertising = (data, _, onAirUs) => OnTagAdvertising(tag, data, onAirUs);
        tag.BeforeTurn = MoveWearer;
        _ownIdentifiers[person] = new RollingIdentifier(identity.BaseKey, 0, identity.CreationDay);
        _tags.Add(tag);
        _loop.Add(tag, (long)Noise.Between(0, 60_000_000, seed, 6));
    }

    private void AddPhones()
    {
        int[] carriers = Enumerable.Range(0, _trace.Persons.Count)
            .OrderBy(person => _trace.Persons[person].Group == "Teachers" ? 0 : 1)
            .ThenBy(person => person)
            .Take(_options.Phones)
            .ToArray();
        foreach (int person in carriers)
        {
            Transmitter transmitter = _medium.AddTransmitter(AndroidPhone.AdvertisingIntervalUs);
            _world.AddPhone(person);
            var phone = new AndroidPhone(_medium, transmitter, _startUtcMs, _options.Seed);
            phone.OnAdvertising = (data, _, _) => Learn(data, phone.Node);
            phone.OnScan = (from, to) => _reach.AddScan(phone, person, from, to);
            _phones.Add(phone);
            _loop.Add(phone, phone.FirstActUs);
        }
    }

    private void AddForeignDevices()
    {
        for (int i = 0; i < _options.ForeignDevicesPerRoom * _world.RoomCount; i++)
        {
            Transmitter transmitter = _medium.AddTransmitter(ForeignDevice.IntervalUs);
            _world.AddForeign(i % _world.RoomCount);
            _loop.Add(new ForeignDevice(transmitter), i * 1000L);
        }
    }

    // Worn and moving at school; at home now and then.
    private void MoveWearer(SimulatedTag tag, long nowUs)
    {
        long localMs = _startUtcMs + (nowUs / 1000) + (VietnamUtcOffsetMinutes * 60000L);
        if (_world.IsSchool(nowUs) || QuietMorning.IsMovingAtHome(_options.Seed, tag.Node, localMs, nowUs))
        {
            tag.Hardware.Move();
        }
    }

    private void OnAccepted(SimulatedTag tag, Reception reception)
    {
        if (reception.Node < _trace.Persons.Count)
        {
            _heard[(tag.Node * _trace.Persons.Count) + reception.Node] = true;
            double us = reception.TimeUs + (tag.ClockErrorMs * 1000);
            bool isContact = _trace.IsContact(tag.Node, reception.Node, _world.StepAt(reception.TimeUs));
            NearRates.Add(isContact, tag.Application.Sightings.Thresholds.IsNear(reception.RssiDbm, isTag: true));
            _book.Add(tag.Node, reception.Node, (us - TraceStartUs) / 1e6, _startUtcMs + (long)(us / 1000), reception.RssiDbm);
        }
        else if (reception.Node < _trace.Persons.Count + _phones.Count)
        {
            _phoneSightings++;
        }
    }

    private void OnTagAdvertising(SimulatedTag tag, byte[] data, long onAirUs)
    {
        Learn(data, tag.Node);
        RollingIdentifier own = _ownIdentifiers[tag.Node];
        own.Seek((long)(tag.TrueUtcMs(onAirUs) + tag.ClockErrorMs));
        _wrongIdentifiers += BluezoneId.AreEqual(own.Id, 0, data, AdvertisementBuilder.IdOffset) ? 0 : 1;
    }

    private void Learn(byte[] data, int node)
    {
        if (_parser.Parse(data, 0, data.Length) == AdvertisementKind.Bluezone)
        {
            _nodeOfId[IdKey.Of(data, _parser.IdOffset)] = node;
        }
    }

    private ScenarioResult Score(long endUs, double schoolMilliamps)
    {
        var hearing = new HearingScore(_trace, _book);
        var log = new LogScore(_tags, _nodeOfId, _trace.Persons.Count);
        Log = log;
        List<DurationPoint> durations = NearScore.Durations(_trace, 900, log.NearSeconds);
        List<double> latencies = hearing.Latencies(out int missed);
        double[] charges = Charges();
        double days = (double)endUs / DayUs;
        double percent = 100 / 3600.0 / _options.CapacityMilliampHours / days;
        return new ScenarioResult
        {
            Scenario = _options.Scenario,
            Source = _options.Source,
            ReplayCommand = _options.ReplayCommand,
            Platform = _options.Platform.Name,
            Clock = _options.Clock.Name,
            CapacityMilliampHours = _options.CapacityMilliampHours,
            Seed = _options.Seed,
            Tags = _tags.Count,
            Phones = _phones.Count,
            Seconds = _trace.Seconds,
            SimulatedSeconds = (int)(endUs / 1_000_000),
            StartSecond = _trace.StartSecond,
            Heard15 = hearing.Score(900, HearingScore.ShareFor15Minutes),
            Heard5 = hearing.Score(300, HearingScore.ShareFor5Minutes),
            Near15 = NearScore.Score(_trace, 900, log.NearSeconds),
            Near15PhoneRule = NearScore.Score(_trace, 900, _book.PhoneRuleSeconds),
            Durations = durations,
            DurationErrorP95Seconds = Percentile(durations.Select(point => Math.Abs(point.EstimatedSeconds - point.TrueSeconds)), 0.95),
            LatencySeconds = latencies,
            MissedEncounters = missed,
            Timeline = hearing.Timeline(),
            BatteryPercentPerDay = charges.Select(charge => charge * percent).ToArray(),
            MeanCurrentMilliamps = charges.Average() / (endUs / 1e6),
            SchoolCurrentMilliamps = schoolMilliamps,
            PhoneScore = _reach.Score(_phones, _trace.Persons.Count, _phoneSightings),
            Sightings = _book.Count,
            LogRecords = log.RecordCount,
            InventedRecords = log.InventedCount,
            WrongIdentifiers = _wrongIdentifiers,
            Restarts = _tags.Sum(tag => tag.RestartCount),
            Counters = SumCounters(),
            LargestFlashBytes = _tags.Max(tag => tag.Flash.TotalLength),
        };
    }

    private Dictionary<string, long> SumCounters()
    {
        return Enum.GetValues<TagCounter>().ToDictionary(
            counter => counter.ToString(), counter => _tags.Sum(tag => (long)tag.Application.Counters.Get(counter)));
    }

    private static double Percentile(IEnumerable<double> values, double share)
    {
        double[] sorted = values.Order().ToArray();
        return sorted.Length == 0 ? 0 : sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];
    }
}
