using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Hardware.Tests.Sheets;

namespace BluezoneTag.Hardware.Tests.Rules;

/// <summary>Nothing is left open, nothing is joined by accident, every supply has a source, every name is there once.</summary>
public static class ConnectionRules
{
    public static IEnumerable<Finding> Of(Board board) =>
        OpenPins(board).Concat(Marks(board)).Concat(Supplies(board)).Concat(References(board)).Concat(Labels(board));

    // A pin alone on its net, unless a no-connect mark or its own type says so.
    private static IEnumerable<Finding> OpenPins(Board board) =>
        from net in board.Nets
        let pins = net.Pins.Select(pin => pin.Part.Reference).Distinct()
        where net.RealPins.Select(pin => pin.Id).Distinct().Count() == 1 && pins.Count(reference => !IsFlag(reference)) == 1
        let pin = net.RealPins.First()
        where pin.Pin.Type != "no_connect" && !IsMarked(board, pin.Pin.Place)
        select board.Of(pin.Part, "connected", $"pin {pin.Id} ({pin.Pin.Name}) is joined to nothing. Wire it, or mark it as not connected");

    private static IEnumerable<Finding> Marks(Board board)
    {
        foreach (Mark mark in board.Sheet.NoConnects)
        {
            Net? net = board.Nets.FirstOrDefault(net => net.RealPins.Any(pin => pin.Pin.Place == mark.Place));
            if (net == null || net.RealPins.Select(pin => pin.Id).Distinct().Count() > 1)
            {
                string what = net == null ? "on no pin" : $"on {net}, which is joined";
                yield return new Finding(board.Sheet.File, $"line {mark.Line} {mark.Place}", "no-connect", $"the mark is {what}. Remove it or the wire");
            }
        }
    }

    private static IEnumerable<Finding> Supplies(Board board) =>
        from net in board.Nets
        let input = net.RealPins.FirstOrDefault(pin => pin.Pin.Type == "power_in")
        where input != null && net.Pins.All(pin => pin.Pin.Type != "power_out")
        select board.Of(input.Part, "supply", $"pin {input.Id} ({input.Pin.Name}) of {net} has no source: no output and no flag on the net");

    private static IEnumerable<Finding> References(Board board) =>
        from same in board.Sheet.Parts.GroupBy(part => part.Reference)
        where same.Count() > 1 || !char.IsDigit(same.Key[^1])
        select board.Of(same.Last(), "reference", same.Count() > 1 ? $"{same.Key} is there {same.Count()} times" : $"{same.Key} has no number");

    // A label that touches nothing was moved, or its wire was.
    private static IEnumerable<Finding> Labels(Board board) =>
        from label in board.Sheet.Labels
        where !board.Sheet.Wires.Any(wire => wire.From == label.Place || wire.To == label.Place || label.Place.IsInside(wire.From, wire.To))
            && !board.Sheet.Parts.Any(part => part.Pins.Any(pin => pin.Place == label.Place))
        select new Finding(board.Sheet.File, $"line {label.Line} {label.Place}", "label", $"'{label.Name}' touches no wire and no pin");

    private static bool IsFlag(string reference) => reference.StartsWith("#FLG", System.StringComparison.Ordinal);

    private static bool IsMarked(Board board, Place place) => board.Sheet.NoConnects.Any(mark => mark.Place == place);
}
