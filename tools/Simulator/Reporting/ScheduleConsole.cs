using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Simulator.Benches.Schedule;
using Spectre.Console;

namespace BluezoneTag.Simulator.Reporting;

/// <summary>The schedule bench as tables in the terminal. Colour only repeats what a word says.</summary>
public static class ScheduleConsole
{
    /// <summary>Writes one table with the command that repeats it.</summary>
    public static void Write(IAnsiConsole console, BenchCaseResult result)
    {
        var table = new Table { Border = TableBorder.Rounded, Title = new TableTitle(Markup.Escape($"{result.Name}: {result.Title}"), Style.Plain) };
        string[] names = result.Rows.SelectMany(row => row.Metrics).Select(metric => metric.Name).Distinct().ToArray();
        table.AddColumn(new TableColumn(string.Empty).NoWrap());
        foreach (string name in names)
        {
            table.AddColumn(new TableColumn(Markup.Escape(MetricFormat.Of(name).Title)).RightAligned().NoWrap());
        }

        table.AddColumn(new TableColumn("target").NoWrap());
        foreach (BenchRow row in result.Rows)
        {
            IEnumerable<string> cells = names.Select(name => row.Metrics.Any(metric => metric.Name == name) ? MetricFormat.Of(name).Text(row.Value(name)) : string.Empty);
            table.AddRow([Markup.Escape(row.Label), .. cells, Targets(result.Name, row)]);
        }

        console.Write(table);
        if (result.Note.Length > 0)
        {
            console.Profile.Out.Writer.WriteLine(result.Note);
        }

        console.Profile.Out.Writer.WriteLine($"again: {result.ReplayCommand}");
        console.Profile.Out.Writer.WriteLine();
    }

    /// <summary>Writes how many targets were met, and which were not.</summary>
    public static void WriteSummary(IAnsiConsole console, ScheduleBenchResult result)
    {
        var all = result.Cases.SelectMany(one => one.Rows.SelectMany(row => ScheduleTargets.Of(one.Name, row.Label).Select(target => (target, row)))).ToArray();
        int met = all.Count(one => one.target.IsMet(one.row.Value(one.target.Metric)));
        console.Profile.Out.Writer.WriteLine($"{met} of {all.Length} targets met{(result.IsQuick ? " (quick: a tenth of the trials, do not quote)" : string.Empty)}");
        foreach ((ScheduleTarget target, BenchRow row) in all.Where(one => !one.target.IsMet(one.row.Value(one.target.Metric))))
        {
            console.Profile.Out.Writer.WriteLine(
                $"  missed: {target.Case}, {target.Row}: {target.Text}, is {MetricFormat.Of(target.Metric).Text(row.Value(target.Metric))} ({target.Definition})");
        }
    }

    private static string Targets(string name, BenchRow row)
    {
        return string.Join('\n', ScheduleTargets.Of(name, row.Label).Select(target =>
        {
            bool isMet = target.IsMet(row.Value(target.Metric));
            return $"[{(isMet ? "green" : "red")}]{Markup.Escape(target.Text)}: {(isMet ? "met" : "MISSED")}[/]";
        }));
    }
}
