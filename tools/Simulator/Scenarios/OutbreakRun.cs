using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Exposure;
using BluezoneTag.Protocol.Exposure;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.People;
using BluezoneTag.Simulator.Platform;
using BluezoneTag.Simulator.Sync;

namespace BluezoneTag.Simulator.Scenarios;

/// <summary>
/// A school wears tags for some days and pupils fall ill. After the last day they release their keys over the sync, the authority publishes them
/// as F0, kiosks bring the list to every tag, each tag checks its own log and tells its verdict at the next sync. Whose tag says F1 releases
/// in her turn, and everything goes round once more. The nights are left out: each day's tags start with the log segments of the day before.
/// </summary>
public sealed class OutbreakRun
{
    private const int ListSpanDays = 21;

    private readonly ScenarioOptions _options;
    private readonly int _dayCount;
    private readonly int _patientCount;
    private readonly Func<int, ContactTrace> _traceOfDay;
    private readonly List<Dictionary<(int, int), int>> _truth = new();
    private readonly List<TraceRun> _runs = new();
    private readonly List<int> _listBytes = new();
    private readonly List<int> _listPeople = new();
    private readonly List<int> _longestBlocks = new();
    private readonly List<double> _checkSeconds = new();
    private ContactTrace _trace = null!;

    /// <summary><paramref name="dayCount"/> days of a made-up school and <paramref name="patientCount"/> patients, chosen by the seed.</summary>
    public OutbreakRun(ScenarioOptions options, int dayCount, int patientCount, int classes = SchoolGenerator.DefaultClasses)
        : this(options, dayCount, patientCount, day => SchoolGenerator.Generate(options.Seed + (ulong)(day * 1000), classes))
    {
    }

    /// <summary>As the other, with days from elsewhere: the same people each day.</summary>
    public OutbreakRun(ScenarioOptions options, int dayCount, int patientCount, Func<int, ContactTrace> traceOfDay)
    {
        _traceOfDay = traceOfDay;
        _options = options with { IsWholeDay = false };
        _dayCount = dayCount;
        _patientCount = patientCount;
    }

    /// <summary>The links of kiosks and desk: one in a hundred frames ends its link.</summary>
    public LinkProfile Link { get; init; } = new() { CutShare = 0.01 };

    private TraceRun Last => _runs[^1];

    private int Today => SlotTime.DayOf(Last.NowUtcMs);

    private int People => _trace.Persons.Count;

    /// <summary>Runs all of it; <paramref name="progress"/> is told what is going on.</summary>
    public OutbreakResult Run(Action<string>? progress = null)
    {
        for (int day = 0; day < _dayCount; day++)
        {
            progress?.Invoke($"day {day + 1} of {_dayCount}");
            RunDay(day);
        }

        int firstDay = Today - _dayCount + 1;
        using var authority = new HealthAuthority();
        var sync = new OutbreakSync(Last, authority, Classes(), Link, _options.Seed);
        (int Person, int FromDay)[] ill = [.. Enumerable.Range(0, People).Where(person => _trace.Persons[person].Group != "Teachers")
            .OrderBy(person => Noise.Bits(_options.Seed, person, 90)).Take(_patientCount).Select(person => (person, firstDay))];
        progress?.Invoke("release and list of F0");
        ExposureVerdict[] first = Spread(sync, authority, ExposureRule.ListOfF0, ill);
        (int Person, int FromDay)[] met = [.. Enumerable.Range(0, People).Except(ill.Select(one => one.Person))
            .Where(person => first[person].Level == ExposureRule.F1).Select(person => (person, first[person].LocalDay))];
        progress?.Invoke($"release and list of {met.Length} F1");
        ExposureVerdict[] second = met.Length > 0 ? Spread(sync, authority, ExposureRule.ListOfF1, met) : [.. first.Select(_ => new ExposureVerdict())];
        var score = new OutbreakScore(_truth, firstDay, People);
        return new OutbreakResult
        {
            Seed = _options.Seed,
            Tags = People,
            Days = _dayCount,
            Patients = [.. ill.Select(one => $"{_trace.Persons[one.Person].Id} ({_trace.Persons[one.Person].Group})")],
            Scores = score.All(ill, met, first, second, HasRow),
            FalseF1Minutes = [.. met.Select(one => score.BestMinutes(one.Person, ill)).Where(minutes => minutes < OutbreakScore.TrueMinutes).Order()],
            ListBytes = _listBytes,
            ListPeople = _listPeople,
            LongestBlocks = _longestBlocks,
            CheckSeconds = _checkSeconds,
            Rounds = sync.Rounds,
            ReleasedBytes = authority.OpenedBytes,
            Alerts = [CountAlerts(ExposureRule.F1), CountAlerts(ExposureRule.F2)],
            LogRecords = Last.Tags.Sum(CountRecords),
        };
    }

