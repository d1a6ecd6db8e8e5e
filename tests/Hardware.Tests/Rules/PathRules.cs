using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Hardware.Tests.Sheets;

namespace BluezoneTag.Hardware.Tests.Rules;

/// <summary>Where the current goes: from the socket and the cell to every chip, through the divider, the motor, the lights and the button; the bus; and the pads to measure at.</summary>
public static class PathRules
{
    private const double DischargeOhms = 2e3;
    private const double LeastBusOhms = 2e3;
    private const double MostBusOhms = 10e3;

    // Supply pins, and the pins that set what a chip does, on the rail that does it.
    private static readonly (string Pin, string Net)[] Rails =
    [
        ("J1.A4", "VBUS"), ("U4.5", "VBUS"), ("U3.4", "VBUS"), ("U3.3", "VBAT"), ("U2.1", "VSYS"), ("U2.3", "VSYS"), ("U2.5", "3V3"), ("U1.3", "3V3"),
        ("U5.3", "VRTC"), ("U5.7", "VRTC"), ("U6.9", "3V3"), ("U6.10", "3V3"), ("U6.2", "3V3"), ("U6.3", "3V3"), ("J2.2", Board.Ground), ("J1.A1", Board.Ground), ("J1.S1", Board.Ground),
    ];

    private static readonly (string Pin, string Net)[] Bus = [("U5.1", "SDA"), ("U6.4", "SDA"), ("U5.8", "SCL"), ("U6.1", "SCL")];

    // What the bring-up measures at.
    private static readonly string[] Measured = ["/CELL", "VBAT", "3V3", "VRTC", Board.Ground, "VBUS", "EN", "BOOT_N", "WAKE_RX", "VBAT_EN", "SDA", "SCL", "WAKE_N", "CLKOE"];

    public static IEnumerable<Finding> Of(Board board) =>
        PowerPath(board).Concat(Divider(board)).Concat(Motor(board)).Concat(Lights(board)).Concat(Button(board)).Concat(I2c(board)).Concat(TestPads(board));

    private static IEnumerable<Finding> PowerPath(Board board) =>
        [
            .. OnNets(board, "power-path", Rails),
            .. Unless(board, "VBUS", "power-path", board.HasDiode("VBUS", "VSYS"), "D3 must lead from VBUS to VSYS"),
            .. Unless(board, "VBUS", "power-path", board.HasDiode(Board.Ground, "VBUS"), "D1 must clamp VBUS to GND, cathode on VBUS"),
            .. Unless(board, "VBUS", "power-path", HasTransistor(board, "VBUS", "VBAT", "VSYS"), "Q1 must join VBAT (D) to VSYS (S) with its gate on VBUS"),
            .. Unless(board, "VBUS", "power-path", Between(board, "R", "VBUS", Board.Ground).Any(part => Board.ValueOf(part) <= DischargeOhms), "VBUS needs 2k or less to GND: until it has fallen, Q1 is off and the cell feeds the board through a diode"),
            .. Unless(board, "VBAT", "power-path", Between(board, "JP", "/CELL", "VBAT").Any() && board.NetOf("J2.1")?.Name == "/CELL", "the cell must reach VBAT through the link JP1 alone"),
            .. Unless(board, "VBUS", "power-path", board.NetOf("U3.5") is Net set && board.Across(set, "R").Count(one => one.Other.Name == Board.Ground) == 1, "PROG of the charger needs one resistor to GND"),
            .. Unless(board, "VBUS", "power-path", board.NetOf("U3.1") is Net state && board.Across(state, "D").Any(one => LitFrom(board, one.Other, "VBUS")), "STAT needs its light and resistor from VBUS"),
        ];

    private static IEnumerable<Finding> Divider(Board board)
    {
        Net? gate = board.RealParts.Where(part => board.IsOn(part, ("S", "VBAT"))).Select(part => board.NetOf(part, "G")).FirstOrDefault();
        Net? top = gate?.RealPins.Where(pin => pin.Pin.Name == "G").Select(pin => board.NetOf(pin.Part, "D")).FirstOrDefault();
        double upper = top == null ? 0 : board.Across(top, "R").Where(one => one.Other.Name == "VBAT_SENSE").Sum(one => Board.ValueOf(one.Part));
        double lower = Between(board, "R", "VBAT_SENSE", Board.Ground).Sum(Board.ValueOf);
        return
        [
            .. Unless(board, "VBAT_SENSE", "divider", upper > 0 && Math.Abs(upper - lower) < 1, "VBAT_SENSE needs two equal resistors, from the switched VBAT and to GND: the firmware doubles what it reads"),
            .. Unless(board, "VBAT_SENSE", "divider", gate != null && board.Across(gate, "R").Any(one => one.Other.Name == "VBAT"), "the gate that switches the divider needs a resistor to VBAT, or it is never quite off"),
            .. Unless(board, "VBAT_SENSE", "divider", gate != null && board.RealParts.Any(part => board.IsOn(part, ("G", "VBAT_EN"), ("S", Board.Ground)) && board.NetOf(part, "D") == gate), "VBAT_EN must switch the divider on through a transistor to GND"),
            .. Unless(board, "VBAT_SENSE", "divider", Between(board, "C", "VBAT_SENSE", Board.Ground).Any(), "VBAT_SENSE needs a capacitor to GND for the converter"),
        ];
    }

