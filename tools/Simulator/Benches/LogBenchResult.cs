using System.Collections.Generic;

namespace BluezoneTag.Simulator.Benches;

/// <summary>All figures of "bench log".</summary>
public sealed record LogBenchResult
{
    /// <summary>Power cuts made.</summary>
    public required long Cuts { get; init; }

    /// <summary>One row for each scenario and level.</summary>
    public required IReadOnlyList<LogFaultRow> Scenarios { get; init; }

    /// <summary>The first promises that were not kept.</summary>
    public required IReadOnlyList<LogFailure> Failures { get; init; }

    /// <summary>Damaged images: how many of each kind.</summary>
    public required IReadOnlyDictionary<string, int> Images { get; init; }

    /// <summary>Damaged images that broke a promise.</summary>
    public required IReadOnlyList<string> ImageFailures { get; init; }

    /// <summary>Room.</summary>
    public required LogCapacityBench Capacity { get; init; }

    /// <summary>Wear.</summary>
    public required LogWearBench Wear { get; init; }

    /// <summary>Whether every promise was kept and every limit.</summary>
    public bool IsPassed => Failures.Count == 0 && ImageFailures.Count == 0 && Capacity.IsPassed && Wear.IsPassed;
}
