using BluezoneTag.Protocol.Identifiers;

namespace BluezoneTag.Tag.Scheduling;

/// <summary>
/// What the schedule learns from the tags that a scan heard: whether there is just one, and how far their time is from ours.
/// Knows the plan of the slot, so it knows when each of them should have begun to advertise.
/// </summary>
public sealed class Neighbourhood
{
    private const int HalfAdvertisingMs = RadioSlots.AdvertisingMs / 2;

    private readonly LonePair _pair;
    private readonly GridPhase _phase;
    private readonly SlotPlanner _planner;
    private readonly RollingIdentifier _identifier;

    /// <summary>Watches for <paramref name="planner"/>, whose pair and phase these are.</summary>
    public Neighbourhood(LonePair pair, GridPhase phase, SlotPlanner planner, RollingIdentifier identifier)
    {
        _pair = pair;
        _phase = phase;
        _planner = planner;
        _identifier = identifier;
    }

    /// <summary>UTC milliseconds at which the scan being processed began to listen.</summary>
    public long ScanStartUtcMs { get; set; }

    /// <summary>Whether the latest scan heard a tag for the first time in this quarter of an hour.</summary>
    public bool HasNewcomer { get; private set; }

    /// <summary>Whether there is a crowd.</summary>
    public CrowdWatch Crowd { get; } = new CrowdWatch();

    /// <summary>Tags heard since <see cref="BeginScan"/>.</summary>
    public int TagCount { get; private set; }

    /// <summary>A scan of the planned slot is about to be processed.</summary>
    public void BeginScan(long startUtcMs)
    {
        ScanStartUtcMs = startUtcMs;
        TagCount = 0;
        HasNewcomer = false;
        _phase.BeginScan();
    }

    /// <summary>
    /// A tag was heard, for the first time in this scan. <paramref name="isPrompt"/>: the time is that of the air, and not of
    /// a handler that had others to work on first; only such times say anything about the neighbour's clock.
    /// </summary>
    public void Note(byte[] ids, int offset, int hours, long uptimeMs, long utcMs, bool isPrompt)
    {
        TagCount++;
        _pair.Note(ids, offset, uptimeMs);
        HasNewcomer |= Crowd.Note(ids, offset, SlotTime.SlotNumber(utcMs));
        if (_planner.IsAcquisition)
        {
            _phase.AddSample((int)((utcMs + _phase.OffsetMs + HalfAdvertisingMs) % RadioSlots.CompanyPeriodMs), hours, false);
        }
        else if (_planner.IsLong && isPrompt && !_planner.IsOrderOfOthersUnknown)
        {
            Measure(ids, offset, hours, uptimeMs, utcMs);
        }
    }

    private void Measure(byte[] ids, int offset, int hours, long uptimeMs, long utcMs)
    {
        int heardMs = (int)(utcMs + _phase.OffsetMs - RadioSlots.CentreOf(_planner.Slot));
        int scanMs = (int)(ScanStartUtcMs + _phase.OffsetMs - RadioSlots.CentreOf(_planner.Slot));
        bool isLarger = LonePair.IsLarger(_identifier.Id, ids, offset);
        bool isFirst = _planner.IsOtherFirst(ids, offset, _planner.Slot);
        int offsetMs = heardMs - ExpectedMs(isFirst);
        if (!isLarger && _pair.PartnerOffset(uptimeMs) >= 0)
        {
            // It may have taken the opposite of our order: then the nearer explanation is the better one.
            int other = heardMs - ExpectedMs(!isFirst);
            if (Timekeeping.IntegerMath.Absolute(other) < Timekeeping.IntegerMath.Absolute(offsetMs))
            {
                offsetMs = other;
                isFirst = !isFirst;
            }
        }

        if (heardMs - scanMs >= GridPhase.ClippedMs)
        {
            _phase.AddSample(offsetMs, hours, isLarger);
        }
        else if (scanMs > ExpectedMs(isFirst) + RadioSlots.AdvertisingMs || scanMs + GridPhase.ClippedMs < ExpectedMs(isFirst))
        {
            // On the air already when the scan began, and it should not have been: half a burst is the likeliest shift.
            _phase.AddSample(offsetMs - HalfAdvertisingMs, hours, isLarger);
        }
    }

    // When a burst begins, milliseconds after the centre of the slot's first window.
    private static int ExpectedMs(bool isFirst)
    {
        return isFirst ? -HalfAdvertisingMs : RadioSlots.SecondCentreMs - HalfAdvertisingMs;
    }
}
