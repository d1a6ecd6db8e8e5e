using System.Linq;
using System.Text.Json;
using BluezoneTag.Simulator.Benches.Schedule;

namespace BluezoneTag.Simulator.Reporting;

/// <summary>The schedule bench as JSON: the same run gives the same bytes. Null: there is no such value, as the time to something that never came.</summary>
public static class ScheduleJson
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true };

    /// <summary>The file's content.</summary>
    public static string Write(ScheduleBenchResult result)
    {
        var content = new
        {
            result.Seed,
            result.IsQuick,
            Cases = result.Cases.Select(one => new { one.Name, one.Title, one.Note, one.ReplayCommand, Rows = one.Rows.Select(row => Row(one, row)) }),
            Figures = MetricFormat.All.ToDictionary(pair => pair.Key, pair => pair.Value.Meaning),
        };
        return JsonSerializer.Serialize(content, Options) + "\n";
    }

    private static object Row(BenchCaseResult result, BenchRow row) => new
    {
        row.Label,
        Figures = row.Metrics.ToDictionary(metric => metric.Name, metric => Number(metric.Value)),
        Targets = result.TargetsOf(row).Select(one => new { one.Target.Metric, one.Target.Text, one.Target.Limit, one.IsMet, one.Target.Definition }),
    };

    // JSON knows no infinity.
    private static double? Number(double value) => double.IsFinite(value) ? value : null;
}
