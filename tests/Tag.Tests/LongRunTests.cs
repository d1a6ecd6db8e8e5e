using System.Linq;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Simulator.Platform;
using BluezoneTag.Tag.Supervision;
using BluezoneTag.Tag.Tests.Support;
using Xunit;

namespace BluezoneTag.Tag.Tests;

public sealed class LongRunTests
{
    private const int DayMinutes = 24 * 60;

    // 2020-12-31 22:00 UTC.
    private const long NewYearsEveUtcMs = 1609452000000;

    [Fact]
    public void Sixty_days_in_one_run_pass_the_wrap_of_32_bit_milliseconds()
    {
        var bench = new TagBench();
        Assert.All(bench.Tags, tag => tag.IsNeverRestarted = true);
        for (int week = 0; week < 9; week++)
        {
            bench.RunMinutes(60 * DayMinutes / 9);
            Assert.All(bench.Tags, tag => tag.Sync(0));
        }

        bench.RunMinutes(60);
        Assert.All(bench.Tags, tag => Assert.Equal(0, tag.Application.Counters.Get(TagCounter.Exceptions)));

        // A month without a sync, and scans of a whole period begin: one that moves the grid may find the next slot just gone.
        Assert.All(bench.Tags, tag => Assert.InRange(tag.Application.Counters.Get(TagCounter.MissedWindows), 0, 2));
        Assert.All(bench.OnAir.TakeLast(5000), sent => Assert.Equal(bench.IdAt(sent.Node, sent.UtcMs), sent.Id));
        int open = SlotTime.SlotNumber((long)bench.NowUtcMs);
        bench.AssertLogged(0, 1, open - (20 * 96), 20 * 96);
    }

    [Fact]
    public void Each_night_but_the_first_brings_one_planned_restart_that_loses_nothing()
    {
        var bench = new TagBench();
        bench.RunMinutes(5 * DayMinutes);
        Assert.All(bench.Tags, tag => Assert.Equal(4, tag.RestartCount));
        Assert.All(bench.Tags, tag => Assert.Equal(4, tag.Application.Counters.Get(TagCounter.PlannedRestarts)));
        bench.AssertLogged(0, 1, SlotTime.SlotNumber(TagBench.DefaultStartUtcMs), 5 * 96);
    }

    [Fact]
    public void The_year_ends_like_any_day()
    {
        var bench = new TagBench(startUtcMs: NewYearsEveUtcMs);
        bench.RunMinutes((5 * 60) + 1);
        Assert.All(bench.OnAir, sent => Assert.Equal(bench.IdAt(sent.Node, sent.UtcMs), sent.Id));
        bench.AssertLogged(0, 1, SlotTime.SlotNumber(NewYearsEveUtcMs), 20);
    }

    [Fact]
    public void Records_older_than_21_days_are_deleted()
    {
        var bench = new TagBench();
        bench.RunMinutes(25 * DayMinutes);
        int now = SlotTime.SlotNumber((long)bench.NowUtcMs);
        int oldest = bench.LogOf(0).Min(record => record.Slot);
        Assert.InRange(now - oldest, 20 * 96, 24 * 96);
    }

    [Fact]
    public void A_month_of_company_fits_the_flash()
    {
        var bench = new TagBench(tags: 3);
        bench.RunMinutes(26 * DayMinutes);
        SimulatedFlash flash = bench.Tags[0].Flash;
        Assert.True(flash.TotalLength < 160 * 1024, $"{flash.TotalLength} bytes");
        Assert.Equal(0, bench.Tags[0].Application.Counters.Get(TagCounter.RecordsLost));
    }
}
