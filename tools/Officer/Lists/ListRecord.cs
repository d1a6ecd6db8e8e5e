using System.Collections.Generic;

namespace BluezoneTag.Officer.Lists;

/// <summary>A list: begun, signed, withdrawn.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Level">F0 or F1.</param>
/// <param name="Parts">Who is on it.</param>
/// <param name="Sha256">Of the signed file, hex; empty before.</param>
/// <param name="IssuedSeconds">UTC seconds of the signing.</param>
/// <param name="LastDay">UTC day of its last slot; 0 before it is signed.</param>
/// <param name="WithdrawnSeconds">UTC seconds; 0 when it is not withdrawn.</param>
public sealed record ListRecord(
    string Name, string Level, IReadOnlyList<ListPart> Parts, string Sha256 = "", long IssuedSeconds = 0, int LastDay = 0, long WithdrawnSeconds = 0)
{
    /// <summary>Whether it is signed and changes no more.</summary>
    public bool IsSigned => Sha256.Length > 0;

    /// <summary>Whether it was withdrawn.</summary>
    public bool IsWithdrawn => WithdrawnSeconds > 0;

    /// <summary>Whether any tag still remembers one of its days, 21 days back from <paramref name="today"/>.</summary>
    public bool IsCurrent(int today) => IsSigned && !IsWithdrawn && LastDay >= today - Exposure.InfoReader.MaxSpanDays;
}
