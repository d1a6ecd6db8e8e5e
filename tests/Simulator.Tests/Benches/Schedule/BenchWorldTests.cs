using System.Linq;
using BluezoneTag.Simulator.Air;
using BluezoneTag.Simulator.Benches.Schedule;
using Xunit;

namespace BluezoneTag.Simulator.Tests.Benches.Schedule;

/// <summary>Who hears whom in the bench, and through what link.</summary>
public sealed class BenchWorldTests
{
    private const long MinuteUs = 60_000_000;

    [Fact]
    public void Everybody_hears_everybody_else_from_meeting_to_parting()
    {
        var world = new BenchWorld(3, 1) { MeetUs = 1000, PartUs = 2000 };

        world.NodesInRange(1, 999, out int before);
        int[] nodes = world.NodesInRange(1, 1000, out int during);
        world.NodesInRange(1, 2000, out int after);

        Assert.Equal((0, 2, 0), (before, during, after));
        Assert.Equal([0, 2], nodes);
    }

    [Fact]
    public void A_body_is_in_the_way_in_a_fifth_of_the_minutes_in_both_directions()
    {
        var world = new BenchWorld(2, 1);
        double[] there = Enumerable.Range(0, 10000).Select(minute => world.PacketLoss(0, 1, minute * MinuteUs)).ToArray();
        double[] back = Enumerable.Range(0, 10000).Select(minute => world.PacketLoss(1, 0, (minute * MinuteUs) + 1)).ToArray();

        Assert.Equal(there, back);
        Assert.InRange(there.Count(loss => loss == BenchWorld.BlockedPacketLoss) / 10000.0, 0.19, 0.21);
        Assert.All(there, loss => Assert.True(loss is RadioMedium.UsualPacketLoss or BenchWorld.BlockedPacketLoss));
    }

    [Fact]
    public void A_stranger_silences_whole_slots()
    {
        var world = new BenchWorld(2, 1) { MutedShare = 0.25 };
        int muted = Enumerable.Range(0, 10000).Count(slot => world.PacketLoss(0, 1, slot * 20_000_000L) == 1);

        Assert.InRange(muted / 10000.0, 0.24, 0.26);
    }
}
