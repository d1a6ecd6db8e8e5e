using System.Collections.Generic;
using BluezoneTag.Simulator.Scoring;

namespace BluezoneTag.Simulator.Scenarios;

/// <summary>What an outbreak brought.</summary>
public sealed record OutbreakResult
{
    /// <summary>Seed of all chance.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Tags.</summary>
    public required int Tags { get; init; }

    /// <summary>School days.</summary>
    public required int Days { get; init; }

    /// <summary>The patients, by number and class.</summary>
    public required IReadOnlyList<string> Patients { get; init; }

    /// <summary>Each claim against the truth, by its name, in the order of the report.</summary>
    public required IReadOnlyDictionary<string, Detection> Scores { get; init; }

    /// <summary>Of those whom the tags told wrongly that they met an F0: true minutes face to face with one on the best day, fewest first.</summary>
    public required IReadOnlyList<double> FalseF1Minutes { get; init; }

    /// <summary>Bytes of the lists of F0 and F1 on their way to a tag.</summary>
    public required IReadOnlyList<int> ListBytes { get; init; }

    /// <summary>People on each list.</summary>
    public required IReadOnlyList<int> ListPeople { get; init; }

    /// <summary>Longest check of any tag for each list, SHA-256 blocks.</summary>
    public required IReadOnlyList<int> LongestBlocks { get; init; }

    /// <summary>Seconds from the end of the round that brought a list until the last tag had checked it, between its radio slots.</summary>
    public required IReadOnlyList<double> CheckSeconds { get; init; }

    /// <summary>Releases and kiosk rounds in their order.</summary>
    public required IReadOnlyList<KioskRound> Rounds { get; init; }

    /// <summary>Releases that the authority opened, bytes.</summary>
    public required long ReleasedBytes { get; init; }

    /// <summary>Tags that show the signal of an F1 and of an F2 at the end.</summary>
    public required IReadOnlyList<int> Alerts { get; init; }

    /// <summary>Records in all logs.</summary>
    public required int LogRecords { get; init; }
}
