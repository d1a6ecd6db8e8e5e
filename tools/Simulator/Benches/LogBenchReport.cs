using System.Collections.Generic;
using System.IO;
using System.Linq;
using BluezoneTag.Simulator.Flash;

namespace BluezoneTag.Simulator.Benches;

/// <summary>Prints a <see cref="LogBenchResult"/>.</summary>
public static class LogBenchReport
{
    private const int ShownImageFailures = 20;
    private const int ShownHeapRows = 5;

    /// <summary>Writes all of it.</summary>
    public static void Write(LogBenchResult result, TextWriter output)
    {
        WriteCuts(result, output);
        WriteDamage(result, output);
        WriteBounds(result.Bounds, output);
        WriteCapacity(result.Capacity, output);
        WriteWear(result.Wear, output);
        WriteCost(result.Cost, output);
        WriteWipes(result.Wipes, output);
        output.WriteLine($"Log bench: {Verdict(result.IsPassed)}");
    }

    private static void WriteCuts(LogBenchResult result, TextWriter output)
    {
        output.WriteLine("Power cuts: each scenario once clean, then cut in every flash operation, in every way, and again while the tag recovers (docs/log.md 9)");
        output.WriteLine($"  {"scenario",-11}{"level",-8}{"operations",11}{"runs",10}{"cuts",11}{"reads of a start",18}{"broken",8}");
        foreach (LogFaultRow row in result.Scenarios)
        {
            output.WriteLine($"  {row.Scenario.Name,-11}{(row.IsOnBlocks ? "blocks" : "files"),-8}{row.OperationCount,11}{row.RunCount,10:N0}"
                + $"{row.CutCount,11:N0}{row.MountReads,18}{row.FailureCount,8}  {(row.IsOnBlocks ? string.Empty : row.Description)}");
        }

        output.WriteLine($"  {"total",-30}{result.Scenarios.Sum(row => row.RunCount),10:N0}{result.Cuts.Total,11:N0}"
            + $"{result.Scenarios.Max(row => row.MountReads),18}{result.Scenarios.Sum(row => row.FailureCount),8}");
        WriteCutKinds(result.Cuts, output);
        foreach (LogFailure failure in result.Failures)
        {
            output.WriteLine($"  BROKEN {failure.What}");
            output.WriteLine($"    {failure.Command}");
        }

        output.WriteLine($"  acknowledged records lost, doubled or invented: {(result.Failures.Count == 0 ? "none" : "see above")}; a start takes at most "
            + $"{LogRig.MaxMountReads} reads: {Verdict(result.Failures.Count == 0)}");
        output.WriteLine();
    }

    private static void WriteCutKinds(CutCounts cuts, TextWriter output)
    {
        output.WriteLine($"  what the cuts did: nothing yet {cuts.Of(CutEffect.NotBegun):N0}; all of it, unheard {cuts.Of(CutEffect.Done):N0}; replaced file empty "
            + $"{cuts.Of(CutEffect.EmptyFile):N0}; a part of the file, bits undecided {cuts.Of(CutEffect.TornFile):N0}; a hole in it {cuts.Of(CutEffect.HoleInFile):N0};");
        output.WriteLine($"    torn program, any prefix, bits undecided {cuts.Of(CutEffect.TornProgram):N0}; torn erase {cuts.Of(CutEffect.TornErase):N0}");
        output.WriteLine($"  where: first {cuts.At(CutPlace.First):N0}, second in the recovery or right behind it {cuts.At(CutPlace.Second):N0}, "
            + $"256 at one place {cuts.At(CutPlace.Repeated):N0}");
    }

    private static void WriteBounds(IReadOnlyList<LogBoundRow> bounds, TextWriter output)
    {
        output.WriteLine("What a cut costs: a neighbour heard every 20 s, a cut behind each time");
        foreach (LogBoundRow row in bounds)
        {
            output.WriteLine($"  CheckpointMs {row.BoundMs,7:N0}{(row.BoundMs == Tag.Contacts.ContactBook.DefaultCheckpointMs ? ", the default" : string.Empty),-13}: "
                + $"{row.WorstMs,7:N0} ms of sightings (at most {row.LimitMs:N0}): {Verdict(row.IsPassed)}");
        }

        output.WriteLine();
    }

