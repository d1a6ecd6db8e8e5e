using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using BluezoneTag.Exposure;
using BluezoneTag.Protocol.Exposure;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.People;
using BluezoneTag.Simulator.Platform;
using BluezoneTag.Simulator.Scoring;
using BluezoneTag.Tag.Exposure;
using BluezoneTag.Tag.Ports;

namespace BluezoneTag.Simulator.Scenarios;

/// <summary>
/// A school wears tags for some days, pupils fall ill, their keys are published as F0, every tag checks its log; those that say F1
/// have theirs published, and every tag checks again. Lists go straight to the tags: the session is not part of this. The nights are
/// left out: each day's tags start with the log segments of the day before.
/// </summary>
public sealed class OutbreakRun
{
    private const double ContactSeconds = ExposureRule.MinNearSeconds;

    private static readonly int[] Minutes = [18, 20, 22, 25, 30];

    private readonly ScenarioOptions _options;
    private readonly int _dayCount;
    private readonly int _patientCount;
    private readonly Func<int, ContactTrace> _traceOfDay;
    private readonly List<Dictionary<(int, int), int>> _truth = new();
    private readonly List<TraceRun> _runs = new();
    private readonly List<int> _listBytes = new();
    private readonly List<int> _longestBlocks = new();
    private ContactTrace _trace = null!;

    /// <summary><paramref name="dayCount"/> days of a made-up school and <paramref name="patientCount"/> patients, chosen by the seed.</summary>
    public OutbreakRun(ScenarioOptions options, int dayCount, int patientCount)
        : this(options, dayCount, patientCount, day => SchoolGenerator.Generate(options.Seed + (ulong)(day * 1000)))
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

    private TraceRun Last => _runs[^1];

    private int FirstDay => SlotTime.DayOf(Last.NowUtcMs) - _dayCount + 1;

    private int People => _trace.Persons.Count;

