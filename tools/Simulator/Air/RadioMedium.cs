using System;
using System.Collections.Generic;
using BluezoneTag.Simulator.Engine;

namespace BluezoneTag.Simulator.Air;

/// <summary>
/// The 2.4-GHz air as far as advertising uses it (docs/simulation.md 3). Each advertising event is one PDU on channels
/// 37, 38 and 39; a scanner listens on one channel at a time. Two PDUs that overlap on a channel destroy each other unless
/// one is stronger by the co-channel figure of the specification. Some are lost to noise. Works out one finished scan at a
/// time, when everything that was sent during it is known.
/// </summary>
public sealed class RadioMedium
{
    /// <summary>Time on the air of one PDU with 31 bytes of data: (1 + 4 + 2 + 6 + 31 + 3) bytes at 1 Mbit/s.</summary>
    public const int PduUs = 376;

    /// <summary>Share of packets lost to noise where nothing else is said.</summary>
    public const double UsualPacketLoss = 0.10;

    // From the start of the PDU on one channel to the start of that on the next.
    private const int ChannelStepUs = 900;
    private const int ChannelCount = 3;

    // Core specification, vol. 6, part A, 4.2: co-channel interference C/I.
    private const double CaptureDb = 21;
    private const int SensitivityDbm = -93;
    private const double PacketScatterDb = 2.5;
    private const int NodeBits = 12;

    private readonly IPropagation _propagation;
    private readonly ulong _seed;
    private readonly List<Transmitter> _transmitters = new();
    private long[] _arrivals = new long[1024];
    private Burst[] _bursts = new Burst[1024];
    private double[] _means = new double[1024];
    private double[] _losses = new double[1024];
    private int[] _nodes = new int[1024];
    private readonly HashSet<ulong> _reported = new();

    /// <summary>An empty medium.</summary>
    public RadioMedium(IPropagation propagation, ulong seed)
    {
        _propagation = propagation;
        _seed = Noise.Stream(seed, "air");
    }

    /// <summary>Adds a device and returns its number. Numbers go up from 0; the caller gives persons the same numbers.</summary>
    public Transmitter AddTransmitter(long intervalUs)
    {
        var transmitter = new Transmitter(_transmitters.Count, intervalUs, _seed);
        _transmitters.Add(transmitter);
        return transmitter;
    }

    /// <summary>
    /// What a scanner at <paramref name="receiver"/> decoded in [<paramref name="fromUs"/>, <paramref name="toUs"/>),
    /// changing channel every <paramref name="dwellUs"/>, appended to <paramref name="receptions"/> in order of time.
    /// With <paramref name="hasDuplicateFilter"/> only the first of each address.
    /// </summary>
    public void Receive(int receiver, long fromUs, long toUs, long dwellUs, bool hasDuplicateFilter, List<Reception> receptions)
    {
        int count = CollectArrivals(receiver, fromUs, toUs, dwellUs);
        Array.Sort(_arrivals, 0, count);
        _reported.Clear();
        for (int i = 0; i < count; i++)
        {
            int slot = (int)(_arrivals[i] & ((1 << NodeBits) - 1));
            Burst burst = _bursts[slot];
            if (hasDuplicateFilter && _reported.Contains(burst.Address))
            {
                continue;
            }

            long timeUs = _arrivals[i] >> NodeBits;
            double rssi = _means[slot] + (PacketScatterDb * Noise.Normal(_seed, receiver, slot, timeUs + fromUs));
            if (rssi < SensitivityDbm || IsLost(receiver, slot, timeUs + fromUs) || IsDestroyed(i, count, rssi))
            {
                continue;
            }

            _reported.Add(burst.Address);
            receptions.Add(new Reception(fromUs + timeUs, _nodes[slot], burst, (int)Math.Round(rssi)));
        }
    }

    // Fills _arrivals with (microseconds since fromUs) << NodeBits | index of burst, for every PDU on the scanner's channel.
    private int CollectArrivals(int receiver, long fromUs, long toUs, long dwellUs)
    {
        int arrivals = 0;
        int bursts = 0;
        int[] nodes = _propagation.NodesInRange(receiver, fromUs, out int nodeCount);
        for (int n = 0; n < nodeCount; n++)
        {
            Transmitter transmitter = _transmitters[nodes[n]];
            for (int age = 0; age < transmitter.BurstCount; age++)
            {
                Burst burst = transmitter.BurstAt(age);
                if (burst.EndUs <= fromUs)
                {
                    break;
                }

                if (burst.StartUs >= toUs)
                {
                    continue;
                }

                int before = arrivals;
                arrivals = CollectBurst(burst, bursts, fromUs, toUs, dwellUs, arrivals);
                if (arrivals > before)
                {
                    Remember(bursts, transmitter.Node, burst);
                    _means[bursts] = _propagation.MeanRssiDbm(transmitter.Node, receiver, fromUs);
                    _losses[bursts++] = _propagation.PacketLoss(transmitter.Node, receiver, Math.Max(fromUs, burst.StartUs));
                }
            }
        }

        return arrivals;
    }

    private int CollectBurst(Burst burst, int slot, long fromUs, long toUs, long dwellUs, int arrivals)
    {
        burst.FindEvents(fromUs - (ChannelStepUs * 2), toUs, out int first, out int end);
        if (arrivals + (end - first) > _arrivals.Length)
        {
            Array.Resize(ref _arrivals, Math.Max(_arrivals.Length * 2, arrivals + (end - first)));
        }

        for (int i = first; i < end; i++)
        {
            for (int channel = 0; channel < ChannelCount; channel++)
            {
                long sinceUs = burst.EventUs(i) + (channel * ChannelStepUs) - fromUs;
                long lastUs = sinceUs + PduUs;
                if (sinceUs >= 0 && lastUs <= toUs - fromUs
                    && sinceUs / dwellUs == lastUs / dwellUs && (sinceUs / dwellUs) % ChannelCount == channel)
                {
                    _arrivals[arrivals++] = (sinceUs << NodeBits) | (uint)slot;
                    break;
                }
            }
        }

        return arrivals;
    }

    private void Remember(int slot, int node, Burst burst)
    {
        if (slot >> NodeBits != 0)
        {
            throw new InvalidOperationException("More than 4096 senders in one scan; the medium is not made for that.");
        }

        if (slot == _bursts.Length)
        {
            Array.Resize(ref _bursts, slot * 2);
            Array.Resize(ref _means, slot * 2);
            Array.Resize(ref _losses, slot * 2);
            Array.Resize(ref _nodes, slot * 2);
        }

        _bursts[slot] = burst;
        _nodes[slot] = node;
    }

    private bool IsLost(int receiver, int slot, long timeUs)
    {
        return Noise.Uniform(_seed, receiver + 1000003, slot, timeUs) < _losses[slot];
    }

    private bool IsDestroyed(int index, int count, double rssi)
    {
        long timeUs = _arrivals[index] >> NodeBits;
        for (int i = index - 1; i >= 0 && timeUs - (_arrivals[i] >> NodeBits) < PduUs; i--)
        {
            if (_means[(int)(_arrivals[i] & ((1 << NodeBits) - 1))] > rssi - CaptureDb)
            {
                return true;
            }
        }

        for (int i = index + 1; i < count && (_arrivals[i] >> NodeBits) - timeUs < PduUs; i++)
        {
            if (_means[(int)(_arrivals[i] & ((1 << NodeBits) - 1))] > rssi - CaptureDb)
            {
                return true;
            }
        }

        return false;
    }
}
