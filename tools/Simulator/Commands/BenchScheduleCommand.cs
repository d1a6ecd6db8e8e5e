using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using BluezoneTag.Simulator.Benches.Schedule;
using BluezoneTag.Simulator.Reporting;
using Spectre.Console;

namespace BluezoneTag.Simulator.Commands;

/// <summary>`bench schedule`: what the radio schedule catches and costs, beside baselines and bounds.</summary>
public static class BenchScheduleCommand
{
    // The tables have many columns; a file or a pipe has room.
    private const int PipeWidth = 220;

    private static readonly Option<string?> Json = Options.Text("--json", "The same figures as JSON");
    private static readonly Option<string?> Report = Options.Text("--report", "The same figures with plots as HTML");
    private static readonly Option<bool> Quick = new("--quick") { Description = "A tenth of the trials" };
    private static readonly Option<int> Seed = Options.Whole("--seed", "Seed of all chance", 1, 0, int.MaxValue);
    private static readonly Option<string?> Case = new("--case")
    {
        Description = $"Only one table: {string.Join(", ", ScheduleBench.Cases.Select(one => one.Name))}",
        HelpName = "NAME",
    };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("schedule", "What the radio schedule catches and costs, beside baselines and bounds.") { Json, Report, Quick, Case, Seed };
        command.SetAction(parsed => Failure.Guard(() => Run(parsed)));
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        IReadOnlyList<BenchCase> cases = CasesOf(parsed.GetValue(Case));
        OutputFile? json = parsed.GetValue(Json) is { } path ? new OutputFile(path, "--json") : null;
        OutputFile? report = parsed.GetValue(Report) is { } page ? new OutputFile(page, "--report") : null;
        var files = new DistinctFiles();
        files.Add("--json", json?.FullPath);
        files.Add("--report", report?.FullPath);
        int seed = parsed.GetValue(Seed);
        bool isQuick = parsed.GetValue(Quick);
        IAnsiConsole console = Terminal.Create();
        console.Profile.Width = Console.IsOutputRedirected ? PipeWidth : console.Profile.Width;
        using var interrupt = new Interrupt();
        ScheduleBenchResult result = ScheduleBench.Run(
            cases,
            (ulong)seed,
            isQuick ? ScheduleBench.QuickShare : 1,
            name => Replay.CommandLine(["bench", "schedule", "--case", name, "--seed", $"{seed}", .. isQuick ? new[] { "--quick" } : []]),
            one => Console.Error.WriteLine($"running {one.Name} ..."),
            interrupt.ThrowIfRequested);
        foreach (BenchCaseResult one in result.Cases)
        {
            ScheduleConsole.Write(console, one);
        }

        ScheduleConsole.WriteSummary(console, result);
        json?.Write(ScheduleJson.Write(result));
        report?.Write(ScheduleHtml.Write(result));
        return 0;
    }

    private static IReadOnlyList<BenchCase> CasesOf(string? name)
    {
        BenchCase[] found = ScheduleBench.Cases.Where(one => name == null || one.Name == name).ToArray();
        return found.Length > 0
            ? found
            : throw new UserErrorException($"--case: there is no table '{name}'.", $"Choose one of: {string.Join(", ", ScheduleBench.Cases.Select(one => one.Name))}.");
    }
}
