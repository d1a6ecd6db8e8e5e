using System;
using System.Linq;
using BluezoneTag.Simulator.Air;
using BluezoneTag.Simulator.Engine;

namespace BluezoneTag.Simulator.Benches.Schedule;

/// <summary>
/// One group of devices that meets once: from one moment to another everybody hears everybody else at the same good
/// level, before and after that nobody hears anybody. The link is that of the schedule study: 0.90 of the packets are
/// decoded, in a fifth of the minutes, for each two devices anew, only 0.35, because a body is in the way.
/// </summary>
public sealed class BenchWorld : IPropagation
{
    /// <summary>Level at which everybody is heard: far above the threshold, so that only the schedule decides.</summary>
    public const double LevelDbm = -55;

    /// <summary>Share of the minutes in which a body is in the way.</summary>
    public const double BlockedMinutes = 0.20;

    /// <summary>Share of the packets lost in such a minute.</summary>
    public const double BlockedPacketLoss = 0.65;

    private const long MinuteUs = 60_000_000;
    private const long RadioSlotUs = 20_000_000;

    private readonly int[][] _othersOf;
    private readonly ulong _seed;
    private readonly ulong _strangerSeed;

    /// <summary>A group of <paramref name="nodeCount"/> devices that has not met.</summary>
    public BenchWorld(int nodeCount, ulong seed)
    {
        _othersOf = Enumerable.Range(0, nodeCount).Select(node => Enumerable.Range(0, nodeCount).Where(other => other != node).ToArray()).ToArray();
        _seed = Noise.Stream(seed, "body");
        _strangerSeed = Noise.Stream(seed, "stranger");
    }

    /// <summary>Run time at which the group meets, microseconds.</summary>
    public long MeetUs { get; set; } = long.MaxValue;

    /// <summary>Run time at which it parts, microseconds.</summary>
    public long PartUs { get; set; } = long.MaxValue;

    /// <summary>
    /// Share of the radio slots (0..1, drawn for each device and 20 s) in which a stranger holds a connection and so
    /// keeps the device from advertising.
    /// </summary>
    public double MutedShare { get; set; }

    /// <inheritdoc/>
    public int[] NodesInRange(int receiver, long timeUs, out int count)
    {
        int[] others = _othersOf[receiver];
        count = timeUs >= MeetUs && timeUs < PartUs ? others.Length : 0;
        return others;
    }

    /// <inheritdoc/>
    public double MeanRssiDbm(int sender, int receiver, long timeUs) => LevelDbm;

    /// <inheritdoc/>
    public double PacketLoss(int sender, int receiver, long timeUs)
    {
        if (MutedShare > 0 && Noise.Uniform(_strangerSeed, sender, timeUs / RadioSlotUs) < MutedShare)
        {
            return 1;
        }

        long low = Math.Min(sender, receiver);
        long high = Math.Max(sender, receiver);
        return Noise.Uniform(_seed, low, high, timeUs / MinuteUs) < BlockedMinutes ? BlockedPacketLoss : RadioMedium.UsualPacketLoss;
    }
}
