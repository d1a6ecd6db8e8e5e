namespace BluezoneTag.Simulator.Sync;

/// <summary>
/// A connection between a client and a tag, and what goes wrong with it. The defaults are a poor phone at the smallest MTU's cousin:
/// 1.5 KB/s both ways together, half a connection interval of 30 ms for each frame.
/// </summary>
public sealed record LinkProfile
{
    /// <summary>Bytes of a frame, the MTU less 3.</summary>
    public int MaxFrameLength { get; init; } = 182;

    /// <summary>Bytes a second over the air, both directions together.</summary>
    public double BytesPerSecond { get; init; } = 1500;

    /// <summary>From the end of a frame on the air to its receiver's program, milliseconds.</summary>
    public double LatencyMs { get; init; } = 15;

    /// <summary>From the decision to connect to a link with service found and replies subscribed, milliseconds.</summary>
    public double ConnectMs { get; init; } = 900;

    /// <summary>Whether the client writes frames ahead, without waiting for the response to each; the last of a message always waits.</summary>
    public bool WritesAhead { get; init; } = true;

    /// <summary>Share of frames that never arrive.</summary>
    public double LossShare { get; init; }

    /// <summary>Share of frames that arrive twice.</summary>
    public double RepeatShare { get; init; }

    /// <summary>Share of frames that arrive after the next ones, 40 ms late.</summary>
    public double ReorderShare { get; init; }

    /// <summary>Chance of each frame that the link dies with it.</summary>
    public double CutShare { get; init; }

    /// <summary>The frame, counted over all links of the run from 1, with which the link dies; 0 for none.</summary>
    public int CutAtFrame { get; init; }

    /// <summary>Seed of the chances.</summary>
    public ulong Seed { get; init; } = 1;
}
