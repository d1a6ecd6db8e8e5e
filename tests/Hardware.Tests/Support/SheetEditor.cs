using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Hardware.Tests.Sheets;

namespace BluezoneTag.Hardware.Tests.Support;

/// <summary>Makes damaged copies of the real sheet, as text, the way a slip of the hand in the editor would.</summary>
public sealed class SheetEditor
{
    public SheetEditor(string? text = null) => Text = text ?? HardwareFiles.SheetText;

    /// <summary>The sheet so far.</summary>
    public string Text { get; private set; }

    public Sheet Read() => SheetReader.Read(HardwareFiles.SheetName, Text);

    /// <summary>Takes out the wire that ends at a pin: "U1.3".</summary>
    public SheetEditor CutWireAt(string pin)
    {
        Place place = PlaceOf(pin);
        return Remove(node => node.Kind == "wire" && node.Get("pts").All("xy").Any(end => end.Place() == place));
    }

    /// <summary>Draws a wire from one pin to another; the checker does not mind that it may lie askew.</summary>
    public SheetEditor JoinPins(string from, string to) => Insert($"  (wire (pts {Xy(PlaceOf(from))} {Xy(PlaceOf(to))}) (stroke (width 0) (type default) (color 0 0 0 0)) (uuid 0))\n");

    public SheetEditor MarkUnconnected(string pin) => Insert($"  (no_connect (at {Numbers(PlaceOf(pin))}) (uuid 0))\n");

    public SheetEditor RemoveMark(string pin)
    {
        Place place = PlaceOf(pin);
        return Remove(node => node.Kind == "no_connect" && node.Get("at").Place() == place);
    }

    public SheetEditor RemovePart(string reference)
    {
        string uuid = Instance(reference).Text(1).TrimStart('/');
        return Remove(node => node.Kind == "symbol" && node.Get("uuid").Text(1) == uuid);
    }

    /// <summary>Shifts the label nearest to the top by <paramref name="millimetres"/> to the right.</summary>
    public SheetEditor MoveLabel(string name, int millimetres)
    {
        Node at = Labels(name).First().Get("at");
        return Replace(at.Items[1], FormattableString.Invariant($"{(at.Length(1) / 10000m) + millimetres}"));
    }

    /// <summary>Renames the label that sits beside a pin of the module.</summary>
    public SheetEditor RenameLabelNear(string pin, string to)
    {
        Place place = PlaceOf(pin);
        Node label = Root().All("global_label").OrderBy(one => Distance(one.Get("at").Place(), place)).First();
        return Replace(label.Items[1], $"\"{to}\"");
    }

    public SheetEditor Rename(string reference, string to) => Replace(Instance(reference).Get("reference").Items[1], $"\"{to}\"");

    public SheetEditor SetField(string reference, string field, string value)
    {
        string uuid = Instance(reference).Text(1).TrimStart('/');
        Node symbol = Root().All("symbol").Single(node => node.Get("uuid").Text(1) == uuid);
        return Replace(symbol.All("property").Single(property => property.Text(1) == field).Items[2], $"\"{value}\"");
    }

    /// <summary>Turns every text into another: for damage that no other method knows.</summary>
    public SheetEditor ReplaceText(string from, string to)
    {
        if (!Text.Contains(from, StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"The sheet has no '{from}' to damage.");
        }

        Text = Text.Replace(from, to, StringComparison.Ordinal);
        return this;
    }

    private Node Root() => NodeReader.Read(HardwareFiles.SheetName, Text);

    private IEnumerable<Node> Labels(string name) =>
        Root().Items.Where(node => node.Kind is "label" or "global_label" && node.Text(1) == name).OrderBy(node => node.Get("at").Length(2));

    private Node Instance(string reference) => Root().Get("symbol_instances").All("path").First(path => path.Get("reference").Text(1) == reference);

    private Place PlaceOf(string pin)
    {
        string[] names = pin.Split('.');
        return Read().Parts.Single(part => part.Reference == names[0]).Pins.First(one => one.Number == names[1]).Place;
    }

    private SheetEditor Remove(Func<Node, bool> isWanted) => Replace(Root().Items.First(isWanted), string.Empty);

    private SheetEditor Insert(string text)
    {
        int at = Root().Get("sheet_instances").Start;
        Text = Text[..at] + text + Text[at..];
        return this;
    }

    private SheetEditor Replace(Node node, string text)
    {
        Text = Text[..node.Start] + text + Text[node.End..];
        return this;
    }

    private static long Distance(Place a, Place b) => Math.Abs(a.X - (long)b.X) + Math.Abs(a.Y - (long)b.Y);

    private static string Xy(Place place) => $"(xy {Numbers(place)})";

    private static string Numbers(Place place) => FormattableString.Invariant($"{place.X / 10000m} {place.Y / 10000m}");
}
