using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace BluezoneTag.Simulator.Benches;

/// <summary>The command "bench log": the contact log against power cuts, damage, a full flash and ten years. Counted, never timed.</summary>
public static class LogBench
{
    private const int RandomImages = 10000;
    private const int FlippedImages = 500;
    private const int BadBlockRuns = 200;
    private const int Years = 10;

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true };

    /// <summary>Runs everything, prints to <paramref name="output"/> and writes JSON to <paramref name="jsonPath"/>. 0 when every promise was kept, else 1.</summary>
    public static int Run(TextWriter output, long cuts, string? jsonPath)
    {
        LogBenchResult result = Measure(cuts);
        LogBenchReport.Write(result, output);
        if (jsonPath != null)
        {
            File.WriteAllText(jsonPath, JsonSerializer.Serialize(result, Json) + "\n");
        }

        return result.IsPassed ? 0 : 1;
    }

    private static LogBenchResult Measure(long cuts)
    {
        var faults = new LogFaultBench();
        faults.Run(cuts);
        IEnumerable<string> wrong = LogDamageBench.RandomImages(RandomImages)
            .Concat(LogDamageBench.BitFlips(FlippedImages))
            .Concat(LogDamageBench.BadBlocks(BadBlockRuns));
        return new LogBenchResult
        {
            Cuts = faults.CutCount,
            Scenarios = faults.Rows,
            Failures = faults.Failures,
            Images = new Dictionary<string, int>
            {
                ["random, cut, exchanged or foreign files"] = RandomImages,
                ["full log, one bit in a million turned"] = FlippedImages,
                ["blocks going bad while writing"] = BadBlockRuns,
            },
            ImageFailures = [.. wrong],
            Capacity = LogCapacityBench.Measure(),
            Wear = LogWearBench.Measure(Years),
        };
    }
}
