using System.Linq;
using System.Threading.Tasks;
using BluezoneTag.Protocol.Provisioning;
using BluezoneTag.Simulator.Platform;
using BluezoneTag.Simulator.Sync;
using BluezoneTag.SyncClient;
using BluezoneTag.Tag.Storage;
using Xunit;

namespace BluezoneTag.Tag.Tests.Sync;

/// <summary>Several windows open at a time, and links that die: what belongs to one tag never gets into the job of another.</summary>
public sealed class TwoTagKioskTests
{
    [Fact]
    public void A_job_that_lost_its_link_goes_on_with_the_same_tag()
    {
        int cuts = 0;
        for (ulong seed = 1; seed <= 15; seed++)
        {
            var bench = new SyncBench(tags: 3, seed: seed);
            bench.RunSeconds(30);
            foreach (SimulatedTag tag in bench.World.Tags)
            {
                var identity = new IdentityImage();
                identity.TryRead(tag.Flash.ReadAll(IdentityStore.FileName), IdentityImage.Length);
                bench.Claims.Add(identity.ClaimSecret);
                tag.Hardware.SetButton(true);
                tag.Hardware.SetButton(false);
                tag.Hardware.ForcedMillivolts = 3900 + (10 * tag.Node);
            }

            bench.RunSeconds(8);
            var transport = new VirtualTransport(
                bench.Pump, [.. bench.World.Tags.Select(tag => tag.Radio.Gatt)], new LinkProfile { CutShare = 0.05, Seed = seed }, bench.Air);
            DaySync[] jobs = [new(), new(), new()];
            bench.Finish(bench.Pump.Start(() => RunAsync(bench, transport, jobs)));
            cuts += bench.Air.Cuts;
            Assert.Equal([0u, 1u, 2u], jobs.Select(job => job.Status!.Serial).Order());
            Assert.All(bench.World.Tags, tag => Assert.InRange(tag.ClockErrorMs, -200, 200));
            foreach (SimulatedTag tag in bench.World.Tags)
            {
                Assert.InRange(tag.Application.Counters.Get(Supervision.TagCounter.ClockSets), 2, 6);
            }
        }

        Assert.True(cuts > 15);
    }

    private static async Task RunAsync(SyncBench bench, VirtualTransport transport, DaySync[] jobs)
    {
        foreach (DaySync job in jobs)
        {
            await new SyncRunner(transport, bench.Clock, bench.Claims, bench.Random).RunAsync(job).ConfigureAwait(false);
            transport.OnServed();
        }
    }
}
