using System.Collections.Generic;
using System.Linq;

namespace BluezoneTag.Simulator.Benches.Schedule;

/// <summary>One finished table.</summary>
/// <param name="Name">Name on the command line.</param>
/// <param name="Title">What was tried.</param>
/// <param name="Note">What to know before quoting it; empty for nothing.</param>
/// <param name="ReplayCommand">Command that repeats just this table.</param>
/// <param name="Rows">Its lines.</param>
public sealed record BenchCaseResult(string Name, string Title, string Note, string ReplayCommand, IReadOnlyList<BenchRow> Rows)
{
    /// <summary>Figures that at least one row has, in order.</summary>
    public string[] MetricNames() => Rows.SelectMany(row => row.Metrics).Select(metric => metric.Name).Distinct().ToArray();

    /// <summary>Targets of one of its rows.</summary>
    public IEnumerable<MeasuredTarget> TargetsOf(BenchRow row) =>
        ScheduleTargets.Of(Name, row.Label).Select(target => new MeasuredTarget(target, row.Value(target.Metric)));
}
