using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Simulator.Scenarios;
using BluezoneTag.Simulator.Scoring;
using Spectre.Console;

namespace BluezoneTag.Simulator.Reporting;

/// <summary>The result of a run as a table in the terminal. Colour only repeats what a word or symbol says.</summary>
public static class ConsoleReport
{
    /// <summary>Writes the table, the replay command and where the report is.</summary>
    public static void Write(IAnsiConsole console, ScenarioResult result, string reportPath)
    {
        var table = new Table { Border = TableBorder.Rounded, Title = new TableTitle(Markup.Escape($"{result.Scenario}: {result.Source}"), Style.Plain) };
        table.AddColumn(new TableColumn("what").NoWrap()).AddColumn(new TableColumn("measured").RightAligned().NoWrap()).AddColumn("meaning");
        AddRun(table, result);
        table.AddEmptyRow();
        AddCatch(table, result);
        table.AddEmptyRow();
        AddCost(table, result);
        table.AddEmptyRow();
        AddLog(table, result);
        console.Write(table);

        // Not through the console, which would break the command in two at the edge of the screen.
        console.Profile.Out.Writer.WriteLine($"again:  {result.ReplayCommand}");
        console.Profile.Out.Writer.WriteLine($"report: {reportPath}");
    }

    private static void AddRun(Table table, ScenarioResult result)
    {
        Add(table, "tags, phones", $"{result.Tags}, {result.Phones}", $"{result.Platform}, clock {result.Clock}, seed {result.Seed}");
        Add(table, "simulated time", Duration.Text(result.Seconds), $"with contacts; {Duration.Text(result.SimulatedSeconds)} in all");
        Add(table, "wall time", $"{result.WallSeconds:F1} s", $"{result.TagSecondsPerSecond:N0} tag-seconds with contacts per second");
    }

    private static void AddCatch(Table table, ScenarioResult result)
    {
        AddShare(table, "heard, 15 min", result.Heard15);
        AddShare(table, "heard, 5 min", result.Heard5);
        Add(table, "near, 15 min", Both(result.Near15), "recall, precision by the logs alone");
        Add(table, "  phone's rule", Both(result.Near15PhoneRule), "the same by the phone app's threshold");
        Add(table, "duration error", $"{result.DurationErrorP95Seconds:N0} s", "or less for 95 % of the long contacts");
        Add(table, "first heard", Latency(result), $"s for 50, 95, 99 %; {result.MissedEncounters} of {result.LatencySeconds.Count + result.MissedEncounters} never");
    }

    private static void AddCost(Table table, ScenarioResult result)
    {
        AddBattery(table, result);
        Add(table, "current", $"{result.MeanCurrentMilliamps:F2} mA", $"mean; {result.SchoolCurrentMilliamps:F2} mA with contacts");
    }

    private static void AddBattery(Table table, ScenarioResult result)
    {
        string measured = $"{Statistics.Mean(result.BatteryPercentPerDay):F1}, {Statistics.Max(result.BatteryPercentPerDay):F1} %";
        string meaning = $"mean, worst of {result.CapacityMilliampHours:N0} mAh; ";
        if (result.IsExtrapolated)
        {
            Add(table, "battery a day", measured, meaning + "no night in it");
            return;
        }

        AddKept(table, "battery a day", measured, Promises.IsBatteryKept(result), meaning + "below 10 %");
    }

    private static void AddLog(Table table, ScenarioResult result)
    {
        PhoneScore phones = result.PhoneScore;
        Add(table, "phones heard tags", $"{phones.ScansThatHeardIt} of {phones.ScansWithTagInReach}", "scans with a tag face to face throughout");
        Add(table, "log records", $"{result.LogRecords:N0}", $"of {result.Sightings:N0} sightings; fullest tag {result.LargestFlashBytes:N0} bytes");
        AddKept(table, "invented records", $"{result.InventedRecords}", result.InventedRecords == 0, "must be 0");
        AddKept(table, "wrong ids sent", $"{result.WrongIdentifiers}", result.WrongIdentifiers == 0, "must be 0");
        AddKept(table, "exceptions", $"{Promises.Exceptions(result)}", Promises.Exceptions(result) == 0, "must be 0");
        Add(table, "restarts", $"{result.Restarts}", $"{result.Counters.GetValueOrDefault("PlannedRestarts")} planned");
    }

    private static void AddShare(Table table, string what, Share share)
    {
        Add(table, what, share.True == 0 ? "-" : $"{share.P:F3}", share.True == 0 ? "no such pairs" : $"{share.Caught} of {share.True} pairs, by both tags");
    }

    private static string Both(Detection detection)
    {
        return $"{(detection.True == 0 ? "-" : $"{detection.Recall:F3}")}, {(detection.Claimed == 0 ? "-" : $"{detection.Precision:F3}")}";
    }

    private static string Latency(ScenarioResult result)
    {
        double[] shares = [0.50, 0.95, 0.99];
        return result.LatencySeconds.Count == 0 ? "-" : string.Join(", ", shares.Select(share => $"{Statistics.Percentile(result.LatencySeconds, share):N0}"));
    }

    private static void AddKept(Table table, string what, string measured, bool isKept, string meaning)
    {
        string colour = isKept ? "green" : "red bold";
        table.AddRow(Markup.Escape(what), Markup.Escape(measured), $"[{colour}]{Promises.Verdict(isKept)}[/]: {Markup.Escape(meaning)}");
    }

    private static void Add(Table table, string what, string measured, string meaning)
    {
        table.AddRow(Markup.Escape(what), Markup.Escape(measured), Markup.Escape(meaning));
    }
}
