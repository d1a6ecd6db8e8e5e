using System.Collections.Generic;
using BluezoneTag.Simulator.Scoring;

namespace BluezoneTag.Simulator.Scenarios;

/// <summary>Everything a run found out; the terminal, the JSON file and the HTML report only show it.</summary>
public sealed record ScenarioResult
{
    /// <summary>Name of the scenario.</summary>
    public required string Scenario { get; init; }

    /// <summary>Where the contacts came from, for people.</summary>
    public required string Source { get; init; }

    /// <summary>Command that repeats the run.</summary>
    public required string ReplayCommand { get; init; }

    /// <summary>Platform profile, by name.</summary>
    public required string Platform { get; init; }

    /// <summary>Clock profile, by name.</summary>
    public required string Clock { get; init; }

    /// <summary>Cell capacity in milliampere hours.</summary>
    public required double CapacityMilliampHours { get; init; }

    /// <summary>Seed of all chance.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Tags in the run.</summary>
    public required int Tags { get; init; }

    /// <summary>Phones in the run.</summary>
    public required int Phones { get; init; }

    /// <summary>Length of the scored part in simulated seconds: the trace.</summary>
    public required int Seconds { get; init; }

    /// <summary>Seconds simulated in all, the evening and night after school included.</summary>
    public required int SimulatedSeconds { get; init; }

    /// <summary>Local second of the day at which the trace begins.</summary>
    public required int StartSecond { get; init; }

    /// <summary>Wall time of the whole run; the command that ran it sets it, the run itself knows virtual time only.</summary>
    public double WallSeconds { get; init; }

    /// <summary>Tags x <see cref="Seconds"/> / <see cref="WallSeconds"/>: the scored part only.</summary>
    public double TagSecondsPerSecond => Tags * (double)Seconds / WallSeconds;

    /// <summary>Contacts of at least 15 minutes a day, heard in both logs.</summary>
    public required Share Heard15 { get; init; }

    /// <summary>Contacts of at least 5 minutes a day, heard in both logs.</summary>
    public required Share Heard5 { get; init; }

    /// <summary>"Near for at least 15 minutes" by the tags' own log records.</summary>
    public required Detection Near15 { get; init; }

    /// <summary>The same by the phone app's threshold on the same sightings.</summary>
    public required Detection Near15PhoneRule { get; init; }

    /// <summary>95th percentile of |estimated - true| near seconds over pairs of at least 15 minutes.</summary>
    public required double DurationErrorP95Seconds { get; init; }

    /// <summary>True and estimated near time for each pair of at least 15 minutes and direction.</summary>
    public required IReadOnlyList<DurationPoint> Durations { get; init; }

    /// <summary>Seconds to the first sighting in encounters of at least five minutes, sorted.</summary>
    public required IReadOnlyList<double> LatencySeconds { get; init; }

    /// <summary>Encounters of at least five minutes, by direction, that were never heard.</summary>
    public required int MissedEncounters { get; init; }

    /// <summary>Ten-minute bins from the start of the trace.</summary>
    public required IReadOnlyList<TimelineBin> Timeline { get; init; }

    /// <summary>Share of the cell that each tag used in 24 hours, percent, in order of the tags.</summary>
    public required IReadOnlyList<double> BatteryPercentPerDay { get; init; }

    /// <summary>Whether less than a day was simulated: a day's battery is then this rate, around the clock.</summary>
    public bool IsExtrapolated => SimulatedSeconds < 86400;

    /// <summary>Mean current over the 24 hours and all tags.</summary>
    public required double MeanCurrentMilliamps { get; init; }

    /// <summary>Mean current during the trace.</summary>
    public required double SchoolCurrentMilliamps { get; init; }

    /// <summary>Phones and tags.</summary>
    public required PhoneScore PhoneScore { get; init; }

    /// <summary>Sightings that the firmware accepted.</summary>
    public required long Sightings { get; init; }

    /// <summary>Records in all logs at the end.</summary>
    public required int LogRecords { get; init; }

    /// <summary>Records with an id nobody sent: must be 0.</summary>
    public required int InventedRecords { get; init; }

    /// <summary>Advertisements that carried another id than that of the sender's own time: must be 0.</summary>
    public required int WrongIdentifiers { get; init; }

    /// <summary>Restarts of all tags.</summary>
    public required int Restarts { get; init; }

    /// <summary>Sum of the event counters of all tags, by name.</summary>
    public required IReadOnlyDictionary<string, long> Counters { get; init; }

    /// <summary>Bytes of flash files of the fullest tag.</summary>
    public required int LargestFlashBytes { get; init; }
}
