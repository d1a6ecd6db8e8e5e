using System.Collections.Generic;

namespace BluezoneTag.Hardware.Tests.Sheets;

/// <summary>One flat schematic sheet.</summary>
public sealed record Sheet(
    string File,
    IReadOnlyList<Part> Parts,
    IReadOnlyList<Wire> Wires,
    IReadOnlyList<Label> Labels,
    IReadOnlyList<Place> Junctions,
    IReadOnlyList<Mark> NoConnects);

/// <summary>A symbol on the sheet. References that begin with # are supplies and flags, no parts.</summary>
public sealed record Part(string Reference, string Value, Place Place, int Line, bool IsSupply, bool IsInBom, IReadOnlyDictionary<string, string> Fields, IReadOnlyList<Pin> Pins)
{
    public bool IsReal => !Reference.StartsWith('#');

    public string Position => $"line {Line} {Place}";

    public string Field(string name) => Fields.TryGetValue(name, out string? value) ? value : string.Empty;
}

/// <summary>A pin where it is on the sheet. <paramref name="Type"/> is KiCad's: power_in, passive, no_connect ...</summary>
public sealed record Pin(string Number, string Name, string Type, bool IsHidden, Place Place);

/// <summary>A straight wire.</summary>
public sealed record Wire(Place From, Place To);

/// <summary>A net name on the sheet; a local one has the sheet's path before it in KiCad's list.</summary>
public sealed record Label(string Name, bool IsGlobal, Place Place, int Line);

/// <summary>Something small with a place and a line.</summary>
public sealed record Mark(Place Place, int Line);
