using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Simulator.Air;

namespace BluezoneTag.Simulator.Tests.Support;

/// <summary>A receiver, which is node 0, and senders around it.</summary>
internal sealed class AirBench
{
    public AirBench(int senders, long intervalUs = 45_000, ulong seed = 1)
    {
        Field = new OpenField { NodeCount = senders + 1 };
        Medium = new RadioMedium(Field, seed);
        Transmitters = Enumerable.Range(0, senders + 1).Select(_ => Medium.AddTransmitter(intervalUs)).ToArray();
    }

    public OpenField Field { get; }

    public RadioMedium Medium { get; }

    public Transmitter[] Transmitters { get; }

    /// <summary>Puts a sender on the air with its number as address, until <paramref name="endUs"/> if given.</summary>
    public void Send(int node, long startUs, long endUs = long.MaxValue)
    {
        Transmitters[node].Begin(startUs, (ulong)node, Adverts.Foreign, Adverts.Foreign.Length);
        Transmitters[node].End(endUs);
    }

    /// <summary>Puts all senders on the air at the same moment.</summary>
    public void SendAll(long startUs, long endUs = long.MaxValue)
    {
        for (int node = 1; node < Transmitters.Length; node++)
        {
            Send(node, startUs, endUs);
        }
    }

    public List<Reception> Receive(long fromUs, long toUs, bool hasDuplicateFilter = false, long dwellUs = 30_000)
    {
        var receptions = new List<Reception>();
        Medium.Receive(0, fromUs, toUs, dwellUs, hasDuplicateFilter, receptions);
        return receptions;
    }
}
