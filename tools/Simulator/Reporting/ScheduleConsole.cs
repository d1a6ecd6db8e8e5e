using System.Collections.Generic;
using System.IO;
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
        string[] names = result.MetricNames();
        table.AddColumn(new TableColumn(string.Empty).NoWrap());
        foreach (string name in names)
        {
            table.AddColumn(new TableColumn(Markup.Escape(MetricFormat.Of(name).Title)).RightAligned().NoWrap());
        }

        table.AddColumn(new TableColumn("target").NoWrap());
        foreach (BenchRow row in result.Rows)
        {
            IEnumerable<string> cells = names.Select(name => row.Metrics.Any(metric => metric.Name == name) ? MetricFormat.Of(name).Text(row.Value(name)) : string.Empty);
            table.AddRow([Markup.Escape(row.Label), .. cells, Targets(result, row)]);
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
        MeasuredTarget[] targets = [.. result.Targets()];
        TextWriter output = console.Profile.Out.Writer;
        output.WriteLine($"{targets.Count(one => one.IsMet)} of {targets.Length} targets met{(result.IsQuick ? " (quick: a tenth of the trials, do not quote)" : string.Empty)}");
        foreach (MeasuredTarget one in targets.Where(one => !one.IsMet))
        {
            output.WriteLine($"  missed: {one.Target.Case}, {one.Target.Row}: {one.Target.Text}, is {one.Text} ({one.Target.Definition})");
        }
    }

    private static string Targets(BenchCaseResult result, BenchRow row)
    {
        return string.Join('\n', result.TargetsOf(row).Select(one =>
            $"[{(one.IsMet ? "green" : "red")}]{Markup.Escape(one.Target.Text)}: {(one.IsMet ? "met" : "MISSED")}[/]"));
    }
}
