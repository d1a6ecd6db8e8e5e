using System;
using BluezoneTag.Simulator.Air;

namespace BluezoneTag.Simulator.Tests.Support;

/// <summary>Everybody hears everybody else, as strongly as the test says.</summary>
internal sealed class OpenField : IPropagation
{
    private int[] _others = [];

    /// <summary>Devices in the field; the medium numbers them from 0.</summary>
    public int NodeCount { get; set; }

    /// <summary>Mean RSSI of a sender at everybody.</summary>
    public Func<int, double> RssiOf { get; set; } = _ => -50;

    public int[] NodesInRange(int receiver, long timeUs, out int count)
    {
        _others = _others.Length < NodeCount ? new int[NodeCount] : _others;
        count = 0;
        for (int node = 0; node < NodeCount; node++)
        {
            if (node != receiver)
            {
                _others[count++] = node;
            }
        }

        return _others;
    }

    public double MeanRssiDbm(int sender, int receiver, long timeUs) => RssiOf(sender);
}
