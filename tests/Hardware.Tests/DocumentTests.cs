using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using BluezoneTag.Hardware.Tests.Rules;
using BluezoneTag.Hardware.Tests.Support;
using BluezoneTag.Hardware.Tests.Tables;
using Xunit;

namespace BluezoneTag.Hardware.Tests;

/// <summary>The pages of the hardware: pins as in the pin map, pictures with every wire, links that lead somewhere, and the status.</summary>
public sealed partial class DocumentTests
{
    private const string Boards = "hardware/devboards.md";

    // Pictures are of boards to wire by hand.
    private static readonly string[] Wired = ["XiaoEsp32C3", "Esp32C3DevKitM1", "Esp32DevKitC"];

    public static TheoryData<string> Pages() => [.. Directory.GetFiles(HardwareFiles.PathOf("hardware"), "*.md", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(HardwareFiles.Root, path).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    [Fact]
    public void The_page_of_the_boards_has_every_pin_of_the_pin_map()
    {
        string page = HardwareFiles.Read(Boards);
        foreach (IGrouping<string, CsvRow> net in HardwareFiles.PinMap().Rows.Where(row => !row["net"].EndsWith(')')).GroupBy(row => row["net"]))
        {
            string cells = string.Join(" | ", new[] { PinMapRules.Reference }.Concat(Wired).Select(board => Cell(net.Single(row => row["board"] == board))));
            Assert.Contains($"| {net.Key} | {cells} |", page, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("XiaoEsp32C3")]
    [InlineData("Esp32C3DevKitM1")]
    [InlineData("Esp32DevKitC")]
    public void A_picture_shows_every_wire_of_the_pin_map(string board)
    {
        string picture = HardwareFiles.Read($"hardware/images/{board}.svg");
        foreach (CsvRow row in HardwareFiles.PinMap().Rows.Where(row => row["board"] == board && IsWired(row)))
        {
            Assert.Contains($">{row["pin"]} · GPIO {row["gpio"]}<", picture, StringComparison.Ordinal);
            Assert.Contains($">{row["net"]}<", picture, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_lead_somewhere(string page)
    {
        string folder = Path.GetDirectoryName(HardwareFiles.PathOf(page))!;
        foreach (Match match in Link().Matches(HardwareFiles.Read(page)))
        {
            string target = match.Groups[1].Value.Split('#')[0];
            Assert.True(target.Length == 0 || target.Contains("://", StringComparison.Ordinal) || Path.Exists(Path.Combine(folder, target)), $"{page}: {target} leads nowhere");
        }
    }

    [Fact]
    public void The_first_screen_says_what_the_board_is_not_and_shows_the_sheet()
    {
        string[] first = HardwareFiles.Read("hardware/README.md").Split('\n')[..14];

        Assert.Contains(first, line => line.Contains("outputs/tag.png", StringComparison.Ordinal));
        Assert.Contains(first, line => line.Contains("not fabricated, not measured", StringComparison.Ordinal));
        Assert.Contains(first, line => line.Contains("chưa chế tạo, chưa đo", StringComparison.Ordinal));
    }

    private static bool IsWired(CsvRow row) => row.Whole("gpio") >= 0 && row["note"].Contains("external", StringComparison.Ordinal);

    private static string Cell(CsvRow row) => row.Whole("gpio") < 0 ? "none" : $"{row["gpio"]} ({row["pin"]})";

    [GeneratedRegex(@"\]\(([^)\s]+)[^)]*\)")]
    private static partial Regex Link();
}
