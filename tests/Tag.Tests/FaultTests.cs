using System;
using System.Linq;
using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Simulator.Platform;
using BluezoneTag.Tag.Scheduling;
using BluezoneTag.Tag.Supervision;
using BluezoneTag.Tag.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace BluezoneTag.Tag.Tests;

/// <summary>Each fault that the clock, the sensors, the stack and hostile neighbours can have, against the whole firmware.</summary>
public sealed class FaultTests
{
    private const long HourMs = 3600000;
    private const long DayMs = 24 * HourMs;
    private const long YearMs = 365 * DayMs;
    private const int DayMinutes = 24 * 60;

    private static readonly int FirstSlot = SlotTime.SlotNumber(TagBench.DefaultStartUtcMs);
    private readonly ITestOutputHelper _output;

    public FaultTests(ITestOutputHelper output)
    {
        _output = output;
    }

    [Fact]
    public void A_clock_chip_that_never_answers_leaves_the_platforms_clock()
    {
        var bench = new TagBench();
        bench.Tags[0].ClockChip.IsMissing = true;
        bench.RunMinutes(70);
        Assert.False(bench.Tags[0].Application.Timekeeper.IsChip);
        AssertMet(bench, FirstSlot, 5);
        Assert.All(bench.LogOf(0), record => Assert.Equal((int)ClockTrust.Synced, record.ClockTrust));
    }

    [Fact]
    public void A_clock_chip_that_goes_missing_costs_no_contact()
    {
        var bench = new TagBench();
        bench.RunMinutes(20);
        bench.Tags[0].ClockChip.IsMissing = true;
        bench.RunMinutes(65);
        AssertOnPlatform(bench.Tags[0]);
        AssertMet(bench, FirstSlot, 6);
    }

    [Fact]
    public void A_clock_chip_that_stops_costs_no_contact()
    {
        var bench = new TagBench();
        bench.RunMinutes(20);
        bench.Tags[0].ClockChip.IsStopped = true;
        bench.RunMinutes(65);
        AssertOnPlatform(bench.Tags[0]);
        AssertMet(bench, FirstSlot, 6);
    }

    [Theory]
    [InlineData(5000)]
    [InlineData(-5000)]
    [InlineData(HourMs)]
    [InlineData(-HourMs)]
    [InlineData(YearMs)]
    [InlineData(-YearMs)]
    public void A_clock_chip_that_jumps_moves_neither_utc_nor_a_contact(long jumpMs)
    {
        var bench = new TagBench();
        bench.RunMinutes(20);
        bench.Tags[0].ClockChip.Jump(jumpMs);
        bench.RunMinutes(65);
        Assert.True(bench.Tags[0].Application.Timekeeper.IsChip);
        Assert.InRange(bench.Tags[0].Application.Counters.Get(TagCounter.ClockFaults), 1, 2);
        Assert.InRange(Math.Abs(bench.Tags[0].ClockErrorMs), 0, 100);
        AssertMet(bench, FirstSlot, 6);
    }

    [Theory]
    [InlineData(-HourMs)]
    [InlineData(-DayMs)]
    [InlineData(YearMs)]
    public void A_wrong_sync_is_obeyed_distrusted_and_forgotten_after_two_right_ones(long errorMs)
    {
        var bench = new TagBench();
        bench.RunMinutes(38);
        bench.Tags[0].Sync(errorMs);
        bench.RunMinutes(30);
        Assert.InRange(Math.Abs(bench.Tags[0].ClockErrorMs - errorMs), 0, 100);
        bench.Tags[0].Sync(0);
        Assert.Equal(ClockTrust.Approximate, Trust(bench));
        bench.RunMinutes(15);
        bench.Tags[0].Sync(0);
        Assert.Equal(ClockTrust.Synced, Trust(bench));
        bench.RunMinutes(40);
        Assert.Equal(0, bench.Tags[0].Application.Counters.Get(TagCounter.Exceptions));
        AssertLogged(bench, 0, FirstSlot, 3);
        AssertMet(bench, SlotTime.SlotNumber((long)bench.NowUtcMs) - 3, 3);
    }