    private static void WriteCost(LogCostBench cost, TextWriter output)
    {
        output.WriteLine("Cost: by the object model of the nanoFramework heap, and counted on the models of flash");
        output.WriteLine($"  heap {cost.HeapBytes:N0} bytes (at most {LogHeap.LimitBytes:N0}): "
            + string.Join(", ", cost.Heap.Take(ShownHeapRows).Select(row => $"{row.Type} {row.Bytes:N0}")) + ", ...");
        output.WriteLine($"  a hundred slots with checkpoints in steady state allocate {cost.SteadyBytes:N0} bytes on the host (at most {cost.SteadyLimitBytes:N0}): what each writing needs in passing, and the names of {cost.SteadySegments} new segments");
        output.WriteLine($"  a batch, append alone: {cost.OperationsPerAppend:0.00} block operations (at most {LogCostBench.MaxOperationsPerAppend:0}): "
            + $"the block, with {cost.ErasesPerAppend:0.00} erases, and the commit that makes it count");
        output.WriteLine($"  a start with a full log {cost.FullMountReads} reads (at most {LogRig.MaxMountReads}); the count of one day in it {cost.DayCountReads} reads");
        output.WriteLine($"  {Verdict(cost.IsPassed)}");
        output.WriteLine();
    }

    private static void WriteWipes(IReadOnlyList<LogWipeBench> wipes, TextWriter output)
    {
        output.WriteLine("Wipe: 16 bytes of each file looked for in all blocks of the partition");
        foreach (LogWipeBench wipe in wipes)
        {
            output.WriteLine($"  {(wipe.IsForReturn ? "everything, for a return" : "contacts and state"),-26}{wipe.Files} files, found before {wipe.FoundBefore}, after "
                + $"{wipe.FoundAfter}; junk in {wipe.Filled} of {wipe.Blocks} blocks; files left: {(wipe.Left.Count == 0 ? "none" : string.Join(", ", wipe.Left))}: {Verdict(wipe.IsPassed)}");
        }

        output.WriteLine();
    }

    private static void WriteDamage(LogBenchResult result, TextWriter output)
    {
        output.WriteLine("Damaged flash: starts, invents nothing, loses no more than was hit, goes on");
        output.WriteLine($"  {"what",-51}{"images",8}{"records hit",13}{"of them lost",14}{"broken",8}");
        foreach (LogDamageRow row in result.Damage)
        {
            output.WriteLine($"  {row.Kind,-51}{row.Count,8:N0}{row.HitRecords,13:N0}{row.LostRecords,14:N0}{row.Failures.Count,8}");
        }

        foreach (string failure in result.Damage.SelectMany(row => row.Failures).Take(ShownImageFailures))
        {
            output.WriteLine($"  BROKEN {failure}");
        }

        int broken = result.Damage.Sum(row => row.Failures.Count);
        output.WriteLine($"  records lost that were not hit, or lost and not counted, invented, or a start that failed: {broken}: {Verdict(broken == 0)}");
        output.WriteLine();
    }

    private static void WriteCapacity(LogCapacityBench capacity, TextWriter output)
    {
        output.WriteLine("Room: 21 days of 300 records in nine hours, and one day of 2,000");
        output.WriteLine($"  records {capacity.Records:N0}, segments {capacity.Segments} of {Tag.Storage.SegmentIndex.Capacity}, bytes {capacity.SegmentBytes:N0}, "
            + $"{capacity.BytesPerRecord:0.00} for each record (at most {LogCapacityBench.MaxBytesPerRecord:0})");
        output.WriteLine($"  decoded from the files with firmware/Protocol and a cipher alone: {capacity.DecodedRecords:N0}");
        output.WriteLine($"  full: {capacity.FullRecords:N0} records of such slots, {capacity.FullDays:0.0} days");
        output.WriteLine($"  a hostile day after 21 such days: {capacity.HostileRecords:N0} of 12,288 records kept; of the other days {capacity.HostileFailure ?? "nothing lost"}");
        output.WriteLine($"  {Verdict(capacity.IsPassed)}");
        output.WriteLine();
    }

    private static void WriteWear(LogWearBench wear, TextWriter output)
    {
        output.WriteLine($"Wear: {wear.Years} years of such days on the block model, a checkpoint every 5 minutes, state every six hours, charge every two and at each start and day's end, a restart each night");
        output.WriteLine($"  batches {wear.Batches:N0}, erases {wear.Erases:N0}: {wear.ErasesPerBatch:0.00} for each batch, all else included (at most {LogWearBench.MaxErasesPerBatch:0})");
        output.WriteLine($"  erases of a block: most {wear.MaxErases:N0}, mean {wear.MeanErases:N0}, least {wear.MinErases:N0}; flash busy {wear.BusySecondsPerDay:0.0} s a day");
        output.WriteLine($"  years to 10,000 cycles {wear.YearsTo10000:0.0} (at least {LogWearBench.MinYears:0}), to 100,000 cycles {wear.YearsTo100000:0}");
        output.WriteLine($"  {Verdict(wear.IsPassed)}");
        output.WriteLine();
    }

    private static string Verdict(bool isKept) => isKept ? "pass" : "MISS";
}
