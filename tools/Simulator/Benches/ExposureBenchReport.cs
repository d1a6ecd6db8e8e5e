using System.IO;

namespace BluezoneTag.Simulator.Benches;

/// <summary>Prints an <see cref="ExposureBenchResult"/>.</summary>
public static class ExposureBenchReport
{
    /// <summary>Writes all of it.</summary>
    public static void Write(ExposureBenchResult result, TextWriter output)
    {
        output.WriteLine($"Forms of an exposure list: {ExposureWorkload.PersonCount} people for {ExposureWorkload.ListedDays} days against {ExposureWorkload.RecordCount:N0} records of {ExposureWorkload.LogDays} days");
        output.WriteLine($"({ExposureForm.BytesPerSecond:N0} bytes a second; false match: of one tag and the whole list; IL: of one record against the whole list)");
        output.WriteLine($"  {"",-46}{"B/key-day",10}{"B/key-day",10}{"50 new",9}{"list",9}{"false",10}{"IL",10}");
        output.WriteLine($"  {"",-46}{"1 day",10}{"14 days",10}{"s",9}{"s",9}{"match",10}{"/record",10}");
        foreach (ExposureForm form in result.Forms)
        {
            string il = double.IsNaN(form.RecordIl) ? "-" : $"{form.RecordIl:N0}";
            output.WriteLine($"  {form.Name,-46}{form.DayBytes,10:N1}{form.ListBytes,10:N1}{form.DaySeconds,9:N1}{form.ListSeconds,9:N1}{form.FalseMatch,10:0.0e+0}{il,10}  {form.Note}");
        }

        output.WriteLine();
        output.WriteLine($"The form in use, counted (a SHA-256 block is {result.BlockIl:N0} instructions)");
        output.WriteLine($"  {"",-46}{"50 x 14 d",14}{"round clock",14}{"50 x 1 d",14}");
        Row(output, result, "key-days", run => $"{run.KeyDayCount:N0}");
        Row(output, result, "bytes", run => $"{run.Bytes:N0}");
        Row(output, result, "chunks", run => $"{run.ChunkCount:N0}");
        Row(output, result, "blocks", run => $"{run.Blocks:N0}");
        Row(output, result, "million instructions", run => $"{run.TotalIl / 1e6:N1}");
        Row(output, result, "of them hashing", run => $"{run.HashingIl / 1e6:N1}");
        Row(output, result, "one reading of the log", run => $"{run.ReadingIl / 1e6:N1}");
        Row(output, result, "seconds by the planning figure", run => $"{run.Seconds:N0}");
        Row(output, result, "longest step, thousand instructions", run => $"{run.StepIl / 1e3:N0}");
        Row(output, result, "dearest chunk, thousand instructions", run => $"{run.ChunkIl / 1e3:N0}");
        Row(output, result, "instructions for a record and key-day", run => $"{run.PerRecordAndKeyDay:N1}");
        Row(output, result, "... for a record and chunk of six people", run => $"{run.PerRecordAndChunk:N0}");
        Row(output, result, "... of it all but hashing", run => $"{run.PerRecordAndChunkWithoutHashing:N0}");
        Row(output, result, "... of it reading the log", run => $"{run.ReadingPerRecordAndChunk:N0}");
        Row(output, result, "... of it comparing, three slots", _ => $"{result.LookIl:N0}");
        Row(output, result, "least for any code that hashes in IL", run => $"{run.PerRecordAndChunk - run.PerRecordAndChunkWithoutHashing:N0}");
        output.WriteLine();
        output.WriteLine($"How long the verdict takes, by the planning figure; a client that waits asks every {ExposureWait.PollMs / 1000.0:N0} s");
        foreach (ExposureWait wait in result.Waits)
        {
            string session = wait.IsWithinSession ? $"{wait.SessionSeconds:N0} s of one session" : "longer than a session";
            output.WriteLine($"  {wait.PersonCount + " people, " + wait.Days + " days",-46}{wait.AwakeSeconds,10:N0} s awake, {session}");
        }

        output.WriteLine();
        output.WriteLine($"  a record and key-day, limit {ExposureBenchResult.RecordIlLimit}: {Verdict(result.IsIlWithinLimit)}");
        output.WriteLine($"  heap {result.HeapBytes:N0}, limit {ExposureBenchResult.HeapLimitBytes:N0}: {Verdict(result.IsHeapWithinLimit)}");
        output.WriteLine($"  false match {result.Forms[0].FalseMatch:0.0e+0}, limit {ExposureBenchResult.FalseMatchLimit:0.0e+0}: {Verdict(result.IsFalseMatchWithinLimit)}");
        output.WriteLine($"  50 new key-days {result.Forms[0].DaySeconds:N1} s, limit {ExposureBenchResult.DaySecondsLimit:N0} s: {Verdict(result.IsAirWithinLimit)}");
        output.WriteLine($"Exposure bench: {Verdict(result.IsPassed)}");
    }

    private static void Row(TextWriter output, ExposureBenchResult result, string name, System.Func<ExposureRun, string> value) =>
        output.WriteLine($"  {name,-46}{value(result.List),14}{value(result.SpreadList),14}{value(result.Day),14}");

    private static string Verdict(bool isKept) => isKept ? "pass" : "MISS";
}
