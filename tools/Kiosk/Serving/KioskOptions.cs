using System;
using BluezoneTag.Kiosk.Demo;

namespace BluezoneTag.Kiosk.Serving;

/// <summary>What the command line asked for.</summary>
public sealed record KioskOptions
{
    /// <summary>The port when none is named.</summary>
    public const int DefaultPort = 5080;

    /// <summary>Port on the loopback address; 0 any free one.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>Whether the browser is opened.</summary>
    public bool IsOpened { get; init; }

    /// <summary>Whether simulated tags stand beside the page.</summary>
    public bool IsDemo { get; init; }

    /// <summary>What the simulated tags are like.</summary>
    public DemoOptions Demo { get; init; } = new();

    /// <summary>The clock after which simulated tags live.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Folder of keys, lists and releases; null for none.</summary>
    public string? DataFolder { get; init; }
}