    private static int CountRecords(SimulatedTag tag)
    {
        int count = 0;
        for (var reader = tag.Application.Log.OpenReader(); reader.Read();)
        {
            count++;
        }

        return count;
    }

    private void RunDay(int day)
    {
        _trace = _traceOfDay(day);
        var logs = day == 0 ? null : Last.Tags.Select(LogOf).ToArray();
        var run = new TraceRun(_trace, _options with { DayOffset = day, EarlierLogs = logs });
        _runs.Add(run);
        run.Run();
        _truth.Add(_trace.Pairs.ToDictionary(pair => (pair.Key.First, pair.Key.Second), pair => pair.Value.Count * ContactTrace.StepSeconds));
    }

    private static Dictionary<string, byte[]> LogOf(SimulatedTag tag) =>
        tag.Flash.List().Where(name => name.StartsWith("log-", StringComparison.Ordinal)).ToDictionary(name => name, tag.Flash.ReadAll);

    // Who comes to which kiosk: one for each class, and one for the teachers.
    private int[][] Classes() => [.. Enumerable.Range(0, People).GroupBy(person => _trace.Persons[person].Group).Select(group => group.ToArray())];

    // Released, published, signed, verified, made compact, brought to every tag, checked there, and read at the next sync.
    private ExposureVerdict[] Spread(OutbreakSync sync, HealthAuthority authority, int level, (int Person, int FromDay)[] listed)
    {
        IReadOnlyList<InfoEntry> entries = sync.Release($"{listed.Length} F{level} release{(listed.Length == 1 ? "s" : string.Empty)}", listed);
        byte[] file = authority.Publish(level, $"outbreak-{level}", Last.NowUtcMs, entries);
        CompactList list = CompactList.Of(PublishedList.Read(file, authority.Pinned, Last.NowUtcMs), Today - ListSpanDays + 1, Today + 1);
        _listBytes.Add(list.Length);
        _listPeople.Add(listed.Length);
        int[] before = [.. Last.Tags.Select(tag => tag.Application.Exposure.BlockCount)];
        sync.SyncAll($"all take in the list of F{level}", list);
        _checkSeconds.Add(sync.AwaitChecks());
        _longestBlocks.Add(Last.Tags.Select((tag, i) => tag.Application.Exposure.BlockCount - before[i]).Max());
        ExposureVerdict[] verdicts = sync.SyncAll("all tell their verdict", null);
        return verdicts.All(verdict => verdict.State == ExposureState.Done) ? verdicts : throw new InvalidOperationException("A tag has no verdict.");
    }

    private bool HasRow(int person, IReadOnlyList<(int Person, int FromDay)> listed)
    {
        int firstDay = Today - _dayCount + 1;
        return listed.Any(one => one.Person != person && _runs.Skip(one.FromDay - firstDay).Any(run => run.HasHeard(person, one.Person)));
    }

    private int CountAlerts(int level) => Last.Tags.Count(tag => tag.Application.Exposure.AlertLevel == level);
}
