using System.Collections.Generic;
using BluezoneTag.Simulator.Scoring;

namespace BluezoneTag.Simulator.Scenarios;

/// <summary>What an outbreak brought.</summary>
public sealed record OutbreakResult
{
    /// <summary>Tags.</summary>
    public required int Tags { get; init; }

    /// <summary>School days.</summary>
    public required int Days { get; init; }

    /// <summary>The patients, by number and class.</summary>
    public required IReadOnlyList<string> Patients { get; init; }

    /// <summary>"Met an F0" by the tags, against 15 minutes face to face with one on one day.</summary>
    public required Detection F1 { get; init; }

    /// <summary>The same if the rule asked for so many minutes of estimate instead of 15, against the same truth.</summary>
    public required IReadOnlyDictionary<int, Detection> F1ByMinutes { get; init; }

    /// <summary>The same by the phone app's rule: one row at any distance.</summary>
    public required Detection F1PhoneRule { get; init; }

    /// <summary>"Met an F1" by the tags that did not say F1, against 15 minutes face to face with somebody who was listed, on a day for which she was.</summary>
    public required Detection F2 { get; init; }

    /// <summary>The same by the phone app's rule on the same list.</summary>
    public required Detection F2PhoneRule { get; init; }

    /// <summary>The same tags, against 15 minutes face to face with somebody who really met an F0.</summary>
    public required Detection F2OfTrueF1 { get; init; }

    /// <summary>Bytes of the lists of F0 and F1.</summary>
    public required IReadOnlyList<int> ListBytes { get; init; }

    /// <summary>Longest check of any tag for each list, SHA-256 blocks.</summary>
    public required IReadOnlyList<int> LongestBlocks { get; init; }

    /// <summary>Tags that show the signal of an F1 and of an F2 at the end.</summary>
    public required IReadOnlyList<int> Alerts { get; init; }

    /// <summary>Records in all logs.</summary>
    public required int LogRecords { get; init; }
}
