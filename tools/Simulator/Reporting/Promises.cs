using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Simulator.Scenarios;

namespace BluezoneTag.Simulator.Reporting;

/// <summary>What a run must keep whatever else it shows (docs/simulation.md 6); the reports say "kept" or "broken" beside it.</summary>
public static class Promises
{
    /// <summary>Share of the cell that no tag may reach in a day, percent.</summary>
    public const double BatteryPercent = 10;

    /// <summary>Whether every tag stayed below <see cref="BatteryPercent"/>.</summary>
    public static bool IsBatteryKept(ScenarioResult result) => TagsOverBattery(result) == 0;

    /// <summary>Tags that did not.</summary>
    public static int TagsOverBattery(ScenarioResult result) => result.BatteryPercentPerDay.Count(percent => percent >= BatteryPercent);

    /// <summary>Exceptions in the firmware of all tags.</summary>
    public static long Exceptions(ScenarioResult result) => result.Counters.GetValueOrDefault("Exceptions");

    /// <summary>Records that a log lost.</summary>
    public static long LostRecords(ScenarioResult result) => result.Counters.GetValueOrDefault("RecordsLost");

    /// <summary>Whether nothing was invented, nothing was sent under a wrong id, and nothing failed.</summary>
    public static bool IsHonest(ScenarioResult result)
    {
        return result is { InventedRecords: 0, WrongIdentifiers: 0 } && Exceptions(result) == 0 && LostRecords(result) == 0;
    }

    /// <summary>A symbol and a word.</summary>
    public static string Verdict(bool isKept) => isKept ? "✓ kept" : "✗ BROKEN";
}
