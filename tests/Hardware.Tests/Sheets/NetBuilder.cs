using System.Collections.Generic;
using System.Linq;

namespace BluezoneTag.Hardware.Tests.Sheets;

/// <summary>
/// Rebuilds the nets from the drawing, by KiCad's rules: pins and wire ends on one point join; a pin or a wire end in the
/// middle of a wire joins only where a junction is drawn; a label joins in the middle too; equal names join.
/// </summary>
public sealed class NetBuilder
{
    private readonly Dictionary<object, object> _parents = [];
    private readonly Dictionary<string, int> _ranks = [];

    private NetBuilder()
    {
    }

    public static IReadOnlyList<Net> Build(Sheet sheet)
    {
        NetBuilder builder = new();
        builder.JoinWires(sheet);
        builder.JoinNames(sheet);
        return builder.Collect(sheet);
    }

    private void JoinWires(Sheet sheet)
    {
        foreach (Wire wire in sheet.Wires)
        {
            Join(wire.From, wire.To);
        }

        foreach (Place place in sheet.Junctions.Concat(sheet.Labels.Select(label => label.Place)))
        {
            foreach (Wire wire in sheet.Wires.Where(wire => place.IsInside(wire.From, wire.To)))
            {
                Join(place, wire.From);
            }
        }
    }

    private void JoinNames(Sheet sheet)
    {
        foreach (Label label in sheet.Labels)
        {
            JoinName(label.Place, label.IsGlobal ? label.Name : "/" + label.Name, label.IsGlobal ? 1 : 0);
        }

        foreach (Part part in sheet.Parts)
        {
            foreach (Pin pin in part.Pins.Where(pin => pin.Type == "power_in" && (part.IsSupply || pin.IsHidden)))
            {
                JoinName(pin.Place, part.IsSupply ? part.Value : pin.Name, 2);
            }
        }
    }

    private void JoinName(Place place, string name, int rank)
    {
        _ranks[name] = rank;
        Join(place, name);
    }

    private List<Net> Collect(Sheet sheet)
    {
        // KiCad keeps a pin that must stay open apart, whatever lies on its point.
        var pins = from part in sheet.Parts
                   from pin in part.Pins
                   let root = pin.Type == "no_connect" ? new object() : Root(pin.Place)
                   group new NetPin(part, pin) by root;
        Dictionary<object, string> names = [];
        foreach (string name in _ranks.Keys.OrderBy(name => _ranks[name]).ThenByDescending(name => name, System.StringComparer.Ordinal))
        {
            names[Root(name)] = name;
        }

        return [.. pins.Select(group => new Net(names.GetValueOrDefault(group.Key, string.Empty), [.. group])).Where(net => net.RealPins.Any())];
    }

    private void Join(object a, object b) => _parents[Root(a)] = Root(b);

    private object Root(object item)
    {
        while (_parents.TryGetValue(item, out object? parent) && !parent.Equals(item))
        {
            item = parent;
        }

        return item;
    }
}
