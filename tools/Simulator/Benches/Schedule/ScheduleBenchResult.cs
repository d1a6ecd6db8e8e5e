using System.Collections.Generic;
using System.Linq;

namespace BluezoneTag.Simulator.Benches.Schedule;

/// <summary>Everything that one run of the bench found.</summary>
/// <param name="Seed">Seed of all chance.</param>
/// <param name="IsQuick">Whether only a tenth of the trials was made.</param>
/// <param name="Cases">The tables.</param>
public sealed record ScheduleBenchResult(ulong Seed, bool IsQuick, IReadOnlyList<BenchCaseResult> Cases)
{
    /// <summary>All targets that this run measured.</summary>
    public IEnumerable<MeasuredTarget> Targets() => Cases.SelectMany(one => one.Rows.SelectMany(one.TargetsOf));
}
