using System.IO;

namespace BluezoneTag.Simulator.Benches;

/// <summary>The command "bench log".</summary>
public static class LogBench
{
    /// <summary>Runs everything, prints to <paramref name="output"/>. 0 when every promise was kept, else 1.</summary>
    public static int Run(TextWriter output, long cuts, string? jsonPath)
    {
        var faults = new LogFaultBench();
        faults.Run(cuts);
        foreach (LogFaultRow row in faults.Rows)
        {
            output.WriteLine($"{row.Scenario.Name,-12}{(row.IsOnBlocks ? "blocks" : "files"),-8}{row.OperationCount,6}{row.RunCount,9}{row.CutCount,9}{row.MountReads,6}{row.FailureCount,6}");
        }

        foreach (LogFailure failure in faults.Failures)
        {
            output.WriteLine($"{failure.What}\n  {failure.Command}");
        }

        output.WriteLine(faults.CutCount);
        return faults.Failures.Count == 0 ? 0 : 1;
    }
}
