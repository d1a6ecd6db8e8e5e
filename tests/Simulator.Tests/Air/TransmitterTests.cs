using System.Linq;
using BluezoneTag.Simulator.Air;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.Tests.Support;
using Xunit;

namespace BluezoneTag.Simulator.Tests.Air;

public sealed class TransmitterTests
{
    [Fact]
    public void The_newest_eight_bursts_are_kept()
    {
        var transmitter = new Transmitter(3, 45_000, 1);
        for (int i = 1; i <= 20; i++)
        {
            transmitter.Begin(i * 1000, (ulong)i, Adverts.Foreign, Adverts.Foreign.Length);
            transmitter.End((i * 1000) + 500);
            Assert.Equal(i < 8 ? i : 8, transmitter.BurstCount);
        }

        Assert.Equal([20UL, 19UL, 18UL, 17UL, 16UL, 15UL, 14UL, 13UL], Enumerable.Range(0, 8).Select(age => transmitter.BurstAt(age).Address));
        Assert.All(Enumerable.Range(0, 8), age => Assert.Equal(transmitter.BurstAt(age).StartUs + 500, transmitter.BurstAt(age).EndUs));
    }

    [Fact]
    public void Ending_touches_the_newest_burst_alone()
    {
        var transmitter = new Transmitter(3, 45_000, 1);
        transmitter.Begin(0, 1, Adverts.Foreign, Adverts.Foreign.Length);
        transmitter.End(100);
        transmitter.Begin(200, 1, Adverts.Foreign, Adverts.Foreign.Length);
        transmitter.End(300);
        Assert.Equal([300L, 100L], new[] { transmitter.BurstAt(0).EndUs, transmitter.BurstAt(1).EndUs });
    }

    [Fact]
    public void Two_devices_that_start_together_do_not_stay_together()
    {
        var bench = new AirBench(2);
        bench.SendAll(0);
        Assert.NotEqual(EventsOf(bench.Transmitters[1]), EventsOf(bench.Transmitters[2]));
    }

    [Fact]
    public void A_foreign_device_is_on_the_air_for_ever()
    {
        var bench = new AirBench(1, ForeignDevice.IntervalUs);
        var loop = new EventLoop();
        loop.Add(new ForeignDevice(bench.Transmitters[1]), 0);
        loop.RunUntil(600_000_000);
        int[] heard = Enumerable.Range(480, 120).Select(second => bench.Receive(second * 1_000_000L, (second + 1) * 1_000_000L, true).Count).ToArray();
        Assert.InRange(heard.Sum(), 110, 120);
        Assert.All(heard, count => Assert.InRange(count, 0, 1));
    }

    private static long[] EventsOf(Transmitter transmitter)
    {
        transmitter.BurstAt(0).FindEvents(0, 1_000_000, out int first, out int end);
        return Enumerable.Range(first, end - first).Select(transmitter.BurstAt(0).EventUs).ToArray();
    }
}
