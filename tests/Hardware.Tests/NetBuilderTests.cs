using System;
using System.Linq;
using BluezoneTag.Hardware.Tests.Sheets;
using Xunit;

namespace BluezoneTag.Hardware.Tests;

/// <summary>KiCad's rules of what joins what, one small drawing each.</summary>
public sealed class NetBuilderTests
{
    // A part with one pin on its origin, a supply, a pin that stays open, and one with a pin 2 mm right and 1 mm up of its origin.
    private const string Library = """
        (lib_symbols
          (symbol "t:Dot" (symbol "Dot_1_1" (pin passive line (at 0 0 0) (length 1) (name "~") (number "1"))))
          (symbol "t:Open" (symbol "Open_1_1" (pin no_connect line (at 0 0 0) (length 1) (name "NC") (number "1"))))
          (symbol "t:Arm" (symbol "Arm_1_1" (pin passive line (at 2 1 0) (length 1) (name "~") (number "1"))))
          (symbol "t:GND" (power) (symbol "GND_1_1" (pin power_in line (at 0 0 0) (length 0) hide (name "GND") (number "1")))))
        """;

    [Theory]
    [InlineData("", "A.1 | B.1")]
    [InlineData("(wire (pts (xy 0 0) (xy 10 0)))", "A.1 B.1")]
    [InlineData("(wire (pts (xy 0 0) (xy 5 0))) (wire (pts (xy 5 0) (xy 10 0)))", "A.1 B.1")]
    [InlineData("(wire (pts (xy 0 0) (xy 4 0))) (wire (pts (xy 5 0) (xy 10 0)))", "A.1 | B.1")]
    [InlineData("(label \"X\" (at 0 0 0)) (label \"X\" (at 10 0 0))", "A.1 B.1")]
    [InlineData("(label \"X\" (at 0 0 0)) (label \"x\" (at 10 0 0))", "A.1 | B.1")]
    [InlineData("(label \"X\" (at 0 0 0)) (global_label \"X\" (at 10 0 0))", "A.1 | B.1")]
    public void Two_pins_join_by_wires_and_names(string drawing, string nets) => Assert.Equal(nets, Nets(drawing, Dot("A", 0, 0), Dot("B", 10, 0)));

    [Theory]
    [InlineData("", "A.1 | B.1")]
    [InlineData("(junction (at 5 0))", "A.1 B.1")]
    public void A_pin_in_the_middle_of_a_wire_joins_only_at_a_junction(string more, string nets) =>
        Assert.Equal(nets, Nets("(wire (pts (xy 0 0) (xy 10 0)))" + more, Dot("A", 0, 0), Dot("B", 5, 0)));

    [Theory]
    [InlineData("", "A.1 | B.1")]
    [InlineData("(junction (at 5 0))", "A.1 B.1")]
    public void A_wire_that_ends_on_another_joins_only_at_a_junction(string more, string nets) =>
        Assert.Equal(nets, Nets("(wire (pts (xy 0 0) (xy 10 0))) (wire (pts (xy 5 0) (xy 5 7)))" + more, Dot("A", 0, 0), Dot("B", 5, 7)));

    [Fact]
    public void Wires_that_cross_do_not_join() =>
        Assert.Equal("A.1 | B.1", Nets("(wire (pts (xy 0 0) (xy 10 0))) (wire (pts (xy 5 -5) (xy 5 5)))", Dot("A", 0, 0), Dot("B", 5, 5)));

    [Fact]
    public void A_label_joins_in_the_middle_of_a_wire() =>
        Assert.Equal("A.1 B.1", Nets("(wire (pts (xy 0 0) (xy 10 0))) (label \"X\" (at 5 0 0)) (label \"X\" (at 20 0 0))", Dot("A", 0, 0), Dot("B", 20, 0)));

    [Fact]
    public void A_supply_names_its_net_everywhere() =>
        Assert.Equal("A.1 B.1", Nets(string.Empty, Dot("A", 0, 0), Dot("B", 10, 0), Part("GND", "#PWR1", 0, 0, "0"), Part("GND", "#PWR2", 10, 0, "0")));

    [Fact]
    public void A_pin_that_must_stay_open_is_apart_whatever_lies_on_it() =>
        Assert.Equal("A.1 | B.1", Nets(string.Empty, Dot("A", 0, 0), Part("Open", "B", 0, 0, "0")));

    // The library's y points up, the sheet's down; a turn is counter-clockwise.
    [Theory]
    [InlineData("0", "", 12, 9)]
    [InlineData("90", "", 9, 8)]
    [InlineData("180", "", 8, 11)]
    [InlineData("270", "", 11, 12)]
    [InlineData("0", "(mirror x)", 12, 11)]
    [InlineData("0", "(mirror y)", 8, 9)]
    [InlineData("90", "(mirror y)", 11, 8)]
    public void A_pin_turns_and_mirrors_with_its_part(string turn, string mirror, int x, int y)
    {
        Sheet sheet = SheetReader.Read("small", Text(string.Empty, Part("Arm", "A", 10, 10, turn, mirror)));

        Assert.Equal(new Place(x * 10000, y * 10000), Assert.Single(Assert.Single(sheet.Parts).Pins).Place);
    }

    private static string Nets(string drawing, params (string Symbol, string Instance)[] parts) =>
        string.Join(" | ", NetBuilder.Build(SheetReader.Read("small", Text(drawing, parts))).Select(net => net.Members).Order(StringComparer.Ordinal));

    private static string Text(string drawing, params (string Symbol, string Instance)[] parts) =>
        $"(kicad_sch (version 20211123) {Library} {drawing} {string.Concat(parts.Select(part => part.Symbol))} (symbol_instances {string.Concat(parts.Select(part => part.Instance))}))";

    private static (string Symbol, string Instance) Dot(string reference, int x, int y) => Part("Dot", reference, x, y, "0");

    private static (string Symbol, string Instance) Part(string kind, string reference, int x, int y, string turn, string mirror = "") =>
        ($"(symbol (lib_id \"t:{kind}\") (at {x} {y} {turn}) {mirror} (unit 1) (in_bom yes) (uuid u{reference}) (property \"Value\" \"{kind}\"))",
            $"(path \"/u{reference}\" (reference \"{reference}\"))");
}
