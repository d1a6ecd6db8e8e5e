using System.Collections.Generic;
using System.Linq;

namespace BluezoneTag.Simulator.Benches;

/// <summary>All figures of "bench log".</summary>
public sealed record LogBenchResult
{
    /// <summary>Power cuts made.</summary>
    public required CutCounts Cuts { get; init; }

    /// <summary>One row for each scenario and level.</summary>
    public required IReadOnlyList<LogFaultRow> Scenarios { get; init; }

    /// <summary>The first promises that were not kept.</summary>
    public required IReadOnlyList<LogFailure> Failures { get; init; }

    /// <summary>Damaged images, one row for each kind.</summary>
    public required IReadOnlyList<LogDamageRow> Damage { get; init; }

    /// <summary>Room.</summary>
    public required LogCapacityBench Capacity { get; init; }

    /// <summary>Wear.</summary>
    public required LogWearBench Wear { get; init; }

    /// <summary>What a cut costs under several settings of the bound.</summary>
    public required IReadOnlyList<LogBoundRow> Bounds { get; init; }

    /// <summary>Heap, allocations, flash operations, reads.</summary>
    public required LogCostBench Cost { get; init; }

    /// <summary>Wipes of the contacts, and of everything.</summary>
    public required IReadOnlyList<LogWipeBench> Wipes { get; init; }

    /// <summary>Whether every promise was kept and every limit.</summary>
    public bool IsPassed => Failures.Count == 0 && Damage.All(row => row.Failures.Count == 0) && Capacity.IsPassed && Wear.IsPassed
        && Bounds.All(row => row.IsPassed) && Cost.IsPassed && Wipes.All(wipe => wipe.IsPassed);
}
