using BluezoneTag.Exposure;
using BluezoneTag.Protocol.Exposure;
using BluezoneTag.SyncClient;
using BluezoneTag.Tag.Tests.Exposure;
using Xunit;

namespace BluezoneTag.Tag.Tests.Sync;

/// <summary>A list of the authority from the client to the wearer's light, through a whole sync.</summary>
public sealed class ExposureDeskTests
{
    [Fact]
    public void A_list_that_comes_in_a_sync_is_checked_after_it_and_its_verdict_read_in_the_next()
    {
        var bench = new SyncBench(tags: 2);
        bench.World.RunMinutes(70);
        CompactList list = ExposureApplicationTests.ListOf(1, ExposureRule.ListOfF0);
        Assert.Equal(ExposureState.Checking, Carry(bench, list).State);
        bench.World.RunMinutes(20);
        Assert.Equal(ExposureRule.F1, bench.Application.Exposure.AlertLevel);

        // Brought again it is taken without harm, and nothing is checked.
        int blocks = bench.Application.Exposure.BlockCount;
        ExposureVerdict verdict = Carry(bench, list);
        Assert.Equal((ExposureState.Done, ExposureRule.F1), (verdict.State, verdict.Level));
        Assert.InRange(verdict.NearMinutes, 15, 200);
        bench.World.RunMinutes(5);
        Assert.Equal(blocks, bench.Application.Exposure.BlockCount);
    }

    private static ExposureVerdict Carry(SyncBench bench, CompactList list)
    {
        bench.Press();
        var day = new DaySync(list.Header, list.Chunks);
        bench.Do(day);
        var verdict = new ExposureVerdict();
        Assert.True(verdict.TryRead(day.Verdict!, 0, day.Verdict!.Length));
        bench.World.RunMinutes(2);
        return verdict;
    }
}
