using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using BluezoneTag.Registry.Auditing;
using BluezoneTag.Registry.Results;

namespace BluezoneTag.Registry.Tests.Crash;

/// <summary>
/// What the test assembly does as a program. "count FILE" runs a batch and prints its file operations; "kill FILE N" dies at
/// the Nth: in the middle of it when it is a write, with what was not synced lost when it is a sync; "fail FILE CODE KINDS" lets every operation of these kinds fail once, one batch for each.
/// </summary>
internal static class Victim
{
    private const int SqliteFull = 13;
    private const int DefaultStride = 11;

    /// <summary>Every how many operations one is tried; a prime, so that all kinds have their turn.</summary>
    public static int Stride => Environment.GetEnvironmentVariable("KILL_POINTS") == "all" ? 1 : DefaultStride;

    /// <summary>Runs a mode; 0 when it went to its end.</summary>
    public static int Run(string[] arguments)
    {
        switch (arguments)
        {
            case ["count", string file]:
                CuttingFileSystem.Install(() => 0);
                int failed = new Batch(file, _ => { }).Run() == null ? 0 : 1;
                Console.WriteLine(CuttingFileSystem.Kinds);
                return failed;
            case ["kill", string file, string at]:
                int last = int.Parse(at, CultureInfo.InvariantCulture);
                CuttingFileSystem.Install(() => DieAt(last));
                return new Batch(file, Log).Run() == null ? 0 : 1;
            case ["fail", string file, string code, string kinds]:
                return FailEverywhere(file, int.Parse(code, CultureInfo.InvariantCulture), kinds);
            default:
                Console.Error.WriteLine("Run me as tests, or with count, kill or fail.");
                return 2;
        }
    }

    /// <summary>Ends this process by its id, as kill -9 does: nothing is flushed, nothing is closed.</summary>
    public static void Die()
    {
        using Process self = Process.GetCurrentProcess();
        self.Kill();
    }

    private static int DieAt(int last)
    {
        if (CuttingFileSystem.Count != last)
        {
            return 0;
        }

        if (CuttingFileSystem.Kinds[^1] == 'w')
        {
            return CuttingFileSystem.Torn;
        }

        // A sync that does not happen is the moment when power loss hurts most.
        if (CuttingFileSystem.Kinds[^1] == 's')
        {
            CuttingFileSystem.LosePower(all: last % 2 == 0);
        }

        Die();
        return 0;
    }

    private static void Log(string line)
    {
        Console.Out.WriteLine(line);
        Console.Out.Flush();
    }

    private static int FailEverywhere(string file, int code, string kinds)
    {
        int failures = 0;
        for (int at = 1; ; at += Stride)
        {
            string one = $"{file}.{at}";
            bool failed = false;
            CuttingFileSystem.Install(() => Fails(at, code, kinds, ref failed));
            Batch batch = new(one, _ => { });
            Problem? problem = batch.Run();
            CuttingFileSystem.Reset();
            if (!failed && CuttingFileSystem.Count < at)
            {
                Console.WriteLine($"{failures} failures over {at - 1} operations");
                return 0;
            }

            failures += failed ? 1 : 0;
            if (Fault(one, code, failed, problem, batch) is string fault)
            {
                Console.WriteLine($"operation {at} ({CuttingFileSystem.Kinds[^1]}): {fault}");
                return 1;
            }

            File.Delete(one);
        }
    }

    // A full disk stays full until somebody frees space; any other fault happens once.
    private static int Fails(int at, int code, string kinds, ref bool failed)
    {
        bool isNow = code == SqliteFull ? CuttingFileSystem.Count >= at : CuttingFileSystem.Count == at;
        bool fails = isNow && kinds.Contains(CuttingFileSystem.Kinds[^1], StringComparison.Ordinal);
        failed |= fails;
        return fails ? code : 0;
    }

    private static string? Fault(string file, int code, bool failed, Problem? problem, Batch batch)
    {
        RegistryError expected = code == SqliteFull ? RegistryError.DiskFull : RegistryError.DiskFault;
        if (failed && problem != null && problem.Error != expected)
        {
            return $"reported {problem}";
        }

        if (!failed && problem != null)
        {
            return $"nothing failed, yet {problem}";
        }

        if (code == SqliteFull && failed && problem == null)
        {
            return "the disk was full and nothing was said";
        }

        if (batch.Run() is Problem second)
        {
            return $"the second run: {second}";
        }

        using TagRegistry registry = TagRegistry.Open(file, Bench.Options).Value;
        Result<AuditHead> verified = registry.Audit.Verify();
        return verified.IsOk ? null : verified.Problem.ToString();
    }
}
