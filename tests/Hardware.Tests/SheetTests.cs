using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using BluezoneTag.Hardware.Tests.Rules;
using BluezoneTag.Hardware.Tests.Sheets;
using BluezoneTag.Hardware.Tests.Support;
using Xunit;

namespace BluezoneTag.Hardware.Tests;

/// <summary>The committed sheet, its tables and the firmware's constants keep every rule.</summary>
public sealed class SheetTests
{
    [Fact]
    public void The_sheet_keeps_every_rule() => AssertNone(Checker.Check(HardwareFiles.Sheet(), HardwareFiles.Bom(), HardwareFiles.PinMap()));

    [Fact]
    public void Every_class_of_pins_equals_the_pin_map()
    {
        string[] files = [.. Directory.GetFiles(HardwareFiles.PathOf(HardwareFiles.BoardsName), "*.cs").Select(path => $"{HardwareFiles.BoardsName}/{Path.GetFileName(path)}")];
        string[] boards = [.. HardwareFiles.PinMap().Rows.Select(row => row["board"]).Distinct().Order(StringComparer.Ordinal)];

        Assert.Equal(boards, files.Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));
        AssertNone(files.SelectMany(file => PinMapRules.Constants(file, HardwareFiles.Read(file), HardwareFiles.PinMap())));
    }

    [Fact]
    public void Every_board_has_the_same_constants_so_that_any_of_them_compiles()
    {
        var boards = HardwareFiles.PinMap().Rows.GroupBy(row => row["board"]).ToDictionary(board => board.Key, board => board.Select(row => row["constant"]).Order(StringComparer.Ordinal));

        Assert.All(boards.Values, constants => Assert.Equal(boards[PinMapRules.Reference], constants));
    }

    [Fact]
    public void The_pin_map_of_the_firmware_passes_on_every_constant_of_the_chosen_board()
    {
        string source = HardwareFiles.Read("firmware/Tag/Device/PinMap.cs");
        string[] constants = [.. HardwareFiles.PinMap().Rows.Where(row => row["board"] == PinMapRules.Reference).Select(row => row["constant"])];

        Assert.Contains("using Board = BluezoneTag.Tag.Device.Boards.ReferenceTag;", source, StringComparison.Ordinal);
        Assert.All(constants, constant => Assert.Contains($"public const int {constant} = Board.{constant};", source, StringComparison.Ordinal));
        Assert.Equal(constants.Length, source.Split("public const int").Length - 1);
    }

    [Fact]
    public void Our_nets_equal_those_KiCad_exported()
    {
        IReadOnlyDictionary<string, string> theirs = KiCadNetlist.Read("hardware/outputs/tag.net", HardwareFiles.Read("hardware/outputs/tag.net"));
        IReadOnlyList<Net> ours = NetBuilder.Build(HardwareFiles.Sheet());

        Assert.Equal(theirs.Keys.Order(StringComparer.Ordinal), ours.Select(net => net.Members).Order(StringComparer.Ordinal));
        Assert.All(ours, net => Assert.Equal(theirs[net.Members], net.Name));
    }

    [Fact]
    public void Symbols_on_the_sheet_are_those_of_the_library()
    {
        Node library = NodeReader.Read("hardware/schematics/tag.kicad_sym", HardwareFiles.Read("hardware/schematics/tag.kicad_sym"));
        Node sheet = NodeReader.Read(HardwareFiles.SheetName, HardwareFiles.SheetText);

        foreach (Node used in sheet.Get("lib_symbols").All("symbol"))
        {
            Node kept = Assert.Single(library.All("symbol"), symbol => "tag:" + symbol.Text(1) == used.Text(1));
            Assert.Equal(Words(kept).Skip(2), Words(used).Skip(2));
        }
    }

    private static IEnumerable<string> Words(Node node) => node.Word != null ? [node.Word] : node.Items.SelectMany(Words);

    private static void AssertNone(IEnumerable<Finding> findings) => Assert.True(!findings.Any(), string.Join('\n', findings));
}
