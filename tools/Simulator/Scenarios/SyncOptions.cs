using BluezoneTag.Simulator.Sync;

namespace BluezoneTag.Simulator.Scenarios;

/// <summary>What a sync scenario runs with.</summary>
public sealed record SyncOptions
{
    /// <summary>Pupils.</summary>
    public int Tags { get; init; } = 30;

    /// <summary>Days of one tag that are measured.</summary>
    public int Days { get; init; } = 40;

    /// <summary>New key-days of the exposure list: so many people, one day each.</summary>
    public int ListPeople { get; init; } = 50;

    /// <summary>Windows that the kiosk has open at a time: it calls the next pupil when one is done.</summary>
    public int CalledAtATime { get; init; } = 3;

    /// <summary>The links.</summary>
    public LinkProfile Link { get; init; } = new();

    /// <summary>Chance of each frame that the link dies with it, in the class.</summary>
    public double CutShare { get; init; } = 0.01;

    /// <summary>Seed of all chance.</summary>
    public ulong Seed { get; init; } = 1;
}
