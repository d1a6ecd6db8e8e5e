using System.Linq;
using BluezoneTag.Simulator.Scenarios;
using BluezoneTag.Simulator.Sync;
using Xunit;

namespace BluezoneTag.Simulator.Tests.Sync;

/// <summary>The limits of a day's sync and of a class, in simulated seconds.</summary>
public sealed class SyncRunTests
{
    [Theory]
    [InlineData(182)]
    [InlineData(20)]
    public void A_days_sync_takes_ten_seconds_at_most_and_three_on_the_air_and_a_class_of_thirty_six_minutes(int frameLength)
    {
        SyncResult result = new SyncRun(new SyncOptions { Days = 8, Seed = 3, Link = new LinkProfile { MaxFrameLength = frameLength } }).Run();
        Assert.InRange(result.DaySeconds[^1], 1, 10);
        Assert.InRange(result.DayAirSeconds[^1], 0.5, 3);
        Assert.Equal(30, result.Served);
        Assert.InRange(result.ClassSeconds, 30, 360);
        Assert.True(result.ClassAir.Cuts > 3);
    }

    [Fact]
    public void The_same_seed_gives_the_same_run()
    {
        var options = new SyncOptions { Tags = 4, Days = 2, CutShare = 0.02, Link = new LinkProfile { MaxFrameLength = 60 } };
        SyncResult first = new SyncRun(options).Run();
        SyncResult second = new SyncRun(options).Run();
        Assert.Equal(first.DaySeconds, second.DaySeconds);
        Assert.Equal(first.ClassSeconds, second.ClassSeconds);
        Assert.Equal(first.ClassAir.Bytes, second.ClassAir.Bytes);
        Assert.Equal(4, first.Served);
        Assert.NotEqual(first.ClassSeconds, new SyncRun(options with { Seed = 2 }).Run().ClassSeconds);
        Assert.Equal(2, first.DaySeconds.Count(seconds => seconds > 0));
    }
}
