using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.Json;
using BluezoneTag.Simulator.People;
using BluezoneTag.Simulator.Platform;
using BluezoneTag.Simulator.Scenarios;
using BluezoneTag.Simulator.Tests.Support;
using Xunit;

namespace BluezoneTag.Simulator.Tests.Scenarios;

public sealed class TraceRunTests
{
    [Fact]
    public void The_same_seed_gives_the_same_result_and_another_seed_another()
    {
        string first = Describe(Run(TraceMaker.Room(8, 10), 5, day: false));
        Assert.Equal(first, Describe(Run(TraceMaker.Room(8, 10), 5, day: false)));
        Assert.NotEqual(first, Describe(Run(TraceMaker.Room(8, 10), 6, day: false)));
    }

    [Fact]
    public void Watching_a_run_does_not_change_it()
    {
        var watched = new List<double>();
        var run = new TraceRun(TraceMaker.Room(8, 10), Runs.Options(nameof(TraceRunTests), 5) with { IsWholeDay = false });
        string seen = Describe(run.Run((share, _) => watched.Add(share)));
        Assert.Equal(seen, Describe(Run(TraceMaker.Room(8, 10), 5, day: false)));
        Assert.Equal(watched.Order(), watched);
        Assert.Equal(1, watched[^1]);
    }

    [Theory(Skip = "Open: one seed of three misses a pair since the schedule was rebuilt.")]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Twenty_pairs_of_15_minutes_are_caught_and_nothing_goes_wrong(ulong seed)
    {
        ScenarioResult result = Run(TraceMaker.Pairs(20, 15), seed, day: false);
        Seeded.True(result.Heard15.P >= 0.9, seed, $"Heard {result.Heard15}");
        Seeded.True(result.Heard5.P >= 0.9, seed, $"Heard {result.Heard5}");
        Seeded.True(result.Heard15.True == 20 && result.MissedEncounters == 0, seed, $"{result.MissedEncounters} encounters missed");
        AssertSound(result, seed);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Twelve_people_in_a_room_hear_each_other(ulong seed)
    {
        ScenarioResult result = Run(TraceMaker.Room(12, 15), seed, day: false);
        Seeded.True(result.Heard15.True == 66 && result.Heard15.P >= 0.9, seed, $"Heard {result.Heard15}");
        Seeded.True(result.LatencySeconds[result.LatencySeconds.Count / 2] is > 0 and < 120, seed, "Median latency");
        AssertSound(result, seed);
    }

    [Theory]
    [InlineData(1)]
    public void A_whole_day_costs_less_than_a_tenth_of_the_cell_and_restarts_nobody_in_error(ulong seed)
    {
        ScenarioResult result = Run(TraceMaker.Pairs(10, 15), seed, day: true);
        Seeded.True(result.SimulatedSeconds == 86_400, seed, $"{result.SimulatedSeconds} s");
        Seeded.True(result.BatteryPercentPerDay.All(percent => percent is > 3 and < 10), seed, $"Battery {string.Join(' ', result.BatteryPercentPerDay)}");
        Seeded.True(result.Counters["ForcedRestarts"] == 0, seed, "Forced restarts");
        Seeded.True(result.MeanCurrentMilliamps < result.SchoolCurrentMilliamps, seed, "The night costs as much as the day");
        AssertSound(result, seed);
    }

    [Theory]
    [InlineData(1)]
    public void A_small_school_is_heard_and_phones_and_tags_hear_each_other(ulong seed)
    {
        ScenarioResult result = Run(SmallSchool(), seed, day: false);
        Seeded.True(result.Heard15.P >= 0.9, seed, $"Heard {result.Heard15}");
        Seeded.True(result.PhoneScore.RowsOfTags > 0 && result.PhoneScore.TagSightingsOfPhones > 0, seed, $"{result.PhoneScore}");
        Seeded.True(result.Near15.True == result.Heard15.True, seed, "The two scores count other pairs");
        AssertSound(result, seed);
    }

    // The clock of the published image alone. Two tags with the same error would still meet; few pairs are so lucky.
    [Theory(Skip = "Open: the simulated RC oscillator does not wander yet, so acquisition finds too much.")]
    [InlineData(1)]
    public void Without_a_good_clock_hardly_anybody_is_heard(ulong seed)
    {
        ScenarioOptions options = Runs.Options(nameof(TraceRunTests), seed) with { IsWholeDay = false, Clock = ClockProfile.Find("rc") };
        ScenarioResult result = new TraceRun(TraceMaker.Pairs(40, 15), options).Run();
        Seeded.True(result.Heard15.P < 0.3, seed, $"Heard {result.Heard15}");
        AssertSound(result, seed);
    }

    [Fact]
    public void The_result_says_what_was_run()
    {
        ScenarioResult result = Run(TraceMaker.Pairs(2, 15), 9, day: false);
        Assert.Equal((4, 9UL, "c3-published", "chip"), (result.Tags, result.Seed, result.Platform, result.Clock));
        Assert.Equal(1000, result.CapacityMilliampHours);
        Assert.Equal((result.Seconds, 4), ((result.Timeline.Count * 600) - 600 + (result.Seconds % 600), result.BatteryPercentPerDay.Count));
        Assert.Contains("seed: 9", result.ReplayCommand, StringComparison.Ordinal);
    }

    private static ContactTrace SmallSchool() => Traces.Make(
        ["1A", "1A", "1A", "1A", "1B", "1B", "1B", "1B", "2A", "2A", "Teachers", "Teachers"],
        180,
        [
            (0, 1, 0, 60), (2, 3, 10, 50), (0, 2, 100, 45), (4, 5, 30, 80), (6, 7, 0, 50),
            (8, 9, 20, 60), (0, 8, 120, 20), (10, 0, 70, 20), (11, 8, 90, 50), (1, 4, 130, 45),
        ]);

    private static ScenarioResult Run(ContactTrace trace, ulong seed, bool day) =>
        new TraceRun(trace, Runs.Options(nameof(TraceRunTests), seed) with { IsWholeDay = day }).Run();

    private static string Describe(ScenarioResult result) => JsonSerializer.Serialize(result with { WallSeconds = 1, Seed = 0, ReplayCommand = "" });

    private static void AssertSound(ScenarioResult result, ulong seed, [CallerMemberName] string test = "")
    {
        Seeded.True(result.WrongIdentifiers == 0, seed, $"{result.WrongIdentifiers} wrong identifiers", test);
        Seeded.True(result.InventedRecords == 0, seed, $"{result.InventedRecords} invented records", test);
        Seeded.True(result.Counters["Exceptions"] == 0, seed, $"{result.Counters["Exceptions"]} exceptions", test);
        Seeded.True(result.Counters["RecordsLost"] == 0, seed, $"{result.Counters["RecordsLost"]} lost records", test);
        Seeded.True(result.BatteryPercentPerDay.All(percent => percent > 0), seed, "A tag without consumption", test);
    }
}
