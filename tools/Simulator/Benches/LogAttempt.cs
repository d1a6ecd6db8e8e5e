namespace BluezoneTag.Simulator.Benches;

/// <summary>
/// One slot's worth of neighbours that the bench let a tag hear, from the first until the slot was closed or the power went.
/// Neighbour i of n was heard once each time.
/// </summary>
public sealed class LogAttempt
{
    /// <summary>Place in the order of attempts; part of the neighbours' ids.</summary>
    public required int Number { get; init; }

    /// <summary>Number of its first neighbour among all.</summary>
    public required int Start { get; init; }

    /// <summary>Slot by the tag's clock.</summary>
    public required int Slot { get; init; }

    /// <summary>Clock byte that its batches must have.</summary>
    public required int ClockState { get; init; }

    /// <summary>Neighbours heard.</summary>
    public int Count { get; set; }

    /// <summary>Times that each was heard.</summary>
    public int Sightings { get; set; }

    /// <summary>Neighbours of which the tag said that they are durable.</summary>
    public int AcknowledgedCount { get; set; }

    /// <summary>Times heard that are durable.</summary>
    public int AcknowledgedSightings { get; set; }

    /// <summary>Milliseconds by which a mark moved it.</summary>
    public long DeltaMs { get; set; }

    /// <summary>Milliseconds by which a mark may have moved it that was not acknowledged.</summary>
    public long PossibleDeltaMs { get; set; }
}
