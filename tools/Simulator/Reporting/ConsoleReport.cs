using System.Linq;
using BluezoneTag.Simulator.Scenarios;
using Spectre.Console;

namespace BluezoneTag.Simulator.Reporting;

/// <summary>The result of a run as a table in the terminal.</summary>
public static class ConsoleReport
{
    /// <summary>Writes the table, the replay command and where the report is.</summary>
    public static void Write(IAnsiConsole console, ScenarioResult result, string reportPath)
    {
        var table = new Table { Border = TableBorder.Rounded, Title = new TableTitle(Markup.Escape($"{result.Scenario}: {result.Source}")) };
        table.AddColumn("what").AddColumn(new TableColumn("measured").RightAligned()).AddColumn("meaning");
        AddRun(table, result);
        AddCatch(table, result);
        AddCost(table, result);
        console.Write(table);

        // Not through the console, which would break long lines: these are to be copied.
        console.Profile.Out.Writer.WriteLine($"again:  {result.ReplayCommand}");
        console.Profile.Out.Writer.WriteLine($"report: {reportPath}");
    }

    private static void AddRun(Table table, ScenarioResult result)
    {
        Add(table, "tags / phones", $"{result.Tags} / {result.Phones}", $"{result.Platform}, clock {result.Clock}, seed {result.Seed}");
        Add(table, "time", $"{result.Seconds:N0} s", $"of contacts; {result.SimulatedSeconds:N0} s simulated in all");
        Add(table, "speed", $"{result.TagSecondsPerSecond:N0}", $"tag-seconds of contacts per second; {result.WallSeconds:F1} s in all");
    }

    private static void AddCatch(Table table, ScenarioResult result)
    {
        Add(table, "heard, 15 min", $"{result.Heard15.P:F3}", $"{result.Heard15.Caught} of {result.Heard15.True} pairs, in both logs");
        Add(table, "heard, 5 min", $"{result.Heard5.P:F3}", $"{result.Heard5.Caught} of {result.Heard5.True} pairs, in both logs");
        Add(table, "near, 15 min", $"{result.Near15.Recall:F3} / {result.Near15.Precision:F3}", "recall / precision, from the log alone");
        Add(table, "  by the phone's rule", $"{result.Near15PhoneRule.Recall:F3} / {result.Near15PhoneRule.Precision:F3}", "same sightings, phone app's threshold");
        Add(table, "duration error", $"{result.DurationErrorP95Seconds:N0} s", "95 % of the long contacts are nearer the truth");
        Add(table, "first heard after", Latency(result), $"s: 50 / 95 / 99 %; {result.MissedEncounters} encounters never");
        Add(table, "phones heard tags", $"{result.PhoneScore.ScansThatHeardIt} of {result.PhoneScore.ScansWithTagInReach}", "phone scans with a tag face to face throughout");
    }

    private static void AddCost(Table table, ScenarioResult result)
    {
        Add(table, "battery", $"{result.BatteryPercentPerDay.Average():F1} / {result.BatteryPercentPerDay.Max():F1} %", $"a day of {result.CapacityMilliampHours:N0} mAh, mean / worst tag{(result.IsExtrapolated ? "; no night in it" : string.Empty)}");
        Add(table, "current", $"{result.MeanCurrentMilliamps:F2} mA", $"mean; {result.SchoolCurrentMilliamps:F2} mA during the contacts");
        Add(table, "log", $"{result.LogRecords:N0}", $"records; {result.InventedRecords} invented, fullest flash {result.LargestFlashBytes:N0} bytes");
        Add(table, "wrong ids on the air", $"{result.WrongIdentifiers}", $"must be 0; restarts {result.Restarts}, exceptions {result.Counters["Exceptions"]}");
    }

    private static string Latency(ScenarioResult result)
    {
        double[] shares = [0.50, 0.95, 0.99];
        return string.Join(" / ", shares.Select(share => $"{Statistics.Percentile(result.LatencySeconds, share):N0}"));
    }

    private static void Add(Table table, string what, string measured, string meaning)
    {
        table.AddRow(Markup.Escape(what), Markup.Escape(measured), Markup.Escape(meaning));
    }
}
