using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Hardware.Tests.Sheets;

namespace BluezoneTag.Hardware.Tests.Rules;

/// <summary>What the chips demand of their pins: straps, reset, USB, gates that are off at reset, and the way a press wakes the chip.</summary>
public static class SignalRules
{
    private const string Supply = "3V3";
    private const double StrapOhms = 10e3;
    private const double OffOhms = 1e6;

    // Module pins of GPIO 2, 8 and 9, which must be high at reset.
    private static readonly (string Pin, int Gpio)[] Straps = [("U1.5", 2), ("U1.22", 8), ("U1.23", 9)];

    public static IEnumerable<Finding> Of(Board board) => StrapPins(board).Concat(Reset(board)).Concat(UsbC(board)).Concat(UsbData(board)).Concat(OffAtReset(board)).Concat(Wake(board));

    private static IEnumerable<Finding> StrapPins(Board board)
    {
        foreach ((string pin, int gpio) in Straps)
        {
            Net? net = board.NetOf(pin);
            if (net == null || !PullUps(board, net).Any(ohms => ohms <= StrapOhms))
            {
                yield return board.Lacking(net, "strap", $"GPIO {gpio} is a strap and has no pull-up of 10 k or less to {Supply}");
            }
            else if (board.Across(net, "R").Any(one => one.Other.Name == Board.Ground) || net.RealPins.Any(one => Board.IsKind(one.Part, "Q") || Board.IsKind(one.Part, "SW")))
            {
                yield return board.Lacking(net, "strap", $"something may pull GPIO {gpio} low at reset: a resistor to ground, a transistor or a switch");
            }
        }
    }

    private static IEnumerable<Finding> Reset(Board board)
    {
        Net? net = board.NetOf("U1.8");
        bool up = net != null && PullUps(board, net).Any(ohms => ohms is >= 5e3 and <= StrapOhms);
        bool slow = net != null && board.Across(net, "C").Any(one => one.Other.Name == Board.Ground && Board.ValueOf(one.Part) >= 0.9e-6);
        if (!up || !slow)
        {
            yield return board.Lacking(net, "reset", "EN needs 10 k to 3V3 and 1 uF to GND, so that the supply is there first");
        }
    }

    private static IEnumerable<Finding> UsbC(Board board)
    {
        foreach (string pin in new[] { "J1.A5", "J1.B5" })
        {
            Net? net = board.NetOf(pin);
            (Part Part, Net Other)[] resistors = net == null ? [] : [.. board.Across(net, "R")];
            if (resistors.Length != 1 || Math.Abs(Board.ValueOf(resistors[0].Part) - 5100) > 1 || resistors[0].Other.Name != Board.Ground || net!.RealPins.Count() != 2)
            {
                yield return board.Lacking(net, "usb-cc", $"{pin} needs a 5.1k to GND of its own and nothing else, or some ports give no 5 V");
            }
        }
    }

    // Socket - ESD part - module, and the right way round.
    private static IEnumerable<Finding> UsbData(Board board)
    {
        foreach ((string[] socket, string near, string far, string module) in new[] { (new[] { "J1.A6", "J1.B6" }, "U4.1", "U4.6", "U1.27"), (new[] { "J1.A7", "J1.B7" }, "U4.3", "U4.4", "U1.26") })
        {
            Net? inside = board.NetOf(far);
            if (socket.Any(pin => board.NetOf(pin) == null || board.NetOf(pin) != board.NetOf(near)) || inside == null || inside != board.NetOf(module) || inside == board.NetOf(near))
            {
                yield return board.Lacking(board.NetOf(near), "usb-data", $"{string.Join(" and ", socket)} must reach {module} through {near} and {far} of the ESD part");
            }
        }
    }

    // Transistors that a GPIO drives stay off while the chip is in reset and its pins float.
    private static IEnumerable<Finding> OffAtReset(Board board) =>
        from name in new[] { "MOTOR", "VBAT_EN", "CLKOE" }
        let net = board.Named(name)
        where net == null || !board.Across(net, "R").Any(one => one.Other.Name == Board.Ground && Board.ValueOf(one.Part) <= OffOhms)
        select board.Lacking(net, "off-at-reset", $"{name} needs a resistor of 1M or less to GND");

    // Press: BTN_N low, the diode takes WAKE_N along, the P-channel opens CLKOE, CLKOUT runs and an N-channel puts it on U0RXD.
    private static IEnumerable<Finding> Wake(Board board)
    {
        string[] broken =
        [
            .. Unless(Joined(board, "U1.30", "WAKE_RX") && PullUps(board, board.Named("WAKE_RX")!).Any(), "WAKE_RX must be U0RXD (U1.30) with a pull-up: a UART idles high"),
            .. Unless(Transistor(board, "U5.2", "WAKE_RX", Board.Ground), "CLKOUT must switch WAKE_RX to GND through a transistor"),
            .. Unless(board.Named("WAKE_N") is Net wake && Transistor(board, wake, Supply, "CLKOE"), "WAKE_N must switch 3V3 to CLKOE through a transistor"),
            .. Unless(Joined(board, "U5.4", "CLKOE") && Joined(board, "U5.6", "WAKE_N"), "CLKOE and INT of the clock must be CLKOE and WAKE_N"),
            .. Unless(board.HasDiode("WAKE_N", "BTN_N"), "a diode must point from WAKE_N to BTN_N, so that an alarm is no press"),
        ];
        return broken.Select(message => board.Lacking(board.Named("WAKE_RX"), "wake", message));
    }

    private static bool Joined(Board board, string pin, string net) => board.NetOf(pin) is Net found && found.Name == net;

    private static bool Transistor(Board board, string gatePin, string drain, string source) => board.NetOf(gatePin) is Net gate && Transistor(board, gate, drain, source);

    private static bool Transistor(Board board, Net gate, string one, string other) =>
        gate.RealPins.Where(pin => pin.Pin.Name == "G").Select(pin => pin.Part).Any(part =>
            board.IsOn(part, ("D", one), ("S", other)) || board.IsOn(part, ("S", one), ("D", other)));

    private static IEnumerable<double> PullUps(Board board, Net net) => board.Across(net, "R").Where(one => one.Other.Name == Supply).Select(one => Board.ValueOf(one.Part));

    private static IEnumerable<string> Unless(bool holds, string message) => holds ? [] : [message];
}
