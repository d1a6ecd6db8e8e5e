namespace BluezoneTag.Simulator.Benches;

/// <summary>What a fuzz run did and found.</summary>
public sealed record SyncFuzzResult
{
    /// <summary>Frames given to the tag by the attacker.</summary>
    public required long Frames { get; init; }

    /// <summary>Of these, such as made a message whole and were answered.</summary>
    public required long Answered { get; init; }

    /// <summary>Windows opened.</summary>
    public required int Windows { get; init; }

    /// <summary>Sessions that an honest client opened in between.</summary>
    public required int Sessions { get; init; }

    /// <summary>Sealed messages of the attacker that reached the MAC and failed there.</summary>
    public required int Forged { get; init; }

    /// <summary>Times the tag was locked for wrong proofs.</summary>
    public required int Locks { get; init; }

    /// <summary>What went wrong, and with which frame; null when nothing did.</summary>
    public string? Failure { get; init; }
}