    /// <summary>Runs all of it; <paramref name="progress"/> is called with the day and the share of it that is done.</summary>
    public OutbreakResult Run(Action<int, double>? progress = null)
    {
        for (int day = 0; day < _dayCount; day++)
        {
            RunDay(day, share => progress?.Invoke(day, share));
        }

        int[] patients = [.. Enumerable.Range(0, People).Where(person => _trace.Persons[person].Group != "Teachers")
            .OrderBy(person => Noise.Bits(_options.Seed, person, 90)).Take(_patientCount)];
        (int Person, int FromDay)[] ill = [.. patients.Select(person => (person, FirstDay))];
        ExposureVerdict[] first = Check(ExposureRule.ListOfF0, ill);
        (int Person, int FromDay)[] met = [.. Others(patients).Where(person => first[person].Level == ExposureRule.F1).Select(person => (person, first[person].LocalDay))];
        int[] trueF1 = [.. Others(patients).Where(person => HasMet(person, ill))];
        ExposureVerdict[] second = met.Length > 0 ? Check(ExposureRule.ListOfF1, met) : [.. first.Select(_ => new ExposureVerdict())];
        int[] known = [.. patients, .. met.Select(one => one.Person)];
        return new OutbreakResult
        {
            Tags = People,
            Days = _dayCount,
            Patients = [.. patients.Select(person => $"{_trace.Persons[person].Id} ({_trace.Persons[person].Group})")],
            F1 = Score(patients, ill, person => first[person].Level == ExposureRule.F1),
            F1ByMinutes = Minutes.ToDictionary(minutes => minutes, minutes => Score(patients, ill, person => first[person].NearMinutes >= minutes)),
            F1PhoneRule = Score(patients, ill, person => HasRow(person, ill)),
            F2 = Score(known, met, person => second[person].Level == ExposureRule.F2),
            F2PhoneRule = Score(known, met, person => HasRow(person, met)),
            F2OfTrueF1 = Score(known, [.. trueF1.Select(person => (person, FirstDay))], person => second[person].Level == ExposureRule.F2),
            ListBytes = _listBytes,
            LongestBlocks = _longestBlocks,
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

    private void RunDay(int day, Action<double> progress)
    {
        _trace = _traceOfDay(day);
        var logs = day == 0 ? null : Last.Tags.Select(LogOf).ToArray();
        var run = new TraceRun(_trace, _options with { DayOffset = day, EarlierLogs = logs });
        _runs.Add(run);
        run.Run((share, _) => progress(share));
        _truth.Add(_trace.Pairs.ToDictionary(pair => (pair.Key.First, pair.Key.Second), pair => pair.Value.Count * ContactTrace.StepSeconds));
    }

    private static Dictionary<string, byte[]> LogOf(SimulatedTag tag) =>
        tag.Flash.List().Where(name => name.StartsWith("log-", StringComparison.Ordinal)).ToDictionary(name => name, tag.Flash.ReadAll);

    private IEnumerable<int> Others(int[] known) => Enumerable.Range(0, People).Except(known);

    // Published, signed, verified, made compact, taken and checked by every tag.
    private ExposureVerdict[] Check(int level, (int Person, int FromDay)[] listed)
    {
        int today = SlotTime.DayOf(Last.NowUtcMs);
        InfoEntry[] entries = [.. listed.Select(one =>
            new InfoEntry(Last.DailyKeyOf(one.Person, one.FromDay), one.FromDay * 86400L, (today + 1) * 86400L, SlotTime.SlotsPerDay))];
        using var authority = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var keys = new AuthorityKeys();
        keys.Add(authority.ExportSubjectPublicKeyInfo());
        byte[] file = PublishedList.Publish(level, $"outbreak-{level}", Last.NowUtcMs / 1000, entries, authority);
        CompactList list = CompactList.Of(PublishedList.Read(file, keys, Last.NowUtcMs), today - InfoReader.MaxSpanDays + 1, today + 1);
        _listBytes.Add(list.Length);
        int[] before = [.. Last.Tags.Select(tag => tag.Application.Exposure.BlockCount)];
        ExposureVerdict[] verdicts = [.. Last.Tags.Select(tag => CheckOne(tag.Application.Exposure, list))];
        _longestBlocks.Add(Last.Tags.Select((tag, i) => tag.Application.Exposure.BlockCount - before[i]).Max());
        return verdicts;
    }

    private ExposureVerdict CheckOne(ExposureCheck check, CompactList list)
    {
        check.Tell(new TagTime { UtcMs = Last.NowUtcMs, IsUtcKnown = true });
        ExposureStatus status = ListSender.Send(
            list, bytes => check.Begin(bytes, 0, bytes.Length), bytes => check.Chunk(bytes, 0, bytes.Length), () => VerdictOf(check));
        if (status != ExposureStatus.Complete)
        {
            throw new InvalidOperationException($"A tag refused a list that every tag takes: {status}.");
        }

        while (check.HasWork)
        {
            check.Step();
        }

        return VerdictOf(check);
    }

    private static ExposureVerdict VerdictOf(ExposureCheck check)
    {
        byte[] bytes = new byte[ExposureVerdict.Length];
        check.WriteVerdict(bytes, 0);
        var verdict = new ExposureVerdict();
        return verdict.TryRead(bytes, 0, bytes.Length) ? verdict : throw new InvalidOperationException("A verdict cannot be read.");
    }

    private Detection Score(int[] known, (int Person, int FromDay)[] listed, Func<int, bool> isClaimed)
    {
        int[] people = [.. Others(known)];
        return new Detection(
            people.Count(person => HasMet(person, listed)), people.Count(isClaimed), people.Count(person => HasMet(person, listed) && isClaimed(person)));
    }

    // In these days the UTC day is the local day: school begins when the UTC day does.
    private bool HasMet(int person, (int Person, int FromDay)[] listed) =>
        listed.Any(one => one.Person != person && Enumerable.Range(one.FromDay - FirstDay, _dayCount - (one.FromDay - FirstDay))
            .Any(day => _truth[day].GetValueOrDefault((Math.Min(person, one.Person), Math.Max(person, one.Person))) >= ContactSeconds));

    private bool HasRow(int person, (int Person, int FromDay)[] listed) =>
        listed.Any(one => one.Person != person && _runs.Skip(one.FromDay - FirstDay).Any(run => run.HasHeard(person, one.Person)));

    private int CountAlerts(int level) => Last.Tags.Count(tag => tag.Application.Exposure.AlertLevel == level);
}
