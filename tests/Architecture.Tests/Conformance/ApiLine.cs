using System.Collections.Generic;
using System.Text.RegularExpressions;

namespace BluezoneTag.Architecture.Tests.Conformance;

/// <summary>One line of an API list, taken apart: <c>K:id -> type = value { accessors } ; words [notes] (parameters)</c>.</summary>
public sealed partial class ApiLine
{
    private static readonly string[] NoParameters = [];

    private ApiLine(string text)
    {
        int arrow = text.IndexOf(" -> ", System.StringComparison.Ordinal);
        Text = text;
        Kind = text[0];
        Id = text[2..arrow];
        string rest = text[(arrow + 4)..];
        if (Kind == 'T')
        {
            int colon = rest.IndexOf(" : ", System.StringComparison.Ordinal);
            Words = BracketNotes().Replace(colon < 0 ? rest : rest[..colon], string.Empty).Trim().Split(' ');
            Type = colon < 0 ? string.Empty : BracketNotes().Replace(rest[(colon + 3)..], string.Empty).Trim();
            Notes = ReadNotes(rest);
            return;
        }

        Match match = Member().Match(rest);
        Type = match.Groups["type"].Value;
        Value = match.Groups["value"].Success ? match.Groups["value"].Value : null;
        Accessors = match.Groups["accessors"].Value;
        string tail = match.Groups["tail"].Value;
        Parameters = ReadParameters(ref tail);
        Notes = ReadNotes(tail);
        Words = BracketNotes().Replace(tail, string.Empty).Trim(' ', ';').Split(' ', System.StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The whole line.</summary>
    public string Text { get; }

    /// <summary>T, F, M, P or E.</summary>
    public char Kind { get; }

    /// <summary>The documentation id without its letter.</summary>
    public string Id { get; }

    /// <summary>Type of the field, property or event, or return type; for a type its base type and interfaces, comma separated.</summary>
    public string Type { get; }

    /// <summary>The constant as written in the list, or null.</summary>
    public string? Value { get; }

    /// <summary>Accessors of a property with their braces, else empty.</summary>
    public string Accessors { get; } = string.Empty;

    /// <summary>Plain words: modifiers of a member, modifiers and kind of a type.</summary>
    public string[] Words { get; }

    /// <summary>Bracket notes without their brackets.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>Names of a method's parameters with <c>out</c>, <c>ref</c>, <c>params</c> and default values.</summary>
    public IReadOnlyList<string> Parameters { get; } = NoParameters;

    /// <summary>Id of the type a member belongs to.</summary>
    public string Owner => Head[..Head.LastIndexOf('.')];

    /// <summary>Name of a member, or of a type without its namespace and outer types.</summary>
    public string Name => Head[(Head.LastIndexOf('.') + 1)..];

    /// <summary>Parameter types as listed in the id.</summary>
    public string[] ParameterTypes
    {
        get
        {
            int open = Id.IndexOf('(');
            return open < 0 ? NoParameters : Id[(open + 1)..Id.IndexOf(')')].Split(',');
        }
    }

    private string Head => Id.IndexOf('(') is int open && open >= 0 ? Id[..open] : Id;

    /// <summary>Reads one line that does not begin with #.</summary>
    public static ApiLine Parse(string text) => new(text);

    /// <summary>True when <paramref name="word"/> stands among the modifiers.</summary>
    public bool Is(string word) => System.Array.IndexOf(Words, word) >= 0;

    /// <summary>What follows <paramref name="name"/> in its bracket note; empty for a bare note, null without one.</summary>
    public string? Note(string name)
    {
        foreach (string note in Notes)
        {
            if (note == name || note.StartsWith(name + " ", System.StringComparison.Ordinal))
            {
                return note[name.Length..].Trim();
            }
        }

        return null;
    }

    // The tail ends with the parameter names; a bracket note never contains a parenthesis.
    private static IReadOnlyList<string> ReadParameters(ref string tail)
    {
        int open = tail.IndexOf('(');
        if (open < 0)
        {
            return NoParameters;
        }

        List<string> names = [];
        foreach (Match match in ParameterName().Matches(tail[(open + 1)..tail.LastIndexOf(')')]))
        {
            names.Add(match.Value.Trim());
        }

        tail = tail[..open];
        return names;
    }

    private static List<string> ReadNotes(string text)
    {
        List<string> notes = [];
        foreach (Match match in BracketNotes().Matches(text))
        {
            notes.Add(match.Groups[1].Value);
        }

        return notes;
    }

    [GeneratedRegex("""^(?<type>\S+)(?: = (?<value>"(?:\\.|[^"])*"|'(?:\\.|[^'])*'|\S+))?(?: (?<accessors>\{[^}]*\}))?(?<tail>.*)$""")]
    private static partial Regex Member();

    [GeneratedRegex("""\[([^\]]+)\]""")]
    private static partial Regex BracketNotes();

    [GeneratedRegex("""(?:"(?:\\.|[^"])*"|'(?:\\.|[^'])*'|[^,"'])+""")]
    private static partial Regex ParameterName();
}
