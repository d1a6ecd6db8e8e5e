using System.Collections.Generic;
using BluezoneTag.Simulator.Sync;

namespace BluezoneTag.Simulator.Scenarios;

/// <summary>What a sync scenario measured, simulated seconds.</summary>
public sealed record SyncResult
{
    /// <summary>From the press to the end of a day's sync, over good links, shortest first.</summary>
    public required IReadOnlyList<double> DaySeconds { get; init; }

    /// <summary>Of these on the air.</summary>
    public required IReadOnlyList<double> DayAirSeconds { get; init; }

    /// <summary>From the first press of the class to the last tag's goodbye.</summary>
    public required double ClassSeconds { get; init; }

    /// <summary>Pupils whose tag is synced, set right within its bound and knows its verdict.</summary>
    public required int Served { get; init; }

    /// <summary>Pupils who had to press again.</summary>
    public required int PressedAgain { get; init; }

    /// <summary>Largest clock error in the class afterwards, milliseconds.</summary>
    public required double WorstClockMs { get; init; }

    /// <summary>Links of the class, and those that died.</summary>
    public required AirCount ClassAir { get; init; }
}
