using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace BluezoneTag.Hardware.Tests.Sheets;

/// <summary>One list or word of an s-expression, with its place in the text.</summary>
public sealed class Node
{
    public Node(string file, string? word, int line, int start)
    {
        (File, Word, Line, Start) = (file, word, line, start);
    }

    public string File { get; }

    /// <summary>The word; null for a list.</summary>
    public string? Word { get; }

    /// <summary>Line of the first character, from 1.</summary>
    public int Line { get; }

    /// <summary>Offset of the first character.</summary>
    public int Start { get; }

    /// <summary>Offset behind the last character.</summary>
    public int End { get; set; }

    public List<Node> Items { get; } = [];

    /// <summary>First word of a list: what it is.</summary>
    public string Kind => Items.Count > 0 ? Items[0].Word ?? string.Empty : string.Empty;

    public IEnumerable<Node> All(string kind) => Items.Where(item => item.Kind == kind);

    public Node? Find(string kind) => All(kind).FirstOrDefault();

    public Node Get(string kind) => Find(kind) ?? throw Error($"'{Kind}' lacks '{kind}'");

    /// <summary>The word at <paramref name="index"/>.</summary>
    public string Text(int index) =>
        (index < Items.Count ? Items[index].Word : null) ?? throw Error($"'{Kind}' lacks its value {index}");

    /// <summary>Millimetres as 1/10000 mm: whole numbers, so that two equal places are equal.</summary>
    public int Length(int index) =>
        decimal.TryParse(Text(index), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value)
            ? (int)decimal.Round(value * 10000)
            : throw Error($"'{Text(index)}' in '{Kind}' is not a number");

    public Place Place() => new(Length(1), Length(2));

    public HardwareFormatException Error(string message) => new(File, Line, message);
}
