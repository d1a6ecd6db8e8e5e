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

    /// <summary>For one parsed command line.</summary>
    public ScenarioRunner(RunOptions options, ParseResult parsed)
    {
        _options = options;
        _parsed = parsed;
    }

    /// <summary>
    /// Runs; <paramref name="makeTrace"/> is called after the outputs were found writable. Returns the exit code.
    /// </summary>
    public int Run(string scenario, string source, Func<ulong, ContactTrace> makeTrace)
    {
        ScenarioOptions options = _options.Bind(_parsed, scenario, source);
        var report = new OutputFile(_options.Report(_parsed));
        OutputFile? json = _options.Json(_parsed) is { } path ? new OutputFile(path) : null;
        var wall = Stopwatch.StartNew();
        ScenarioResult result = RunWithProgress(makeTrace(options.Seed), options);
        result = result with { WallSeconds = wall.Elapsed.TotalSeconds };
        report.Write(HtmlReport.Write(result));
        json?.Write(JsonReport.Write(result));
        ConsoleReport.Write(Terminal(), result, report.FullPath);
        return 0;
    }

    private static ScenarioResult RunWithProgress(ContactTrace trace, ScenarioOptions options)
    {
        if (Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Interactive)
        {
            return new TraceRun(trace, options).Run();
        }

        ScenarioResult? result = null;
        AnsiConsole.Progress()
            .HideCompleted(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                ProgressTask task = context.AddTask($"{trace.Persons.Count} tags", maxValue: 1);
                result = new TraceRun(trace, options).Run((share, utcMs) =>
                {
                    task.Value = share;
                    task.Description = $"{trace.Persons.Count} tags, {LocalTime(utcMs)} in Vietnam";
                });
            });
        return result!;
    }

    // Into a file or another program goes plain text, whatever the terminal behind it could do.
    private static IAnsiConsole Terminal()
    {
        return AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = Console.IsOutputRedirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
        });
    }

    private static string LocalTime(long utcMs)
    {
        return DateTimeOffset.FromUnixTimeMilliseconds(utcMs).ToOffset(TimeSpan.FromHours(7)).ToString("HH:mm");
    }
}