    private static IEnumerable<Finding> Motor(Board board)
    {
        Net? low = board.RealParts.Where(part => board.IsOn(part, ("G", "MOTOR"), ("S", Board.Ground))).Select(part => board.NetOf(part, "D")).FirstOrDefault();
        Net? high = low == null ? null : board.Across(low, "M").Select(one => one.Other).FirstOrDefault();
        bool isFed = high != null && board.Across(high, "R").Any(one => one.Other.Name == "VBAT");
        bool isCaught = high != null && board.Across(high, "D").Any(one => one.Other == low && board.NetOf(one.Part, "K") == high);
        return Unless(board, "MOTOR", "motor", isFed && isCaught, "the motor needs VBAT through a resistor, a transistor on MOTOR to GND, and a diode that catches its kick");
    }

    private static IEnumerable<Finding> Lights(Board board) =>
        from name in new[] { "LED_R_N", "LED_G_N" }
        from finding in Unless(board, name, "light", board.Named(name) is Net net && board.Across(net, "D").Any(one => board.NetOf(one.Part, "K") == net && LitFrom(board, one.Other, "3V3")), $"{name} needs a light, cathode on the net, and its resistor to 3V3")
        select finding;

    private static IEnumerable<Finding> Button(Board board)
    {
        Net? pressed = board.Named("BTN_N");
        bool isPulled = Between(board, "R", "BTN_N", "3V3").Any() && Between(board, "C", "BTN_N", Board.Ground).Any();
        bool reachesGround = pressed != null && board.Across(pressed, "R").Any(one => board.Across(one.Other, "SW").Any(two => two.Other.Name == Board.Ground));
        return Unless(board, "BTN_N", "button", isPulled && reachesGround, "BTN_N needs a resistor to 3V3, a capacitor to GND, and the button to GND behind a resistor that takes the spark of a finger");
    }

    private static IEnumerable<Finding> I2c(Board board) =>
        OnNets(board, "i2c", Bus).Concat(
            from name in new[] { "SDA", "SCL" }
            from finding in Unless(board, name, "i2c", Between(board, "R", name, "3V3").Select(Board.ValueOf).ToArray() is [>= LeastBusOhms and <= MostBusOhms], $"{name} needs one pull-up of 2k to 10k to 3V3")
            select finding);

    // A pad is named by what it shows.
    private static IEnumerable<Finding> TestPads(Board board)
    {
        Dictionary<string, Part> pads = [];
        foreach (Part part in board.RealParts.Where(part => Board.IsKind(part, "TP")))
        {
            string net = board.NetOf($"{part.Reference}.{part.Pins[0].Number}")?.Name ?? string.Empty;
            pads.TryAdd(net, part);
            if (net.TrimStart('/') != part.Value)
            {
                yield return board.Of(part, "test-pad", $"{part.Reference} is called {part.Value} and lies on {(net.Length > 0 ? net : "a net without a name")}");
            }
        }

        foreach (string net in Measured.Where(net => !pads.ContainsKey(net)))
        {
            yield return board.Lacking(board.Named(net), "test-pad", $"{net} has no test pad; the bring-up measures there");
        }
    }

    private static IEnumerable<Finding> OnNets(Board board, string rule, (string Pin, string Net)[] wanted) =>
        from one in wanted
        let net = board.NetOf(one.Pin)
        where net?.Name != one.Net
        select net == null ? board.Missing(rule, $"there is no pin {one.Pin}; it belongs on {one.Net}") : board.Of(net.RealPins.First(pin => pin.Id == one.Pin).Part, rule, $"{one.Pin} is on {net} instead of {one.Net}");

    private static IEnumerable<Part> Between(Board board, string kind, string one, string other) =>
        board.Named(one) is Net net ? board.Across(net, kind).Where(pair => pair.Other.Name == other && Board.IsFitted(pair.Part)).Select(pair => pair.Part) : [];

    private static bool LitFrom(Board board, Net anode, string supply) => board.Across(anode, "R").Any(one => one.Other.Name == supply);

    private static bool HasTransistor(Board board, string gate, string drain, string source) =>
        board.RealParts.Any(part => Board.IsKind(part, "Q") && board.IsOn(part, ("G", gate), ("D", drain), ("S", source)));

    private static IEnumerable<Finding> Unless(Board board, string net, string rule, bool holds, string message) => holds ? [] : [board.Lacking(board.Named(net), rule, message)];
}
