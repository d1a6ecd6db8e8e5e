using System.Collections.Generic;
using BluezoneTag.Tag.Ports;

namespace BluezoneTag.Simulator.Tests.Support;

/// <summary>Keeps the uptimes of what it is handed.</summary>
internal sealed class RecordingSink : IReportSink
{
    public List<long> UptimesMs { get; } = new();

    /// <summary>What it answers.</summary>
    public bool HasRoom { get; set; } = true;

    public bool OnReport(byte[] data, int offset, int length, int rssiDbm, long uptimeMs)
    {
        UptimesMs.Add(uptimeMs);
        return HasRoom;
    }
}
