using System.Collections.Generic;

namespace BluezoneTag.Simulator.Usb;

/// <summary>What a virtual tag is like.</summary>
public sealed record VirtualTagOptions
{
    /// <summary>Chip and board.</summary>
    public ChipModel Chip { get; init; } = ChipModel.All[0];

    /// <summary>Number of the tag: gives its MAC address and its seed.</summary>
    public int Number { get; init; }

    /// <summary>UTC at time 0 of the tag's clock, milliseconds since 1970.</summary>
    public long StartUtcMs { get; init; } = 1596456420000;

    /// <summary>Time to erase a sector; 0 for a flash that erases at once. Real parts need about 30 ms.</summary>
    public long EraseSectorUs { get; init; }

    /// <summary>From reset until nanoCLR answers.</summary>
    public long BootUs { get; init; } = 1_500_000;

    /// <summary>USB only: the watchdog bites this long after a reset unless the host has turned it off; 0 for never.</summary>
    public long WatchdogUs { get; init; } = 9_000_000;

    /// <summary>Security flags as GET_SECURITY_INFO tells them; bit 2 is secure download mode.</summary>
    public uint SecurityFlags { get; init; }

    /// <summary>Whether a SYNC brings a running chip into its loader: for ports without reset lines.</summary>
    public bool IsSyncReset { get; init; }

    /// <summary>What nanoCLR says its version is.</summary>
    public IReadOnlyList<int> ClrVersion { get; init; } = [1, 12, 0, 0];

    /// <summary>Faults of the line.</summary>
    public IReadOnlyList<LinkFault> Faults { get; init; } = [];
}
