using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Simulator.Platform;

namespace BluezoneTag.Simulator.Benches.Schedule;

/// <summary>Contacts between tags.</summary>
public static class ContactCases
{
    private const int PairTrials = 6000;
    private const int RoomTrials = 96;
    private const int AblationPairTrials = 3000;
    private const int AblationRoomTrials = 24;
    private const int AssemblyTrials = 3;
    private const double FastIntervalMs = 45;

    private static readonly ContactSetup Pair = new();
    private static readonly ContactSetup Room = new() { Tags = 40, ForeignDevices = 60 };

    /// <summary>Ages of the last sync, hours.</summary>
    public static IReadOnlyList<double> SyncAges { get; } = [8, 24, 72, 168];

    /// <summary>The cases.</summary>
    public static IReadOnlyList<BenchCase> All { get; } =
    [
        new("pair", "two tags, 15 min, found in the 20-s mode, clock chip", runner => ByAge(runner, "pair", PairTrials, Pair)),
        new("room", "40 tags and 60 foreign devices, 15 min, clock chip; all 780 pairs count", runner => ByAge(runner, "room", RoomTrials, Room)),
        new("pair-5", "two tags, 5 min, found in the 20-s mode, clock chip", runner => ByAge(runner, "pair", PairTrials, Pair with { Seconds = 300 })),
        new("room-5", "40 tags and 60 foreign devices, 5 min, clock chip", runner => ByAge(runner, "room", RoomTrials, Room with { Seconds = 300 })),
        new("alone", "two tags without a motion sensor, found in the 40-s mode, 15 min, clock chip", Alone),
        new("clock", "what the clock is worth: pair and room, 15 min", Clocks)
        {
            Note = "Two syncs before the run unless it says one. The simulated RC oscillator draws a tenth of a thousandth anew each hour: an assumption, see docs/simulation.md 5.",
        },
        new("assembly", "200 tags and 200 foreign devices, 15 min, 8 ms of managed code for each report; all 19,900 pairs count", Assembly),
        new("connectable", "adverts each 125 ms that nobody can connect to, or each 45 ms and a stranger's connection silences them", Connectable),
    ];

    /// <summary>How a row about an age is called.</summary>
    public static string Label(string what, double hours) => $"{what}, sync <= {(hours > 72 ? $"{hours / 24:F0} d" : $"{hours:F0} h")}";

    private static BenchRow[] ByAge(TrialRunner runner, string stream, int trials, ContactSetup setup) =>
        SyncAges.Select(hours => Row(runner, stream, trials, Label("chip", hours), setup with { MaxSyncAgeHours = hours })).ToArray();

    private static BenchRow[] Alone(TrialRunner runner) =>
        new double[] { 8, 24 }.Select(hours => Row(
            runner, "alone", PairTrials, Label("chip", hours), Pair with { Start = ContactStart.Alone, MaxSyncAgeHours = hours })).ToArray();

    private static BenchRow[] Clocks(TrialRunner runner)
    {
        var tries = ClockProfile.All.SelectMany(clock => new double[] { 8, 24 }.Select(hours => (clock, hours))).ToArray();
        return
        [
            .. tries.Select(one => Row(
                runner, "pair", AblationPairTrials, Label($"pair, {one.clock.Name}", one.hours), Pair with { Clock = one.clock, MaxSyncAgeHours = one.hours })),
            .. tries.Select(one => Row(
                runner,
                "pair",
                AblationPairTrials,
                Label($"pair, {one.clock.Name}, one sync only", one.hours),
                Pair with { Clock = one.clock, MaxSyncAgeHours = one.hours, EarlierSyncHours = 0 })),
            .. tries.Select(one => Row(
                runner, "room", AblationRoomTrials, Label($"room, {one.clock.Name}", one.hours), Room with { Clock = one.clock, MaxSyncAgeHours = one.hours })),
        ];
    }

    private static BenchRow[] Assembly(TrialRunner runner) =>
        [Row(runner, "assembly", AssemblyTrials, Label("chip", 8), new ContactSetup { Tags = 200, ForeignDevices = 200 })];

    private static BenchRow[] Connectable(TrialRunner runner)
    {
        PlatformProfile fast = PlatformProfile.All[0] with { AdvertisingIntervalMs = FastIntervalMs };
        double[] shares = [0, 0.1, 0.25, 0.5];
        return
        [
            Row(runner, "pair", AblationPairTrials, "pair, 125 ms", Pair),
            .. shares.Select(share => Row(runner, "pair", AblationPairTrials, Silenced("pair", share), Pair with { Platform = fast, MutedShare = share })),
            Row(runner, "room", AblationRoomTrials, "room, 125 ms", Room),
            .. shares.Select(share => Row(runner, "room", AblationRoomTrials, Silenced("room", share), Room with { Platform = fast, MutedShare = share })),
        ];
    }

    private static string Silenced(string where, double share) => $"{where}, {FastIntervalMs:F0} ms, silenced in {share * 100:F0} % of the slots";

    private static BenchRow Row(TrialRunner runner, string stream, int trials, string label, ContactSetup setup) =>
        BenchRow.Of(label, runner.Score(stream, trials, setup), setup.Seconds >= 900);
}
