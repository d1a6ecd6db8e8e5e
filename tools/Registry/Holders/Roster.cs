using System.Collections.Generic;

namespace BluezoneTag.Registry.Holders;

/// <summary>A roster file, read and found sound.</summary>
/// <param name="Rows">Its people, in the file's order.</param>
/// <param name="IgnoredColumns">Headings that were not looked at: what is not needed is not taken in.</param>
public sealed record Roster(IReadOnlyList<RosterRow> Rows, IReadOnlyList<string> IgnoredColumns);
