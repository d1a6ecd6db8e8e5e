using System;
using System.Collections.Generic;
using System.Linq;

namespace BluezoneTag.Hardware.Tests.Sheets;

/// <summary>Reads a .kicad_sch of KiCad 6. Hierarchical sheets and buses are refused: this board has none.</summary>
public static class SheetReader
{
    private const string Version = "20211123";

    public static Sheet Read(string file, string text)
    {
        Node root = NodeReader.Read(file, text);
        Require(root, root.Kind == "kicad_sch", "this is not a schematic of KiCad");
        Require(root.Get("version"), root.Get("version").Text(1) == Version, $"written for another version than {Version}");
        foreach (string kind in new[] { "sheet", "bus", "bus_entry", "hierarchical_label" })
        {
            Require(root.Find(kind) ?? root, root.Find(kind) == null, $"'{kind}' is not understood by the checker");
        }

        Dictionary<string, Node> symbols = Index(root.Get("lib_symbols").All("symbol"), symbol => symbol.Text(1));
        Dictionary<string, Node> instances = Index(root.Get("symbol_instances").All("path"), path => path.Text(1).TrimStart('/'));
        return new Sheet(
            file,
            [.. root.All("symbol").Select(node => ReadPart(node, symbols, instances))],
            [.. root.All("wire").Select(ReadWire)],
            [.. root.All("label").Select(node => ReadLabel(node, false)), .. root.All("global_label").Select(node => ReadLabel(node, true))],
            [.. root.All("junction").Select(node => node.Get("at").Place())],
            [.. root.All("no_connect").Select(node => new Mark(node.Get("at").Place(), node.Line))]);
    }

    private static Part ReadPart(Node node, Dictionary<string, Node> symbols, Dictionary<string, Node> instances)
    {
        string library = (node.Find("lib_name") ?? node.Get("lib_id")).Text(1);
        Require(node, symbols.ContainsKey(library), $"the symbol '{library}' is not in lib_symbols");
        Require(node, instances.ContainsKey(node.Get("uuid").Text(1)), "the symbol is not in symbol_instances: it has no reference");
        Node symbol = symbols[library];
        Node instance = instances[node.Get("uuid").Text(1)];
        Dictionary<string, string> fields = Index(node.All("property"), property => property.Text(1)).ToDictionary(pair => pair.Key, pair => pair.Value.Text(2));
        return new Part(
            instance.Get("reference").Text(1),
            fields.GetValueOrDefault("Value", string.Empty),
            node.Get("at").Place(),
            node.Line,
            symbol.Find("power") != null,
            node.Get("in_bom").Text(1) == "yes",
            fields,
            [.. PinNodes(symbol, library, node).Select(pin => ReadPin(pin, node))]);
    }

    // A symbol's body is in parts named NAME_unit_style; 0 belongs to every unit or style.
    private static IEnumerable<Node> PinNodes(Node symbol, string library, Node node)
    {
        string unit = node.Find("unit")?.Text(1) ?? "1";
        string style = node.Find("convert")?.Text(1) ?? "1";
        string name = library.Split(':')[^1];
        return symbol.All("symbol")
            .Where(body => body.Text(1)[name.Length..].Split('_') is [_, string u, string s] && (u == "0" || u == unit) && (s == "0" || s == style))
            .SelectMany(body => body.All("pin"));
    }

    private static Pin ReadPin(Node pin, Node part) => new(
        pin.Get("number").Text(1),
        pin.Get("name").Text(1),
        pin.Text(1),
        pin.Items.Any(item => item.Word == "hide"),
        OnSheet(pin.Get("at").Place(), part));

    // The library's y points up. A turn is a quarter counter-clockwise; mirroring comes after it.
    private static Place OnSheet(Place pin, Node part)
    {
        Node at = part.Get("at");
        (int x, int y) = (pin.X, -pin.Y);
        for (int turn = at.Length(3) / 900000; turn > 0; turn--)
        {
            (x, y) = (y, -x);
        }

        string mirror = part.Find("mirror")?.Text(1) ?? string.Empty;
        Place origin = at.Place();
        return new Place(origin.X + (mirror == "y" ? -x : x), origin.Y + (mirror == "x" ? -y : y));
    }

    private static Wire ReadWire(Node node)
    {
        Node[] ends = [.. node.Get("pts").All("xy")];
        Require(node, ends.Length == 2, "a wire has two ends");
        return new Wire(ends[0].Place(), ends[1].Place());
    }

    private static Label ReadLabel(Node node, bool isGlobal) => new(node.Text(1), isGlobal, node.Get("at").Place(), node.Line);

    private static Dictionary<string, Node> Index(IEnumerable<Node> nodes, Func<Node, string> keyOf)
    {
        Dictionary<string, Node> index = [];
        foreach (Node node in nodes)
        {
            Require(node, index.TryAdd(keyOf(node), node), $"'{keyOf(node)}' is there twice");
        }

        return index;
    }

    private static void Require(Node node, bool holds, string message)
    {
        if (!holds)
        {
            throw node.Error(message);
        }
    }
}
