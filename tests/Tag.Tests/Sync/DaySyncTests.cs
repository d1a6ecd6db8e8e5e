using System;
using BluezoneTag.SyncClient;
using Xunit;
using Xunit.Abstractions;

namespace BluezoneTag.Tag.Tests.Sync;

public sealed class DaySyncTests(ITestOutputHelper output)
{
    [Fact]
    public void A_sync_tells_what_the_tag_knows_and_sets_its_clock()
    {
        var bench = new SyncBench();
        bench.RunSeconds(90);
        bench.Press();
        var day = new DaySync();
        bench.Do(day, 30);
        output.WriteLine($"{bench.Air.Frames} frames, {bench.Air.Bytes} bytes, {bench.Air.AirUs / 1000} ms on air");
        Assert.Equal(bench.Identity.Serial, day.Status!.Serial);
        Assert.Equal(4000, day.Status.CellMillivolts);
        Assert.InRange(Math.Abs(bench.Tag.ClockErrorMs), 0, 150);
        Assert.Equal(21, day.Days!.Count);
        Assert.Equal(1, bench.Air.Links);
    }

    [Fact]
    public void A_tag_without_time_gets_it()
    {
        var bench = new SyncBench(isTimeSet: false);
        bench.RunSeconds(60);
        bench.Press(40);
        bench.Do(new DaySync(), 30);
        bench.RunSeconds(5);
        Assert.Equal(TagStatus.Running, bench.Application.Status);
        Assert.InRange(Math.Abs(bench.Tag.ClockErrorMs), 0, 150);
    }
}
