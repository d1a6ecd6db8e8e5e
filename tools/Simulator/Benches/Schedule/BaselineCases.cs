using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Simulator.Platform;

namespace BluezoneTag.Simulator.Benches.Schedule;

/// <summary>Other schedules over the same air, and what no schedule can beat.</summary>
public static class BaselineCases
{
    private const int PairTrials = 2000;
    private const int RoomTrials = 6;
    private const double SyncAgeHours = 24;
    private const string Reference = "c3-own";

    /// <summary>The cases.</summary>
    public static IReadOnlyList<BenchCase> All { get; } =
    [
        new("baselines", $"the shipped schedule and others: caught (sync <= {SyncAgeHours:F0} h), and cost on {Reference}", Baselines)
        {
            Note = "Who listens once in five minutes says at most about 11.5 of 15 minutes by the study's estimate and is not counted by P15; see seen, missed and err. "
                + "Baselines take every report at once and have a perfect clock; the first four send each 45 ms.",
        },
        new("energy", "the shipped schedule (typical day) and others, current by platform", Energy),
        new("bounds", $"what no schedule can beat with the same charge on {Reference}, and the shipped 20-s mode", Bounds)
        {
            Note = "free radio: Kindt and Chakraborty, 4 a w / eta^2; async: 4 Iadv Qs / I^2; sync slot: (Qa + Qs) / I with windows of 60 ms (schedule study, section 3).",
        },
    ];

    private static BenchRow[] Baselines(TrialRunner runner)
    {
        PlatformProfile platform = PlatformProfile.Find(Reference);
        return
        [
            Shipped(runner, platform),
            .. Baseline.All.Select(baseline => Row(
                baseline.Name,
                Score(runner, baseline, platform, 2, 0, 900, PairTrials),
                Score(runner, baseline, platform, 2, 0, 300, PairTrials),
                Score(runner, baseline, platform, 40, 60, 900, RoomTrials),
                baseline.MeanMilliamps(platform, 1))),
        ];
    }

    private static BenchRow Shipped(TrialRunner runner, PlatformProfile platform)
    {
        var pair = new ContactSetup { Platform = platform, MaxSyncAgeHours = SyncAgeHours };
        return Row(
            "shipped, typical day",
            runner.Score("baselines", PairTrials, pair),
            runner.Score("baselines", PairTrials, pair with { Seconds = 300 }),
            runner.Score("baseline rooms", RoomTrials, pair with { Tags = 40, ForeignDevices = 60 }),
            runner.ForEach("day", [platform], (one, seed) => EnergyCases.TypicalDay(one, hasMotionSensor: true, seed))[0]);
    }

    private static ContactScores Score(
        TrialRunner runner, Baseline baseline, PlatformProfile platform, int devices, int foreignDevices, int seconds, int trials)
    {
        string stream = devices == 2 ? "baselines" : "baseline rooms";
        return ContactScores.Of(runner.Run(stream, trials, seed => BaselineTrial.Run(baseline, platform, devices, foreignDevices, seconds, seed)));
    }

    private static BenchRow Row(string label, ContactScores pair15, ContactScores pair5, ContactScores room, double milliamps)
    {
        IReadOnlyList<Metric> pair = BenchRow.Of(label, pair15, isLong: true).Metrics;
        return new BenchRow(
            label,
            [
                .. pair.Where(metric => metric.Name != "margin"),
                new("p5", pair5.Caught),
                new("roomP15", room.Caught),
                .. EnergyCases.Energy(milliamps),
            ]);
    }

    private static BenchRow[] Energy(TrialRunner runner)
    {
        double[] shipped = runner.ForEach("day", PlatformProfile.All, (one, seed) => EnergyCases.TypicalDay(one, hasMotionSensor: true, seed));
        var rows = PlatformProfile.All.Select((platform, i) => new BenchRow($"{platform.Name}: shipped, typical day", [.. EnergyCases.Energy(shipped[i])])).ToList();
        foreach (Baseline baseline in Baseline.All)
        {
            rows.AddRange(PlatformProfile.All.Select(platform =>
                new BenchRow($"{platform.Name}: {baseline.Name}", [.. EnergyCases.Energy(baseline.MeanMilliamps(platform, 1))])));
        }

        return [.. rows];
    }

    private static BenchRow[] Bounds(TrialRunner runner)
    {
        const double StudyPercent = 9;
        const double StudySlotMode = 4.04;
        PlatformProfile platform = PlatformProfile.Find(Reference);
        double shipped = EnergyCases.CompanyMilliamps(runner, platform);
        return
        [
            .. new double[] { 400, 600, 1000 }.Select(cell =>
                Bound($"{StudyPercent:F0} % a day of {cell:F0} mAh", platform, ScheduleBounds.MilliampsOf(StudyPercent, cell))),
            Bound("20-s mode of the study", platform, StudySlotMode),
            Bound("20-s mode as shipped", platform, shipped),
        ];
    }

    private static BenchRow Bound(string label, PlatformProfile platform, double milliamps)
    {
        double radio = milliamps - platform.SleepMilliamps;
        return new BenchRow(
            label,
            [
                new("milliamps", milliamps),
                new("freeRadioSeconds", ScheduleBounds.FreeRadioSeconds(platform, radio)),
                new("asynchronousSeconds", ScheduleBounds.AsynchronousSeconds(platform, radio)),
                new("slotSeconds", ScheduleBounds.SynchronousSlotSeconds(platform, radio)),
            ]);
    }
}
