namespace BluezoneTag.Tag.Scheduling;

/// <summary>
/// How hard to look for neighbours whose time is not ours (docs/schedule.md, "When clocks disagree"): the longer ago the
/// last sync, the farther and the more often; least while the neighbours that are about are met anyway.
/// </summary>
public static class SearchPolicy
{
    /// <summary>Reach of a long scan while the clock is fresh.</summary>
    public const int NearReachMs = 700;

    /// <summary>Reach of the longest.</summary>
    public const int MaxReachMs = 3500;

    /// <summary>A shift up to this is allowed however good the clock should be.</summary>
    public const int MinShiftMs = 500;

    /// <summary>Time between two scans of a whole period.</summary>
    public const long AcquisitionPeriodMs = 1800000;

    /// <summary>A neighbour heard this recently is being met.</summary>
    public const int MetMs = 120000;

    /// <summary>Standard deviation of a clock, milliseconds, from which neighbours of the same kind miss each other's slots now and then.</summary>
    public const int OldClockMs = 150;

    private const int ApartMs = 80;
    private const int FreshMs = 150;
    private const int OldMs = 200;
    private const int StaleMs = 300;
    private const int FreshEvery = 60;
    private const int UsualEvery = 10;
    private const int OldEvery = 7;
    private const int StaleEvery = 3;
    private const int ReachMultiple = 3;
    private const int SyncDeviationMs = 50;
    private const int MaxDeviationMs = 10000;
    private const long Billion = 1000000000;

    /// <summary>Deviation of the grid in milliseconds, <paramref name="ageMs"/> after its sync with a clock of <paramref name="sigmaPpb"/>.</summary>
    public static int DeviationMs(long ageMs, int sigmaPpb)
    {
        long deviationMs = SyncDeviationMs + (ageMs / 1000 * sigmaPpb / (Billion / 1000));
        return deviationMs > MaxDeviationMs ? MaxDeviationMs : (int)deviationMs;
    }

    /// <summary>Sets the long scans of <paramref name="planner"/>.</summary>
    public static void Apply(SlotPlanner planner, int deviationMs, bool isMeeting)
    {
        bool isStale = deviationMs >= StaleMs && !isMeeting;
        planner.OverdueMs = deviationMs >= ApartMs ? OverdueOrder.StaleOverdueMs : OverdueOrder.OverdueMs;
        planner.LongScanEvery = isStale ? StaleEvery : deviationMs >= OldMs ? OldEvery : deviationMs >= FreshMs ? UsualEvery : FreshEvery;
        int reachMs = isStale ? ReachMultiple * deviationMs : NearReachMs;
        planner.LongScanMs = reachMs > MaxReachMs ? MaxReachMs : reachMs < NearReachMs ? NearReachMs : reachMs;
    }

    /// <summary>The farthest that the grid may be shifted against UTC.</summary>
    public static int ShiftLimitMs(int deviationMs)
    {
        return MinShiftMs + (ReachMultiple * deviationMs);
    }
}