    [Fact]
    public void A_motion_sensor_stuck_moving_never_costs_more_than_the_days_tenth()
    {
        var bench = new TagBench(tags: 1);
        int worst = 0;
        bench.Tags[0].BeforeTurn = (tag, _) =>
        {
            tag.Hardware.Move();
            worst = Math.Max(worst, tag.Application.Budget?.SpentPermille ?? 0);
        };
        bench.RunMinutes(3 * DayMinutes);
        _output.WriteLine($"worst day {worst} per mille");
        Assert.InRange(worst, 1, 100);
    }

    [Fact]
    public void Motion_sensors_stuck_still_cost_no_contact_by_day()
    {
        var bench = new TagBench();
        Assert.All(bench.Tags, tag => tag.BeforeTurn = null);
        bench.RunMinutes(130);
        Assert.All(bench.Tags, tag => Assert.Equal(RadioMode.Alone, tag.Application.Mode));
        AssertMet(bench, FirstSlot, 9);
    }

    [Fact]
    public void A_stack_that_takes_two_seconds_to_start_costs_no_contact()
    {
        var bench = new TagBench();
        bench.RunMinutes(8);
        bench.Tags[0].Radio.ExtraStartMs = 1750;
        bench.RunMinutes(122);
        AssertMet(bench, FirstSlot, 8);
        bench.Tags[0].Radio.ExtraStartMs = 0;
        bench.RunMinutes(30);
        AssertMet(bench, FirstSlot + 8, 2);
    }

    [Fact]
    public void A_stack_that_fails_again_and_again_costs_no_contact()
    {
        var bench = new TagBench();
        for (int minute = 0; minute < 130; minute++)
        {
            bench.Tags[0].Radio.FailNextStarts = 2;
            bench.RunMinutes(1);
        }

        Assert.InRange(bench.Tags[0].Application.Counters.Get(TagCounter.RadioStartFailures), 250, 260);
        Assert.Equal(0, bench.Tags[0].RestartCount);
        AssertMet(bench, FirstSlot, 9);
    }

    [Theory]
    [InlineData(-60)]
    [InlineData(-50)]
    [InlineData(-40)]
    public void A_storm_of_random_ids_for_an_hour_leaves_the_neighbour_in_every_quarter_of_it(int stormDbm)
    {
        var bench = new TagBench { StrangerRssiDbm = stormDbm };
        bench.RunMinutes(8);
        var storm = new StormSender(bench);
        bench.Loop.Add(storm, bench.Loop.NowUs);
        bench.RunMinutes(62);
        TagCounters counters = bench.Tags[0].Application.Counters;
        string[] sightings = NeighbourSightings(bench, 4);
        _output.WriteLine(
            $"storm at {stormDbm} dBm: {counters.Get(TagCounter.Reports)} reports, {counters.Get(TagCounter.EvictedNeighbours)} evicted, "
            + $"{counters.Get(TagCounter.CrowdSlots)} crowd slots, records {bench.LogOf(0).Count}; sightings of the neighbour by quarter hour: {string.Join(", ", sightings)}");
        Assert.DoesNotContain("none", sightings);
        Assert.True(counters.Get(TagCounter.Reports) > 5000);
        Assert.Equal(0, counters.Get(TagCounter.Exceptions));
        Assert.InRange(bench.Tags[0].Application.Budget.SpentPermille, 1, 100);
        storm.Stop();
        bench.RunMinutes(45);
        int crowdSlots = counters.Get(TagCounter.CrowdSlots);
        bench.RunMinutes(16);
        Assert.Equal(crowdSlots, counters.Get(TagCounter.CrowdSlots));
        AssertMet(bench, FirstSlot + 5, 3);
        Assert.All(bench.LogOf(0).Where(record => record.Slot >= FirstSlot + 6), record => Assert.True(record.Sightings > 15));
    }

