using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace BluezoneTag.Simulator.Benches;

/// <summary>Prints a <see cref="LogBenchResult"/>.</summary>
public static class LogBenchReport
{
    private const int ShownImageFailures = 20;

    /// <summary>Writes all of it.</summary>
    public static void Write(LogBenchResult result, TextWriter output)
    {
        WriteCuts(result, output);
        WriteImages(result, output);
        WriteCapacity(result.Capacity, output);
        WriteWear(result.Wear, output);
        output.WriteLine($"Log bench: {Verdict(result.IsPassed)}");
    }

    private static void WriteCuts(LogBenchResult result, TextWriter output)
    {
        output.WriteLine("Power cuts: in every flash operation, in every way, and again while the tag recovers (docs/log.md 9)");
        output.WriteLine($"  {"scenario",-11}{"level",-8}{"operations",11}{"runs",10}{"cuts",11}{"reads of a start",18}{"broken",8}");
        foreach (LogFaultRow row in result.Scenarios)
        {
            output.WriteLine($"  {row.Scenario.Name,-11}{(row.IsOnBlocks ? "blocks" : "files"),-8}{row.OperationCount,11}{row.RunCount,10:N0}"
                + $"{row.CutCount,11:N0}{row.MountReads,18}{row.FailureCount,8}");
        }

        output.WriteLine($"  {"total",-30}{result.Scenarios.Sum(row => row.RunCount),10:N0}{result.Cuts,11:N0}"
            + $"{result.Scenarios.Max(row => row.MountReads),18}{result.Scenarios.Sum(row => row.FailureCount),8}");
        foreach (LogFailure failure in result.Failures)
        {
            output.WriteLine($"  BROKEN {failure.What}");
            output.WriteLine($"    {failure.Command}");
        }

        output.WriteLine($"  acknowledged records lost, doubled or invented: {(result.Failures.Count == 0 ? "none" : "see above")}; a start takes at most "
            + $"{LogRig.MaxMountReads} reads: {Verdict(result.Failures.Count == 0)}");
        output.WriteLine();
    }

    private static void WriteImages(LogBenchResult result, TextWriter output)
    {
        output.WriteLine("Damaged flash: starts, invents nothing, loses no more than was hit, goes on");
        foreach (KeyValuePair<string, int> kind in result.Images)
        {
            output.WriteLine($"  {kind.Key,-58}{kind.Value,8:N0}");
        }

        foreach (string failure in result.ImageFailures.Take(ShownImageFailures))
        {
            output.WriteLine($"  BROKEN {failure}");
        }

        output.WriteLine($"  broken {result.ImageFailures.Count}: {Verdict(result.ImageFailures.Count == 0)}");
        output.WriteLine();
    }

    private static void WriteCapacity(LogCapacityBench capacity, TextWriter output)
    {
        output.WriteLine("Room: 21 days of 300 records in nine hours, and one day of 2,000");
        output.WriteLine($"  records {capacity.Records:N0}, segments {capacity.Segments} of {Tag.Storage.SegmentIndex.Capacity}, bytes {capacity.SegmentBytes:N0}, "
            + $"{capacity.BytesPerRecord:0.00} for each record (at most {LogCapacityBench.MaxBytesPerRecord:0})");
        output.WriteLine($"  full: {capacity.FullRecords:N0} records of such slots, {capacity.FullDays:0.0} days");
        output.WriteLine($"  a hostile day after 21 such days: {capacity.HostileRecords:N0} of 12,288 records kept; of the other days {capacity.HostileFailure ?? "nothing lost"}");
        output.WriteLine($"  {Verdict(capacity.IsPassed)}");
        output.WriteLine();
    }

    private static void WriteWear(LogWearBench wear, TextWriter output)
    {
        output.WriteLine($"Wear: {wear.Years} years of such days on the block model, a checkpoint every 5 minutes, charge every two hours, state every six, a restart each night");
        output.WriteLine($"  batches {wear.Batches:N0}, erases {wear.Erases:N0}: {wear.ErasesPerBatch:0.00} for each batch, all else included (at most {LogWearBench.MaxErasesPerBatch:0})");
        output.WriteLine($"  erases of a block: most {wear.MaxErases:N0}, mean {wear.MeanErases:N0}, least {wear.MinErases:N0}; flash busy {wear.BusySecondsPerDay:0.0} s a day");
        output.WriteLine($"  years to 10,000 cycles {wear.YearsTo10000:0} (at least {LogWearBench.MinYears:0}), to 100,000 cycles {wear.YearsTo100000:0}");
        output.WriteLine($"  {Verdict(wear.IsPassed)}");
        output.WriteLine();
    }

    private static string Verdict(bool isKept) => isKept ? "pass" : "MISS";
}
