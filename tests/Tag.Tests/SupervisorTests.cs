using System;
using System.Linq;
using BluezoneTag.Protocol.Advertising;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Tag.Power;
using BluezoneTag.Tag.Supervision;
using BluezoneTag.Tag.Tests.Support;
using Xunit;

namespace BluezoneTag.Tag.Tests;

public sealed class SupervisorTests
{
    [Fact]
    public void A_failed_stack_start_costs_its_window_only()
    {
        var bench = new TagBench();
        bench.RunMinutes(20);
        bench.Tags[0].Radio.FailNextStarts = 3;
        bench.RunMinutes(40);
        Assert.Equal(3, bench.Tags[0].Application.Counters.Get(TagCounter.RadioStartFailures));
        Assert.Equal(0, bench.Tags[0].RestartCount);
        Assert.Equal(4, bench.LogOf(0).Count);
    }

    [Fact]
    public void Five_failed_starts_in_a_row_ask_for_a_restart_that_keeps_the_log()
    {
        var bench = new TagBench();
        bench.RunMinutes(20);
        bench.Tags[0].Radio.FailNextStarts = 2 * Supervisor.MaxFailedStarts;
        bench.RunMinutes(40);
        Assert.Equal(1, bench.Tags[0].RestartCount);
        Assert.Equal(1, bench.Tags[0].Application.Counters.Get(TagCounter.ForcedRestarts));
        Assert.Equal(4, bench.LogOf(0).Select(record => record.Slot).Distinct().Count());
    }

    [Fact]
    public void A_dead_scanner_does_not_hide_behind_an_advertiser_that_works()
    {
        var bench = new TagBench();
        bench.RunMinutes(20);
        bench.Tags[0].Radio.IsScannerDead = true;
        bench.RunMinutes(5);
        Assert.Equal(1, bench.Tags[0].RestartCount);
    }

    [Fact]
    public void A_radio_that_never_starts_does_not_become_a_restart_loop()
    {
        var bench = new TagBench(tags: 1);
        bench.Tags[0].Radio.FailNextStarts = int.MaxValue;
        bench.RunMinutes(120);
        Assert.InRange(bench.Tags[0].RestartCount, 8, 12);
    }

    [Fact]
    public void An_exception_in_a_port_is_counted_and_the_tag_goes_on()
    {
        var bench = new TagBench();
        bench.RunMinutes(20);
        bench.Tags[0].Radio.ThrowNext = new InvalidOperationException("planted");
        bench.RunMinutes(40);
        Assert.Equal(1, bench.Tags[0].Application.Counters.Get(TagCounter.Exceptions));
        Assert.Equal(0, bench.Tags[0].RestartCount);
        Assert.Equal(4, bench.LogOf(0).Count);
    }

    [Fact]
    public void Three_exceptions_within_ten_minutes_ask_for_a_restart()
    {
        var bench = new TagBench();
        bench.RunMinutes(20);
        for (int i = 0; i < Supervisor.MaxExceptions; i++)
        {
            bench.Tags[0].Radio.ThrowNext = new InvalidOperationException("planted");
            bench.RunMinutes(1);
        }

        bench.RunMinutes(1);
        Assert.Equal(1, bench.Tags[0].RestartCount);
    }

    [Fact]
    public void A_stack_that_takes_two_seconds_is_waited_for_and_learned()
    {
        var bench = new TagBench();
        bench.Tags[0].Radio.ExtraStartMs = 1750;
        bench.RunMinutes(60);
        Assert.InRange(bench.LogOf(1).Count, 3, 4);
        Assert.All(bench.OnAir, sent => Assert.Equal(bench.IdAt(sent.Node, sent.UtcMs), sent.Id));
    }

    [Fact]
    public void A_shrinking_heap_asks_for_a_restart()
    {
        var bench = new TagBench(tags: 1);
        bench.RunMinutes(20);
        bench.Tags[0].FreeHeapBytes = Supervisor.MinFreeHeapBytes - 1;
        bench.RunMinutes(9);
        bench.Tags[0].FreeHeapBytes = 20000;
        bench.RunMinutes(15);
        Assert.Equal(1, bench.Tags[0].RestartCount);
        Assert.NotEqual(0, bench.Tags[0].Application.Counters.Get(TagCounter.LowHeap));
    }

    [Fact]
    public void An_empty_cell_stops_the_radio_after_saving_and_a_full_one_starts_it()
    {
        var bench = new TagBench();
        bench.RunMinutes(30);
        bench.Tags[0].Hardware.ForcedMillivolts = BatteryMonitor.LowMillivolts - 1;
        bench.RunMinutes(10);
        Assert.Equal(TagStatus.BatteryLow, bench.Tags[0].Application.Status);
        int sent = bench.OnAir.Count(one => one.Node == 0);
        bench.RunMinutes(10);
        Assert.Equal(sent, bench.OnAir.Count(one => one.Node == 0));
        bench.Tags[0].Hardware.ForcedMillivolts = BatteryMonitor.RecoveredMillivolts;
        bench.RunMinutes(10);
        Assert.Equal(TagStatus.Running, bench.Tags[0].Application.Status);
    }

    [Fact]
    public void One_low_reading_during_a_burst_does_not_stop_the_radio()
    {
        var monitor = new BatteryMonitor(new FixedBattery(3900, 3300, 3900, 3900));
        long[] times = [0, BatteryMonitor.PeriodMs, BatteryMonitor.PeriodMs + BatteryMonitor.RecheckMs, 3 * BatteryMonitor.PeriodMs];
        Assert.All(times, time => Assert.False(monitor.Advance(time)));
        Assert.False(monitor.IsLow);
    }

    [Fact]
    public void A_storm_of_random_ids_is_counted_and_the_neighbour_stays_in_the_log()
    {
        var bench = new TagBench();
        byte[] storm = new byte[AdvertisementBuilder.Length];
        long sent = 0;
        bench.Tags[0].Radio.Flood = () => Enumerable.Range(0, 400).Select(_ =>
        {
            AdvertisementBuilder.Build(storm, Noise.Bytes(12, 7, ++sent), 0, 3);
            return storm;
        });
        bench.RunMinutes(60);
        TagCounters counters = bench.Tags[0].Application.Counters;
        Assert.True(counters.Get(TagCounter.ReportStorms) > 80);
        Assert.True(counters.Get(TagCounter.DroppedReports) > 10000);
        Assert.Equal(4, bench.LogOf(0).Count(record => record.Id == bench.IdAt(1, SlotTime.StartOfSlot(record.Slot))));
    }

    [Fact]
    public void Malformed_adverts_are_counted_and_change_nothing()
    {
        var bench = new TagBench();
        bench.Tags[0].Radio.Flood = () => Enumerable.Range(0, 10).Select(_ => new byte[] { 30, 0xFF, 1 });
        bench.RunMinutes(60);
        Assert.True(bench.Tags[0].Application.Counters.Get(TagCounter.MalformedReports) > 1000);
        Assert.Equal(4, bench.LogOf(0).Count);
    }

    private sealed class FixedBattery : Ports.IBattery
    {
        private readonly int[] _readings;
        private int _next;

        public FixedBattery(params int[] readings)
        {
            _readings = readings;
        }

        public int ReadMillivolts() => _readings[_next++];
    }
}
