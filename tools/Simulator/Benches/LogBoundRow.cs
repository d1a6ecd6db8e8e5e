namespace BluezoneTag.Simulator.Benches;

/// <summary>What power cuts cost under one setting of the bound.</summary>
/// <param name="BoundMs">The bound: <see cref="Tag.Ports.TagPorts.CheckpointMs"/>.</param>
/// <param name="WorstMs">Milliseconds of sightings that the dearest cut cost.</param>
public sealed record LogBoundRow(int BoundMs, int WorstMs)
{
    /// <summary>Milliseconds of a radio slot: between two there is time for flash.</summary>
    public const int RadioSlotMs = 20000;

    /// <summary>The bound in whole radio slots.</summary>
    public int LimitMs => (BoundMs + RadioSlotMs - 1) / RadioSlotMs * RadioSlotMs;

    /// <summary>Whether the bound was kept, and is not just idle.</summary>
    public bool IsPassed => WorstMs > 0 && WorstMs <= LimitMs;
}
