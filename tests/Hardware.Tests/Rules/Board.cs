using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using BluezoneTag.Hardware.Tests.Sheets;

namespace BluezoneTag.Hardware.Tests.Rules;

/// <summary>A sheet with its nets, and the questions the rules ask.</summary>
public sealed class Board
{
    public const string Ground = "GND";
    public const string Module = "U1";

    private readonly Dictionary<string, Net> _netOfPin = [];

    public Board(Sheet sheet)
    {
        Sheet = sheet;
        Nets = NetBuilder.Build(sheet);
        foreach (Net net in Nets)
        {
            foreach (NetPin pin in net.RealPins)
            {
                _netOfPin[pin.Id] = net;
            }
        }
    }

    public Sheet Sheet { get; }

    public IReadOnlyList<Net> Nets { get; }

    public IEnumerable<Part> RealParts => Sheet.Parts.Where(part => part.IsReal);

    public Part? Find(string reference) => Sheet.Parts.FirstOrDefault(part => part.Reference == reference);

    /// <summary>Net of "U1.3"; null when there is no such pin.</summary>
    public Net? NetOf(string pin) => _netOfPin.GetValueOrDefault(pin);

    public Net? Named(string name) => Nets.FirstOrDefault(net => net.Name == name);

    /// <summary>Two-pole parts of a kind (R, C, D ...) on the net, each with the net at its other end.</summary>
    public IEnumerable<(Part Part, Net Other)> Across(Net net, string kind) =>
        from pin in net.RealPins
        where IsKind(pin.Part, kind) && pin.Part.Pins.Count == 2
        let other = NetOf($"{pin.Part.Reference}.{pin.Part.Pins.First(one => one.Number != pin.Pin.Number).Number}")
        where other != null && other != net
        select (pin.Part, other);

    /// <summary>Net of the pin with that name: "G" of a transistor, "K" of a diode; null without one.</summary>
    public Net? NetOf(Part part, string pinName) => part.Pins.FirstOrDefault(pin => pin.Name == pinName) is Pin pin ? NetOf($"{part.Reference}.{pin.Number}") : null;

    /// <summary>Whether the part has a pin of each name on the net beside it; of several pins of one name, any.</summary>
    public bool IsOn(Part part, params (string Pin, string Net)[] pins) =>
        pins.All(wanted => part.Pins.Any(pin => pin.Name == wanted.Pin && NetOf($"{part.Reference}.{pin.Number}")?.Name == wanted.Net));

    /// <summary>Whether a diode leads from one net to the other.</summary>
    public bool HasDiode(string anode, string cathode) => RealParts.Any(part => IsKind(part, "D") && IsOn(part, ("A", anode), ("K", cathode)));

    /// <summary>Value of the part in ohms or farads: "4.7k", "100n DNP", "0.2F"; 0 when it cannot be read.</summary>
    public static double ValueOf(Part part)
    {
        string text = part.Value.Split(' ')[0].TrimEnd('F');
        if (text.Length == 0)
        {
            return 0;
        }

        double scale = text[^1] switch { 'p' => 1e-12, 'n' => 1e-9, 'u' => 1e-6, 'k' => 1e3, 'M' => 1e6, _ => 1 };
        string number = scale == 1 ? text : text[..^1];
        return double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value * scale : 0;
    }

    public static bool IsKind(Part part, string kind) => part.IsReal && part.Reference.TrimEnd([.. "0123456789"]) == kind;

    public static bool IsFitted(Part part) => part.Field("DNP").Length == 0;

    public Finding Of(Part part, string rule, string message) => new(Sheet.File, part.Position, rule, message);

    /// <summary>A finding about a net, at the first part on it.</summary>
    public Finding Of(Net net, string rule, string message) => Of(net.RealPins.First().Part, rule, message);

    /// <summary>A finding about what a net lacks, with the net's name; at the top of the sheet when there is no such net.</summary>
    public Finding Lacking(Net? net, string rule, string message) => net == null ? Missing(rule, message) : Of(net, rule, $"{net}: {message}");

    /// <summary>A finding about something that is not there.</summary>
    public Finding Missing(string rule, string message) => new(Sheet.File, "line 1", rule, message);
}
