using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Hardware.Tests.Sheets;

namespace BluezoneTag.Hardware.Tests.Rules;

/// <summary>Capacitors at every supply pin, and a clock that keeps its supply when the 3.3 V are gone.</summary>
public static class SupplyRules
{
    private const double LeastFarads = 95e-9;
    private const double ModuleFarads = 40e-6;
    private const double RegulatorFarads = 1e-6;
    private const double BackupFarads = 0.1;

    public static IEnumerable<Finding> Of(Board board) => Decoupling(board).Concat(Module(board)).Concat(Regulator(board)).Concat(Backup(board));

    // One capacitor for each chip that a net supplies; a chip with two supply pins on it counts once.
    private static IEnumerable<Finding> Decoupling(Board board) =>
        from net in board.Nets
        where net.Name != Board.Ground
        let chips = net.RealPins.Where(pin => pin.Pin.Type == "power_in" && Board.IsKind(pin.Part, "U")).Select(pin => pin.Part).Distinct().ToList()
        let capacitors = Capacitors(board, net).Count(capacitor => Board.ValueOf(capacitor) >= LeastFarads)
        where capacitors < chips.Count
        select board.Of(chips[^1], "decoupling", $"{net} supplies {chips.Count} chips with {capacitors} capacitors of 100 n or more to {Board.Ground}");

    private static IEnumerable<Finding> Module(Board board)
    {
        Net? net = board.NetOf($"{Board.Module}.3");
        double farads = net == null ? 0 : Capacitors(board, net).Sum(Board.ValueOf);
        if (farads < ModuleFarads)
        {
            yield return board.Lacking(net, "module-supply", $"{Board.Module} has {farads * 1e6:0.#} uF at 3V3; its radio bursts need {ModuleFarads * 1e6:0} uF");
        }
    }

    private static IEnumerable<Finding> Regulator(Board board) =>
        from pin in new[] { "U2.1", "U2.5" }
        let net = board.NetOf(pin)
        where net == null || !Capacitors(board, net).Any(capacitor => Board.ValueOf(capacitor) >= RegulatorFarads)
        select board.Lacking(net, "regulator", $"{pin} has no capacitor of 1 uF or more to {Board.Ground}: the regulator may oscillate");

    // Every way into the clock's supply is a cathode: nothing can empty the backup capacitor backwards.
    private static IEnumerable<Finding> Backup(Board board)
    {
        Net? supply = board.Named("VRTC");
        Net? store = board.Nets.FirstOrDefault(net => Capacitors(board, net).Any(capacitor => Board.ValueOf(capacitor) >= BackupFarads));
        if (supply == null || store == null || board.NetOf("U5.3") != supply)
        {
            yield return board.Missing("backup", "the clock U5 is not on VRTC, or there is no backup capacitor of 0.1 F or more");
            yield break;
        }

        foreach (Net net in new[] { supply, store })
        {
            foreach (NetPin pin in net.RealPins.Where(pin => !IsHarmless(board, net, pin)))
            {
                yield return board.Of(pin.Part, "backup", $"pin {pin.Id} on {net} is a way for the charge to leave when 3V3 is gone");
            }
        }

        if (!Feeds(board, store, supply) || !Feeds(board, board.Named("3V3"), supply))
        {
            yield return board.Lacking(supply, "backup", "3V3 and the backup capacitor must both feed VRTC through a diode");
        }
    }

    private static bool Feeds(Board board, Net? from, Net to) =>
        from != null && from.RealPins.Any(pin => pin.Pin.Name == "A" && to.RealPins.Any(other => other.Part == pin.Part && other.Pin.Name == "K"));

    private static bool IsHarmless(Board board, Net net, NetPin pin) => pin.Part.Reference switch
    {
        "U5" => true,
        _ when Board.IsKind(pin.Part, "D") => true,
        _ when Board.IsKind(pin.Part, "TP") => true,
        _ when Board.IsKind(pin.Part, "C") => true,
        // A resistor may charge the capacitor, from behind a diode.
        _ when Board.IsKind(pin.Part, "R") => board.Across(net, "R").Where(one => one.Part == pin.Part).All(one => one.Other.RealPins.All(other => other.Part == pin.Part || other.Pin.Name == "K")),
        _ => false,
    };

    private static IEnumerable<Part> Capacitors(Board board, Net net) =>
        board.Across(net, "C").Where(one => one.Other.Name == Board.Ground && Board.IsFitted(one.Part)).Select(one => one.Part);
}
