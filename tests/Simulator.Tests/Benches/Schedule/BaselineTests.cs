using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Simulator.Benches.Schedule;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.Platform;
using BluezoneTag.Simulator.Tests.Support;
using Xunit;

namespace BluezoneTag.Simulator.Tests.Benches.Schedule;

/// <summary>The schedules compared with: their cost is arithmetic, and what they catch is what the study found.</summary>
public sealed class BaselineTests
{
    private const ulong Seed = 1;
    private static readonly PlatformProfile Platform = PlatformProfile.Find("c3-own");

    // The study rounds its periods; the optimum needs half a second of burst more than the time between two scans.
    [Theory]
    [InlineData("async bursts 0.6 + 0.6 s each 42 s", 600)]
    [InlineData("async bursts 0.6 + 0.6 s each 25 s", 1000)]
    [InlineData("async optimum: adv 20.5 s each 504 s, scan 0.1 s each 20 s", 600)]
    [InlineData("async optimum: adv 12.5 s each 174 s, scan 0.1 s each 12 s", 1000)]
    public void The_asynchronous_ones_cost_about_nine_percent_a_day(string name, double cell) =>
        Assert.InRange(ScheduleBounds.PercentOf(Find(name).MeanMilliamps(Platform, Seed), cell), 8.2, 9.4);

    [Fact]
    public void Esp_ena_listens_a_tenth_of_the_time_and_sends_for_the_rest() =>
        Assert.Equal((0.1 * Platform.ScanningMilliamps) + (0.9 * Platform.AdvertisingMilliamps), Find("esp-ena").MeanMilliamps(Platform, Seed), 6);

    [Fact]
    public void The_app_sends_half_of_the_time_and_listens_forty_seconds_of_300()
    {
        IEnumerable<BaselinePhase> phases = Find("Bluezone").Phases(Seed).Take(3000);
        double all = phases.Sum(phase => phase.Seconds);

        Assert.Equal(0.5, phases.Where(phase => phase.IsAdvertising).Sum(phase => phase.Seconds) / all, 2);
        Assert.Equal(40.0 / 300, phases.Where(phase => phase.IsScanning).Sum(phase => phase.Seconds) / all, 2);
    }

    [Fact]
    public void Asynchronous_bursts_miss_and_phones_that_always_send_are_seen()
    {
        ContactScores bursts = Score("async bursts 0.6 + 0.6 s each 42 s");
        ContactScores phones = Score("GAEN");

        Seeded.True(bursts.Caught < 0.05 && bursts.Detections < 2, Seed, $"bursts caught {bursts.Caught} with {bursts.Detections} detections");
        Seeded.True(phones.Caught > 0.8 && phones.Seen > 0.99, Seed, $"phones caught {phones.Caught} and saw {phones.Seen}");
    }

    private static Baseline Find(string name) => Baseline.All.Single(one => one.Name.StartsWith(name, StringComparison.Ordinal));

    private static ContactScores Score(string name) =>
        ContactScores.Of(Enumerable.Range(0, 60).Select(trial => BaselineTrial.Run(Find(name), Platform, 2, 0, 900, Noise.Bits(Seed, trial))).ToArray());
}
