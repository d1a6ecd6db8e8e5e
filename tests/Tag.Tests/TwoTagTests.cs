using System.Linq;
using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Simulator.Platform;
using BluezoneTag.Tag.Scheduling;
using BluezoneTag.Tag.Supervision;
using BluezoneTag.Tag.Tests.Support;
using Xunit;

namespace BluezoneTag.Tag.Tests;

public sealed class TwoTagTests
{
    [Fact]
    public void Each_logs_the_ids_the_other_sent_and_no_other()
    {
        var bench = new TagBench();
        bench.RunMinutes(120);
        Assert.All(Enumerable.Range(0, 2), node => AssertLogsOnly(bench, node, 1 - node));
    }

    [Fact]
    public void Every_finished_slot_together_is_in_both_logs()
    {
        var bench = new TagBench();
        bench.RunMinutes(120);
        int first = SlotTime.SlotNumber(TagBench.DefaultStartUtcMs);
        Assert.Equal(Enumerable.Range(first, 8), bench.LogOf(0).Select(record => record.Slot));
        Assert.Equal(Enumerable.Range(first, 8), bench.LogOf(1).Select(record => record.Slot));
    }

    [Fact]
    public void A_quarter_of_an_hour_together_gives_about_a_sighting_in_twenty_seconds()
    {
        var bench = new TagBench();
        bench.RunMinutes(120);
        double mean = bench.LogOf(0).Skip(1).Average(record => record.Sightings);
        Assert.InRange(mean, 38, 50);
    }

    [Fact]
    public void The_id_on_the_air_is_always_that_of_the_moment()
    {
        var bench = new TagBench();
        bench.RunMinutes(24 * 60);
        Assert.True(bench.OnAir.Count > 4000);
        Assert.All(bench.OnAir, sent => Assert.Equal(bench.IdAt(sent.Node, sent.UtcMs), sent.Id));
    }

    [Fact]
    public void The_id_changes_at_each_quarter_hour_utc_midnight_included()
    {
        var bench = new TagBench();
        bench.RunMinutes(24 * 60);
        int slots = bench.OnAir.Where(sent => sent.Node == 0).Select(sent => SlotTime.SlotNumber((long)sent.UtcMs)).Distinct().Count();
        int ids = bench.OnAir.Where(sent => sent.Node == 0).Select(sent => sent.Id).Distinct().Count();
        Assert.Equal(97, slots);
        Assert.Equal(slots, ids);
    }

    [Fact]
    public void Windows_follow_the_ten_second_grid_of_utc()
    {
        var bench = new TagBench();
        bench.RunMinutes(60);
        Assert.All(
            bench.OnAir.Skip(4),
            sent => Assert.InRange(((sent.UtcMs + 600) % RadioSlots.PeriodMs) - 600, -500, 1500));
    }

    [Fact]
    public void Alone_the_tag_goes_to_forty_seconds_and_back_when_somebody_comes()
    {
        var bench = new TagBench { IsInReach = false };
        bench.Tags[0].BeforeTurn = null;
        bench.RunMinutes(12);
        Assert.Equal(RadioMode.Alone, bench.Tags[0].Application.Mode);
        bench.IsInReach = true;
        bench.RunMinutes(5);
        Assert.Equal(RadioMode.Company, bench.Tags[0].Application.Mode);
    }

    [Fact]
    public void Lying_still_and_alone_the_tag_rests_at_ten_minutes()
    {
        var bench = new TagBench(tags: 1);
        bench.Tags[0].BeforeTurn = null;
        bench.RunMinutes(40);
        int before = bench.OnAir.Count;
        bench.RunMinutes(60);
        Assert.Equal(RadioMode.Resting, bench.Tags[0].Application.Mode);
        Assert.Equal(6, bench.OnAir.Count - before);
    }

    [Fact]
    public void A_movement_ends_the_rest_within_twenty_seconds()
    {
        var bench = new TagBench(tags: 1);
        bench.Tags[0].BeforeTurn = null;
        bench.RunMinutes(45);
        bench.Tags[0].Hardware.Move();
        bench.RunMinutes(0.5);
        Assert.Equal(RadioMode.Company, bench.Tags[0].Application.Mode);
    }

    [Fact]
    public void Far_neighbours_are_counted_for_the_day_but_not_logged()
    {
        var bench = new TagBench { RssiDbm = -80 };
        bench.RunMinutes(60);
        int day = (int)((TagBench.DefaultStartUtcMs + (420 * 60000L)) / SlotTime.DayMs);
        Assert.Empty(bench.LogOf(0));
        Assert.InRange(bench.Tags[0].Application.Days.GetTotal(day), 3, 5);
        Assert.Equal(0, bench.Tags[0].Application.Days.GetClose(day));
    }

    [Fact]
    public void Records_carry_the_trust_in_the_clock()
    {
        var bench = new TagBench();
        bench.RunMinutes(1);
        bench.Tags[1].Sync(3000);
        bench.RunMinutes(40);
        Assert.NotEmpty(bench.LogOf(0));
        Assert.NotEmpty(bench.LogOf(1));
        Assert.All(bench.LogOf(0), record => Assert.Equal((int)ClockTrust.Synced, record.ClockTrust));
        Assert.All(bench.LogOf(1).Skip(1), record => Assert.Equal((int)ClockTrust.Approximate, record.ClockTrust));
    }

    [Theory]
    [InlineData(false, ClockTrust.Synced)]
    [InlineData(true, ClockTrust.Approximate)]
    public void A_restart_keeps_the_trust_only_with_the_clock_that_was_set(bool losesChip, ClockTrust trust)
    {
        var bench = new TagBench();
        bench.RunMinutes(20);
        bench.Tags[0].PrepareRestart();
        bench.Tags[0].ClockChip.IsMissing = losesChip;
        bench.Tags[0].CutPower(losesUtc: false);
        bench.RunMinutes(20);
        Assert.Equal((int)trust, bench.LogOf(0)[^1].ClockTrust);
    }

    [Fact]
    public void Same_seed_same_flash_byte_for_byte()
    {
        var first = new TagBench(tags: 4);
        var second = new TagBench(tags: 4);
        first.RunMinutes(180);
        second.RunMinutes(180);
        Assert.All(Enumerable.Range(0, 4), node => AssertSameFiles(first.Tags[node].Flash, second.Tags[node].Flash));
    }

    [Fact]
    public void Setting_the_clock_in_the_middle_of_a_window_stops_the_radio_and_goes_on()
    {
        var bench = new TagBench();
        bench.RunMinutes(3);
        while (!bench.Tags[0].Application.IsRadioOn)
        {
            bench.RunMinutes(0.005);
        }

        bench.Tags[0].Sync(0);
        bench.RunMinutes(30);
        Assert.Equal(0, bench.Tags[0].Application.Counters.Get(TagCounter.Exceptions));
        Assert.NotEmpty(bench.LogOf(0));
    }

    private static void AssertLogsOnly(TagBench bench, int receiver, int sender)
    {
        Assert.NotEmpty(bench.LogOf(receiver));
        Assert.All(
            bench.LogOf(receiver),
            record => Assert.Equal(bench.IdAt(sender, SlotTime.StartOfSlot(record.Slot)), record.Id));
    }

    private static void AssertSameFiles(SimulatedFlash first, SimulatedFlash second)
    {
        Assert.Equal(first.List(), second.List());
        Assert.All(first.List(), name => Assert.Equal(first.ReadAll(name), second.ReadAll(name)));
    }
}
