using System.Collections.Generic;

namespace BluezoneTag.Simulator.Benches;

/// <summary>What `bench exposure` found. Counted, never timed.</summary>
public sealed record ExposureBenchResult
{
    /// <summary>Limit of instructions for each record and key-day.</summary>
    public const int RecordIlLimit = 200;

    /// <summary>Limit of the check's heap.</summary>
    public const int HeapLimitBytes = DeviceBenchResult.ExposureHeapLimitBytes;

    /// <summary>Limit of the probability of a false match.</summary>
    public const double FalseMatchLimit = 1e-6;

    /// <summary>Limit of seconds on the air for 50 new key-days.</summary>
    public const double DaySecondsLimit = 3;

    /// <summary>Instructions of one SHA-256 block.</summary>
    public required long BlockIl { get; init; }

    /// <summary>Instructions of comparing one record with the ids of one chunk in three slots, the ids being there.</summary>
    public required long LookIl { get; init; }

    /// <summary>50 people for 14 days over contacts in nine hours a day.</summary>
    public required ExposureRun List { get; init; }

    /// <summary>The same over as many contacts all round the clock.</summary>
    public required ExposureRun SpreadList { get; init; }

    /// <summary>50 people for one day.</summary>
    public required ExposureRun Day { get; init; }

    /// <summary>How long it takes for lists of several sizes.</summary>
    public required IReadOnlyList<ExposureWait> Waits { get; init; }

    /// <summary>The forms compared, the one in use first.</summary>
    public required IReadOnlyList<ExposureForm> Forms { get; init; }

    /// <summary>Heap of the check.</summary>
    public required int HeapBytes { get; init; }

    /// <summary>Whether a record and key-day keeps to its limit, round the clock too.</summary>
    public bool IsIlWithinLimit => List.PerRecordAndKeyDay <= RecordIlLimit && SpreadList.PerRecordAndKeyDay <= RecordIlLimit;

    /// <summary>Whether the heap is within its limit.</summary>
    public bool IsHeapWithinLimit => HeapBytes <= HeapLimitBytes;

    /// <summary>Whether false matches are rare enough.</summary>
    public bool IsFalseMatchWithinLimit => Forms[0].FalseMatch <= FalseMatchLimit;

    /// <summary>Whether a day's list is short enough.</summary>
    public bool IsAirWithinLimit => Forms[0].DaySeconds <= DaySecondsLimit;

    /// <summary>Whether all limits are kept.</summary>
    public bool IsPassed => IsIlWithinLimit && IsHeapWithinLimit && IsFalseMatchWithinLimit && IsAirWithinLimit;
}
