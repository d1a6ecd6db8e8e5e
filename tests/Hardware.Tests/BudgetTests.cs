using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using BluezoneTag.Hardware.Tests.Rules;
using BluezoneTag.Hardware.Tests.Support;
using BluezoneTag.Hardware.Tests.Tables;
using BluezoneTag.Simulator.Platform;
using Xunit;

namespace BluezoneTag.Hardware.Tests;

/// <summary>The power budget, the simulator's platform profiles, the bill of materials and the page say the same.</summary>
public sealed class BudgetTests
{
    private const string Page = "hardware/power-budget.md";
    private const double Esp32SleepMicroamps = 800;

    // The day and the slot of the page (docs/schedule.md): seconds between slots, hours of them.
    private static readonly (double PeriodS, double Hours)[] Day = [(20, 7), (40, 9), (600, 8)];
    private static readonly int[] CellsMilliampHours = [400, 600, 1000];

    [Theory]
    [InlineData("c3-published")]
    [InlineData("c3-own")]
    public void The_parts_asleep_add_up_to_the_simulated_sleep_current(string profile)
    {
        double board = HardwareFiles.Budget().Rows.Sum(row => row.Number("sleep_typ_ua"));

        Assert.Equal(PlatformProfile.Find(profile).SleepMilliamps * 1000, Math.Round(board));
    }

    [Fact]
    public void The_board_without_the_module_costs_what_the_profile_of_the_ESP32_adds()
    {
        double extras = HardwareFiles.Budget().Rows.Where(row => row["ref"] != "U1").Sum(row => row.Number("sleep_typ_ua"));

        Assert.Equal((PlatformProfile.Find("esp32").SleepMilliamps * 1000) - Esp32SleepMicroamps, Math.Round(extras));
    }

    [Fact]
    public void Every_current_of_the_bill_is_in_the_budget()
    {
        Dictionary<string, double> budget = HardwareFiles.Budget().Rows.Where(row => !row["ref"].Contains(' ', StringComparison.Ordinal)).ToDictionary(row => row["ref"], row => row.Number("sleep_typ_ua"));

        foreach (CsvRow row in HardwareFiles.Bom().Rows.Where(row => row.Number("sleep_ua") > 0 && row["qty"] == "1" && !row["refs"].StartsWith('Q')))
        {
            Assert.True(budget.TryGetValue(row["refs"], out double microamps), $"{row.File}:{row.Position}: budget: {row["refs"]} is not in {HardwareFiles.BudgetName}");
            Assert.Equal(row.Number("sleep_ua"), microamps);
        }
    }

    [Fact]
    public void Every_row_is_a_part_of_the_sheet_and_has_a_source()
    {
        Board board = new(HardwareFiles.Sheet());
        foreach (CsvRow row in HardwareFiles.Budget().Rows)
        {
            Assert.All(row["ref"].Split(' '), reference => Assert.True(board.Find(reference) != null, $"{row.File}:{row.Position}: budget: {reference} is not on the sheet"));
            Assert.True(row["source"].Length > 0 && row.Number("sleep_max_ua") >= row.Number("sleep_typ_ua"), $"{row.File}:{row.Position}: budget: no source, or less at most than typically");
        }
    }

    [Fact]
    public void Every_chip_of_the_sheet_is_in_the_budget()
    {
        HashSet<string> rows = [.. HardwareFiles.Budget().Rows.SelectMany(row => row["ref"].Split(' '))];
        string[] onUsbOnly = ["U4"];

        Assert.All(new Board(HardwareFiles.Sheet()).RealParts.Where(part => Board.IsKind(part, "U")), part => Assert.True(rows.Contains(part.Reference) || onUsbOnly.Contains(part.Reference), $"{part.Reference} is not in {HardwareFiles.BudgetName}"));
    }

    [Fact]
    public void The_page_shows_the_rows_of_the_data()
    {
        string page = HardwareFiles.Read(Page);

        Assert.All(HardwareFiles.Budget().Rows, row => Assert.Contains($"| {row["ref"]} | {row["part"]} | {row["sleep_typ_ua"]} | {row["sleep_max_ua"]} |", page, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("c3-published")]
    [InlineData("c3-own")]
    public void The_page_shows_the_share_of_each_cell_that_the_profile_gives(string profile)
    {
        double milliamps = MeanMilliamps(PlatformProfile.Find(profile));
        IEnumerable<string> shares = CellsMilliampHours.Select(cell => (24 * milliamps / cell).ToString("P1", CultureInfo.InvariantCulture).Replace(" ", string.Empty, StringComparison.Ordinal));
        string row = FormattableString.Invariant($"| `{profile}` | {SlotMillicoulombs(PlatformProfile.Find(profile)):0} mC | {milliamps:0.00} mA | {string.Join(" | ", shares)} |");

        Assert.Contains(row, HardwareFiles.Read(Page), StringComparison.Ordinal);
    }

    // One slot: 0.6 s of advertising, 0.4 s of scanning, a start and a stop of the stack for each.
    private static double SlotMillicoulombs(PlatformProfile profile) =>
        (2 * profile.StackStartMilliamps * profile.StackStartMs / 1000)
        + (profile.AdvertisingMilliamps * 0.6) + (profile.AwakeMilliamps * profile.AdvertisingStopMs / 1000)
        + (profile.ScanningMilliamps * 0.4) + (profile.AwakeMilliamps * profile.ScanningStopMs / 1000);

    private static double MeanMilliamps(PlatformProfile profile) =>
        Day.Sum(mode => mode.Hours * ((SlotMillicoulombs(profile) / mode.PeriodS) + profile.SleepMilliamps)) / 24;
}
