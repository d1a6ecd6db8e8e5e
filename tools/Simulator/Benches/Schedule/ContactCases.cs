using System.Collections.Generic;
using System.Linq;

namespace BluezoneTag.Simulator.Benches.Schedule;

/// <summary>Contacts between tags: pair and room by age of the last sync.</summary>
public static class ContactCases
{
    /// <summary>Ages of the last sync, hours.</summary>
    public static IReadOnlyList<double> SyncAges { get; } = [8, 24, 72, 168];

    private const int PairTrials = 3000;
    private const int RoomTrials = 16;

    private static readonly ContactSetup Pair = new();
    private static readonly ContactSetup Room = new() { Tags = 40, ForeignDevices = 60 };

    /// <summary>The cases.</summary>
    public static IReadOnlyList<BenchCase> All { get; } =
    [
        new("pair", "Two tags, 15 min, found in the 20-s mode, clock chip", runner => ByAge(runner, "pair", PairTrials, Pair)),
        new("room", "40 tags and 60 foreign devices, 15 min, clock chip; all 780 pairs count", runner => ByAge(runner, "room", RoomTrials, Room)),
    ];

    /// <summary>How a row about an age is called.</summary>
    public static string Label(string clock, double hours) => $"{clock}, sync <= {(hours > 72 ? $"{hours / 24:F0} d" : $"{hours:F0} h")}";

    private static BenchRow[] ByAge(TrialRunner runner, string stream, int trials, ContactSetup setup)
    {
        return SyncAges.Select(hours => Row(runner, stream, trials, Label("chip", hours), setup with { MaxSyncAgeHours = hours })).ToArray();
    }

    private static BenchRow Row(TrialRunner runner, string stream, int trials, string label, ContactSetup setup) =>
        BenchRow.Of(label, runner.Score(stream, trials, setup), setup.Seconds >= 900);
}
