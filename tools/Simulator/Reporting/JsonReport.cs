using System.Text.Encodings.Web;
using System.Text.Json;
using BluezoneTag.Simulator.Scenarios;
using BluezoneTag.Simulator.Scoring;

namespace BluezoneTag.Simulator.Reporting;

/// <summary>The result of a run as JSON. Two runs of one seed differ in wall time and what follows from it only.</summary>
public static class JsonReport
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DictionaryKeyPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The whole file.</summary>
    public static string Write(ScenarioResult result)
    {
        return JsonSerializer.Serialize(
            new
            {
                result.Scenario,
                result.Source,
                result.Platform,
                result.Clock,
                result.CapacityMilliampHours,
                result.ReplayCommand,
                result.Tags,
                result.Phones,
                result.Seconds,
                result.SimulatedSeconds,
                result.Seed,
                result.WallSeconds,
                TagSecondsPerSecond = result.WallSeconds > 0 ? result.TagSecondsPerSecond : 0,
                Heard15 = new { result.Heard15.True, result.Heard15.Caught, P15 = result.Heard15.P },
                Heard5 = new { result.Heard5.True, result.Heard5.Caught, P5 = result.Heard5.P },
                Near15 = new
                {
                    result.Near15.True,
                    result.Near15.Claimed,
                    result.Near15.Hits,
                    result.Near15.Recall,
                    result.Near15.Precision,
                    PhoneRule = Shown(result.Near15PhoneRule),
                },
                result.DurationErrorP95Seconds,
                LatencySeconds = new
                {
                    P50 = Statistics.Percentile(result.LatencySeconds, 0.50),
                    P95 = Statistics.Percentile(result.LatencySeconds, 0.95),
                    P99 = Statistics.Percentile(result.LatencySeconds, 0.99),
                    Encounters = result.LatencySeconds.Count,
                    result.MissedEncounters,
                },
                BatteryPercentPerDay = new { Mean = Statistics.Mean(result.BatteryPercentPerDay), Max = Statistics.Max(result.BatteryPercentPerDay) },
                result.MeanCurrentMilliamps,
                result.SchoolCurrentMilliamps,
                result.PhoneScore,
                result.Sightings,
                result.LogRecords,
                result.InventedRecords,
                result.WrongIdentifiers,
                result.Restarts,
                result.LargestFlashBytes,
                result.Counters,
            },
            Options) + "\n";
    }

    private static object Shown(Detection detection) => new { detection.Claimed, detection.Hits, detection.Recall, detection.Precision };
}
