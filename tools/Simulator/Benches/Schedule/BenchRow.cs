using System.Collections.Generic;
using System.Linq;

namespace BluezoneTag.Simulator.Benches.Schedule;

/// <summary>One line of a table.</summary>
/// <param name="Label">What was tried.</param>
/// <param name="Metrics">What came out, in order of the columns.</param>
public sealed record BenchRow(string Label, IReadOnlyList<Metric> Metrics)
{
    /// <summary>Seconds to the first detection, sorted, for the curve in the report; empty where there is none.</summary>
    public IReadOnlyList<double> Latencies { get; init; } = [];

    /// <summary>The figure called <paramref name="name"/>, or not a number.</summary>
    public double Value(string name) => Metrics.Where(metric => metric.Name == name).Select(metric => metric.Value).FirstOrDefault(double.NaN);

    /// <summary>A row of contact scores.</summary>
    public static BenchRow Of(string label, ContactScores scores, bool isLong)
    {
        Metric[] metrics =
        [
            new(isLong ? "p15" : "p5", scores.Caught),
            new("margin", scores.CaughtMargin),
            new("seen", scores.Seen),
            new("latencyP50", Reporting.Statistics.Percentile(scores.Latencies, 0.50)),
            new("latencyP95", Reporting.Statistics.Percentile(scores.Latencies, 0.95)),
            new("latencyP99", Reporting.Statistics.Percentile(scores.Latencies, 0.99)),
            new("missed", scores.Missed * 100),
            new("errorP95", scores.ErrorP95),
            new("detections", scores.Detections),
        ];
        return new BenchRow(label, metrics) { Latencies = scores.Latencies };
    }
}
