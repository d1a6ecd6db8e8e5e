using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using BluezoneTag.Hardware.Tests.Sheets;
using BluezoneTag.Hardware.Tests.Tables;

namespace BluezoneTag.Hardware.Tests.Rules;

/// <summary>
/// hardware/pinmap.csv is the source; the module's nets on the sheet and the constants of each board's class say the same, in
/// both directions.
/// </summary>
public static partial class PinMapRules
{
    public const string Reference = "ReferenceTag";
    private const string ChannelSuffix = " (channel)";
    private const string PinPrefix = "module pin ";

    // Flash pins of each chip: opening one crashes it.
    private static readonly int[] C3Flash = [12, 13, 14, 15, 16, 17];
    private static readonly int[] Esp32Flash = [6, 7, 8, 9, 10, 11];

    // Constants that the firmware opens as a pin: a board must have them.
    private static readonly string[] Opened = ["LedRN", "LedGN", "Motor", "BtnN", "VbatEn", "VbatSenseChannel", "Sda", "Scl"];

    public static IEnumerable<Finding> Of(Board board, CsvTable map) => Sheet(board, map).Concat(Table(map));

    /// <summary>The source of one board's class against the table.</summary>
    public static IEnumerable<Finding> Constants(string file, string source, CsvTable map)
    {
        string board = System.IO.Path.GetFileNameWithoutExtension(file);
        Dictionary<string, CsvRow> rows = map.Rows.Where(row => row["board"] == board).GroupBy(row => row["constant"]).ToDictionary(same => same.Key, same => same.Last());
        HashSet<string> seen = [];
        string[] lines = source.Split('\n');
        for (int index = 0; index < lines.Length; index++)
        {
            if (Constant().Match(lines[index]) is not { Success: true } match)
            {
                continue;
            }

            string name = match.Groups["name"].Value;
            int value = int.Parse(match.Groups["value"].Value, CultureInfo.InvariantCulture);
            seen.Add(name);
            if (!rows.TryGetValue(name, out CsvRow? row))
            {
                yield return new Finding(file, $"line {index + 1}", "pin-map", $"{name} has no row for {board} in {map.File}");
            }
            else if (row.Whole("gpio") != value)
            {
                yield return new Finding(file, $"line {index + 1}", "pin-map", $"{name} is {value}, in {map.File} line {row.Line} it is {row["gpio"]}");
            }
        }

        foreach (CsvRow row in rows.Values.Where(row => !seen.Contains(row["constant"])))
        {
            yield return new Finding(row.File, row.Position, "pin-map", $"{file} has no constant {row["constant"]}");
        }
    }

    private static IEnumerable<Finding> Sheet(Board board, CsvTable map)
    {
        CsvRow[] rows = [.. map.Rows.Where(row => row["board"] == Reference && !row["net"].EndsWith(ChannelSuffix, System.StringComparison.Ordinal))];
        foreach (CsvRow row in rows)
        {
            if (!row["pin"].StartsWith(PinPrefix, System.StringComparison.Ordinal))
            {
                yield return new Finding(row.File, row.Position, "pin-map", $"{row["net"]}: pin '{row["pin"]}' is no '{PinPrefix}' and a number");
                continue;
            }

            string number = row["pin"][PinPrefix.Length..];
            Pin? pin = board.Find(Board.Module)?.Pins.FirstOrDefault(pin => pin.Number == number);
            Net? net = board.NetOf($"{Board.Module}.{number}");
            if (pin == null || net == null || GpioOf(pin) != row.Whole("gpio"))
            {
                yield return new Finding(row.File, row.Position, "pin-map", $"{row["net"]}: module pin {number} is not GPIO {row["gpio"]} on the sheet");
            }
            else if (net.Name != row["net"])
            {
                yield return new Finding(row.File, row.Position, "pin-map", $"{row["net"]}: on the sheet GPIO {row["gpio"]} is on {net}");
            }
        }

        foreach (NetPin pin in board.Nets.SelectMany(net => net.RealPins).Where(pin => pin.Part.Reference == Board.Module && GpioOf(pin.Pin) >= 0))
        {
            if (rows.All(row => row.Whole("gpio") != GpioOf(pin.Pin)))
            {
                yield return board.Of(pin.Part, "pin-map", $"GPIO {GpioOf(pin.Pin)} (net {board.NetOf(pin.Id)!.Name}) has no row in {map.File}");
            }
        }
    }

    private static IEnumerable<Finding> Table(CsvTable map)
    {
        foreach (CsvRow row in map.Rows)
        {
            foreach (string column in new[] { "board", "net", "constant", "pin" }.Where(column => string.IsNullOrWhiteSpace(row[column])))
            {
                yield return new Finding(row.File, row.Position, "pin-map", $"{column} is empty: {row["board"]} {row["net"]} {row["constant"]} GPIO {row["gpio"]}");
            }
        }

        foreach (IGrouping<string, CsvRow> board in map.Rows.GroupBy(row => row["board"]))
        {
            foreach (CsvRow row in board.GroupBy(row => row["constant"]).Where(same => same.Count() > 1).Select(same => same.Last()))
            {
                yield return new Finding(row.File, row.Position, "pin-map", $"{row["constant"]} of {board.Key} has two rows");
            }

            CsvRow[] pins = [.. board.Where(row => row.Whole("gpio") >= 0 && !row["net"].EndsWith(ChannelSuffix, System.StringComparison.Ordinal))];
            int[] flash = board.Key.StartsWith("Esp32D", System.StringComparison.Ordinal) ? Esp32Flash : C3Flash;
            foreach (CsvRow row in pins.Where(row => flash.Contains(row.Whole("gpio"))))
            {
                yield return new Finding(row.File, row.Position, "pin-map", $"GPIO {row["gpio"]} of {board.Key} is the flash");
            }

            foreach (CsvRow row in pins.GroupBy(row => row["gpio"]).Where(same => same.Count() > 1).Select(same => same.Last()))
            {
                yield return new Finding(row.File, row.Position, "pin-map", $"GPIO {row["gpio"]} of {board.Key} is taken twice");
            }

            foreach (string constant in Opened.Where(constant => !board.Any(row => row["constant"] == constant && row.Whole("gpio") >= 0)))
            {
                yield return new Finding(map.File, "line 1", "pin-map", $"{board.Key} has no pin for {constant}, which the firmware opens");
            }
        }
    }

    // "IO20/U0RXD" is GPIO 20; other pins are none.
    private static int GpioOf(Pin pin) => GpioName().Match(pin.Name) is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : -1;

    [GeneratedRegex(@"^IO(\d+)")]
    private static partial Regex GpioName();

    [GeneratedRegex(@"public const int (?<name>\w+) = (?<value>-?\d+);")]
    private static partial Regex Constant();
}
