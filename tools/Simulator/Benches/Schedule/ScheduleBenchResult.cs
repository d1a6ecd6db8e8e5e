using System.Collections.Generic;
using System.Linq;

namespace BluezoneTag.Simulator.Benches.Schedule;

/// <summary>Everything that one run of the bench found.</summary>
/// <param name="Seed">Seed of all chance.</param>
/// <param name="Share">Share of the trials that was made, 0..1.</param>
/// <param name="Cases">The tables.</param>
public sealed record ScheduleBenchResult(ulong Seed, double Share, IReadOnlyList<BenchCaseResult> Cases)
{
    /// <summary>Whether there were fewer trials than the figures need.</summary>
    public bool IsQuick => Share < 1;

    /// <summary>All targets that this run measured.</summary>
    public IEnumerable<MeasuredTarget> Targets() => Cases.SelectMany(one => one.Rows.SelectMany(one.TargetsOf));
}
