using System.Collections.Generic;
using BluezoneTag.Simulator.Platform;

namespace BluezoneTag.Simulator.Scenarios;

/// <summary>What a run can be told.</summary>
public sealed record ScenarioOptions
{
    /// <summary>Name of the scenario, for the report.</summary>
    public required string Scenario { get; init; }

    /// <summary>Where the contacts came from, for the report.</summary>
    public required string Source { get; init; }

    /// <summary>Command that repeats the run, for the report.</summary>
    public required string ReplayCommand { get; init; }

    /// <summary>Seed of all chance.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Board and image.</summary>
    public PlatformProfile Platform { get; init; } = PlatformProfile.All[0];

    /// <summary>Clock.</summary>
    public ClockProfile Clock { get; init; } = ClockProfile.All[0];

    /// <summary>Age of the last sync is uniform up to this, hours.</summary>
    public double MaxSyncAgeHours { get; init; } = 24;

    /// <summary>The sync before that was this much earlier, hours; 0 for none, and then no clock could learn its own rate.</summary>
    public double EarlierSyncHours { get; init; }

    /// <summary>Cell.</summary>
    public double CapacityMilliampHours { get; init; } = 1000;

    /// <summary>Phones with the app, carried by teachers first, then by others.</summary>
    public int Phones { get; init; } = 10;

    /// <summary>Other people's Bluetooth devices in each room.</summary>
    public int ForeignDevicesPerRoom { get; init; } = 6;

    /// <summary>How much stronger than assumed tags hear each other, dB.</summary>
    public double TagModelOffsetDb { get; init; }

    /// <summary>Calibration file of every tag, if it has one.</summary>
    public byte[]? Calibration { get; init; }

    /// <summary>Days after the first day of the simulated world: identities stay the same.</summary>
    public int DayOffset { get; init; }

    /// <summary>Log segments by file name that each tag has in flash from days before, in the order of the persons; null for none.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, byte[]>>? EarlierLogs { get; init; }

    /// <summary>Whether to go on for the evening and the night, to 24 hours after the start.</summary>
    public bool IsWholeDay { get; init; } = true;
}
