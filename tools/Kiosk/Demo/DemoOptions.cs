using BluezoneTag.Simulator.Sync;

namespace BluezoneTag.Kiosk.Demo;

/// <summary>What the bench of simulated tags is like.</summary>
public sealed record DemoOptions
{
    /// <summary>The most tags that it holds.</summary>
    public const int MaxTags = 60;

    // With more tags than these, days before the start would cost more than a few seconds.
    private const int TagsWithLongHistory = 8;
    private const int LongHistoryHours = 72;
    private const int ShortHistoryHours = 24;

    /// <summary>Tags beside the page.</summary>
    public int Tags { get; init; } = 6;

    /// <summary>Seed of everything that is drawn, keys of the simulated tags included.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Chance of each frame that its link dies with it.</summary>
    public double CutShare { get; init; }

    /// <summary>What links to them are like: a phone at an MTU of 247 that is neither good nor bad.</summary>
    public LinkProfile Link { get; init; } = new() { MaxFrameLength = DemoBench.Mtu - 3, BytesPerSecond = 6000, LatencyMs = 15, ConnectMs = 500 };

    /// <summary>Simulated hours that the tags have been worn when the bench is ready.</summary>
    public int HistoryHours
    {
        get => field > 0 ? field : Tags <= TagsWithLongHistory ? LongHistoryHours : ShortHistoryHours;
        init;
    }
}
