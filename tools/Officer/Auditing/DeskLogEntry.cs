using System.Collections.Generic;
using System.Globalization;

namespace BluezoneTag.Officer.Auditing;

/// <summary>One entry: what happened, when, by whom. Facts are texts; none is a secret, a code or a name of a person.</summary>
/// <param name="Number">Position, from 1 without gaps.</param>
/// <param name="UtcMs">UTC milliseconds since 1970, as the program was told.</param>
/// <param name="By">Label of the officer.</param>
/// <param name="Event">What happened.</param>
/// <param name="Facts">Details by name.</param>
public sealed record DeskLogEntry(int Number, long UtcMs, string By, DeskEvent Event, IReadOnlyDictionary<string, string> Facts)
{
    /// <summary>A fact; empty when it is not there.</summary>
    public string this[string name] => Facts.TryGetValue(name, out string? value) ? value : string.Empty;

    /// <summary>A fact as a number; 0 when it is not there.</summary>
    public long NumberOf(string name) => long.TryParse(this[name], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) ? value : 0;
}
