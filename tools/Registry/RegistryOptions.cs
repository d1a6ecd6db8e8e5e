using System;

namespace BluezoneTag.Registry;

/// <summary>Who works with the registry, and how.</summary>
/// <param name="Operator">Label of the person or bench, 1 to 64 characters: "bench 2". It stands in every audit entry; a label is better than a name.</param>
/// <param name="Time">Where the time comes from.</param>
public sealed record RegistryOptions(string Operator, TimeProvider Time)
{
    /// <summary>True to read only: nothing is written, not even a migration.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>How long to wait for another program that is writing, ms.</summary>
    public int BusyTimeoutMs { get; init; } = 5000;

    /// <summary>The most the file may grow to, in pages of 4096 bytes: a full disk for tests. 0 is no limit.</summary>
    public int MaxPageCount { get; init; }
}
