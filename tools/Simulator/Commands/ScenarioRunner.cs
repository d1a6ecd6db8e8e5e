using System;
using System.CommandLine;
using System.Diagnostics;
using BluezoneTag.Simulator.People;
using BluezoneTag.Simulator.Reporting;
using BluezoneTag.Simulator.Scenarios;
using Spectre.Console;

namespace BluezoneTag.Simulator.Commands;

/// <summary>Runs one scenario with live progress and writes what it found.</summary>
public sealed class ScenarioRunner
{
    private readonly RunOptions _options;
    private readonly ParseResult _parsed;
    private readonly IAnsiConsole _console = Terminal.Create();

    /// <summary>For one parsed command line.</summary>
    public ScenarioRunner(RunOptions options, ParseResult parsed)
    {
        _options = options;
        _parsed = parsed;
    }

    /// <summary>
    /// Runs; <paramref name="makeTrace"/> is called after the outputs were found writable, and neither output may be the file
    /// <paramref name="input"/>. Returns the exit code.
    /// </summary>
    public int Run(string scenario, string source, Func<ulong, ContactTrace> makeTrace, string? input = null)
    {
        ScenarioOptions options = _options.Bind(_parsed, scenario, source);
        var report = new OutputFile(_options.Report(_parsed), "--report");
        OutputFile? json = _options.Json(_parsed) is { } path ? new OutputFile(path, "--json") : null;
        var files = new DistinctFiles();
        files.Add("--contacts", input);
        files.Add("--report", report.FullPath);
        files.Add("--json", json?.FullPath);

        using var interrupt = new Interrupt();
        var wall = Stopwatch.StartNew();
        ScenarioResult result = RunWithProgress(makeTrace(options.Seed), options, interrupt);
        result = result with { WallSeconds = wall.Elapsed.TotalSeconds };
        string page = HtmlReport.Write(result);
        interrupt.ThrowIfRequested();
        report.Write(page);
        json?.Write(JsonReport.Write(result));
        ConsoleReport.Write(_console, result, report.FullPath);
        return 0;
    }

    private static string Describe(ContactTrace trace, long utcMs)
    {
        DateTimeOffset local = DateTimeOffset.FromUnixTimeMilliseconds(utcMs).ToOffset(TimeSpan.FromHours(7));
        return $"{trace.Persons.Count} tags, {local:HH:mm} in Vietnam";
    }

    private ScenarioResult RunWithProgress(ContactTrace trace, ScenarioOptions options, Interrupt interrupt)
    {
        var run = new TraceRun(trace, options);
        if (!Terminal.IsLive(_console))
        {
            return run.Run((_, _) => interrupt.ThrowIfRequested());
        }

        return _console.Progress()
            .AutoClear(true)
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                ProgressTask task = context.AddTask($"{trace.Persons.Count} tags", maxValue: 1);
                return run.Run((share, utcMs) =>
                {
                    interrupt.ThrowIfRequested();
                    task.Value = share;
                    task.Description = Describe(trace, utcMs);
                });
            });
    }
}
