using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using BluezoneTag.Registry.Results;
using BluezoneTag.Registry.Tags;
using Xunit;
using Xunit.Abstractions;

namespace BluezoneTag.Registry.Tests.Crash;

/// <summary>
/// The program is killed at every single operation with which SQLite changes a file, writes torn in half, what was not synced lost at each sync, and starts again.
/// KILL_POINTS=all in the environment takes every operation, the default every 11th.
/// Replay one with: dotnet BluezoneTag.Registry.Tests.dll kill FILE N
/// </summary>
public sealed class KillTests(ITestOutputHelper output) : IDisposable
{
    private readonly string _folder = TemporaryFolder.New();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Killed_at_any_operation_the_registry_is_whole_and_the_batch_goes_on()
    {
        (int code, string[] lines) = await Start("count", Path.Combine(_folder, "count"));
        Assert.Equal(0, code);
        string kinds = lines[0];
        Assert.True(kinds.Length > 50 && kinds.Contains('w') && kinds.Contains('s') && kinds.Contains('d'), kinds);
        Assert.DoesNotContain("wd", kinds);
        int[] points = [.. Enumerable.Range(1, kinds.Length).Where(at => at % Victim.Stride == 0 || at <= 2)];
        await Parallel.ForEachAsync(points, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (at, _) => await KillAt(at));
        output.WriteLine($"killed at {points.Length} of {kinds.Length} file operations: {kinds}");
    }

    [Theory]
    [InlineData("13", "w")]
    [InlineData("1034", "s")]
    [InlineData("2570", "d")]
    [InlineData("778", "w")]
    public async Task A_full_disk_or_a_failing_one_at_any_operation_is_reported_and_loses_nothing(string code, string kinds)
    {
        (int exit, string[] lines) = await Start("fail", Path.Combine(_folder, "fail"), code, kinds);
        Assert.True(exit == 0, string.Join('\n', lines));
        output.WriteLine(lines[0]);
    }

    private static async Task<(int Code, string[] Lines)> Start(params string[] arguments)
    {
        ProcessStartInfo info = new("dotnet") { RedirectStandardOutput = true };
        info.Environment["DOTNET_TieredPGO"] = "0";
        info.ArgumentList.Add(typeof(KillTests).Assembly.Location);
        arguments.ToList().ForEach(info.ArgumentList.Add);
        using Process process = Process.Start(info)!;
        string text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    private async Task KillAt(int at)
    {
        string file = Path.Combine(_folder, $"kill-{at}");
        (int code, string[] lines) = await Start("kill", file, $"{at}");
        Assert.True(code is 137 or -1, $"operation {at}: the victim ended with {code}");
        List<string> life = [.. lines];
        int keys = life.Count(line => line.StartsWith("reserved", StringComparison.Ordinal));

        // The key of a reservation that was cut short may be on record or not; a new life draws new ones anyway.
        Batch batch = new(file, life.Add) { NextKey = keys + 2 };
        CheckMemory(file, life, at);
        Problem? problem = batch.Run();
        Assert.True(problem == null, $"operation {at}: {problem}");
        CheckEnd(file, life, at);
    }

    // What was reported done is done; nothing more than one step further is.
    private static void CheckMemory(string file, List<string> life, int at)
    {
        if (!life.Contains("opened"))
        {
            return;
        }

        using TagRegistry registry = TagRegistry.Open(file, Bench.Options).Value;
        Assert.True(registry.Audit.Verify().IsOk, $"operation {at}: {string.Join('/', registry.Audit.Verify().Problems)}");
        int steps = life.Count - 1;
        long entries = registry.Audit.Head().Value.Count - 1;
        Assert.True(entries == steps || entries == steps + 1, $"operation {at}: {steps} steps were reported, {entries} are on record");
        foreach (string[] words in life.Select(line => line.Split(' ')).Where(words => words[0] == "issued"))
        {
            Assert.Equal(TagState.Issued, registry.Tags.Find(uint.Parse(words[1])).Value.State);
        }
    }

    private static void CheckEnd(string file, List<string> life, int at)
    {
        using TagRegistry registry = TagRegistry.Open(file, Bench.Options).Value;
        ProblemAssert.Ok(registry.Audit.Verify());
        Statistics counts = registry.Tags.Count().Value;
        Assert.Equal(Batch.Tags - 1, counts.TagsByState[TagState.Issued]);
        Assert.Equal(1, counts.TagsByState[TagState.Provisioned]);
        Assert.Equal(0, counts.KeysOpen);
        string[][] reserved = [.. life.Select(line => line.Split(' ')).Where(words => words[0] == "reserved")];
        Assert.Equal(reserved.Length, reserved.Select(words => words[4]).Distinct().Count());
        Assert.Equal(reserved.Length, reserved.Select(words => (words[2], words[3])).Distinct().Count());
        Assert.All(reserved, words => Assert.Equal(words[1], words[2]));
        Assert.True(counts.KeysConfirmed + counts.KeysAbandoned >= reserved.Length, $"operation {at}");
    }
}