    [Fact]
    public void Without_utc_the_tag_listens_sends_nothing_and_works_at_once_after_a_sync()
    {
        var bench = new TagBench(isTimeSet: false);
        bench.Tags[1].IsSyncedAtBoot = true;
        bench.RunMinutes(38);
        TagCounters counters = bench.Tags[0].Application.Counters;
        Assert.DoesNotContain(bench.OnAir, sent => sent.Node == 0);
        Assert.Equal(0, counters.Get(TagCounter.AdvertisingWindows));
        Assert.True(counters.Get(TagCounter.ScanningWindows) > 20);
        Assert.True(counters.Get(TagCounter.Reports) > 5);
        bench.Tags[0].Sync(0);
        bench.RunMinutes(1);
        Assert.Equal(TagStatus.Running, bench.Tags[0].Application.Status);
        Assert.Contains(bench.OnAir, sent => sent.Node == 0);
        bench.RunMinutes(44);
        AssertMet(bench, FirstSlot + 3, 2);
        Assert.All(
            bench.LogOf(0).Where(record => record.ClockTrust != (int)ClockTrust.Unset),
            record => Assert.Equal(bench.IdAt(1, SlotTime.StartOfSlot(record.Slot)), record.Id));
    }

    [Theory]
    [InlineData(3000)]
    [InlineData(-3000)]
    public void Two_tags_three_seconds_apart_with_old_syncs_find_each_other(int apartMs)
    {
        var bench = new TagBench(isTimeSet: false);
        Assert.All(bench.Tags, tag => tag.PrepareSyncHistory(8 * DayMs, 0));
        bench.Tags[0].ClockChip.Jump(apartMs);
        bench.Tags[0].CutPower(losesUtc: false);
        bench.RunMinutes(100);
        _output.WriteLine(
            $"apart {bench.Tags[0].ClockErrorMs - bench.Tags[1].ClockErrorMs:F0} ms; shifts {bench.Tags[0].Application.Phase.OffsetMs} and {bench.Tags[1].Application.Phase.OffsetMs} ms");
        AssertMet(bench, FirstSlot + 3, 4);
    }

    private static ClockTrust Trust(TagBench bench)
    {
        return bench.Tags[0].Application.Timekeeper.TrustAt(bench.Tags[0].Application.Timekeeper.LastSyncUtcMs);
    }

    private static void AssertOnPlatform(SimulatedTag tag)
    {
        Assert.False(tag.Application.Timekeeper.IsChip);
        Assert.InRange(Math.Abs(tag.ClockErrorMs), 0, 4000);
        Assert.Equal(ClockTrust.Approximate, tag.Application.Timekeeper.TrustAt(tag.Application.Timekeeper.LastSyncUtcMs));
    }

    private static void AssertMet(TagBench bench, int firstSlot, int count)
    {
        AssertLogged(bench, 0, firstSlot, count);
        AssertLogged(bench, 1, firstSlot, count);
    }

    // Every slot, with the id that the other had in it.
    private static void AssertLogged(TagBench bench, int receiver, int firstSlot, int count)
    {
        var logged = bench.LogOf(receiver).Select(record => (record.Slot, record.Id)).ToHashSet();
        Assert.All(
            Enumerable.Range(firstSlot, count),
            slot => Assert.Contains((slot, bench.IdAt(1 - receiver, SlotTime.StartOfSlot(slot))), logged));
    }

    private static string[] NeighbourSightings(TagBench bench, int count)
    {
        return Enumerable.Range(FirstSlot + 1, count)
            .Select(slot => bench.LogOf(0).Where(record => record.Slot == slot && record.Id == bench.IdAt(1, SlotTime.StartOfSlot(slot)))
                .Select(record => $"{record.Sightings}").DefaultIfEmpty("none").First())
            .ToArray();
    }
}
