using BluezoneTag.Tag.Contacts;
using BluezoneTag.Tag.Power;
using BluezoneTag.Tag.Supervision;
using BluezoneTag.Tag.Timekeeping;

namespace BluezoneTag.Tag.Storage;

/// <summary>
/// What outlives a restart (docs/protocol.md 5.6): the clock, what retention believes, the counters, the days' counts, the
/// charge spent.
/// </summary>
public sealed class TagState
{
    private const int TimekeeperOffset = StateStore.PayloadOffset;
    private const int RetentionOffset = TimekeeperOffset + Timekeeper.Length;
    private const int CountersOffset = RetentionOffset + RetentionClock.Length;
    private const int DaysOffset = CountersOffset + TagCounters.Length;
    private const int Length = DaysOffset + DayCounts.Length - StateStore.PayloadOffset;

    private readonly StateStore _store;
    private readonly TagCounters _counters;
    private readonly DayCounts _days;
    private readonly Timekeeper _timekeeper;
    private readonly RetentionClock _retention;
    private readonly PowerBudget _budget;
    private readonly StateStore _budgetStore;

    /// <summary>Carries all of them to and from <paramref name="store"/>, the charge to and from <paramref name="budgetStore"/>: two
    /// files that each fit beside the directory wear the flash less than one that does not.</summary>
    public TagState(
        StateStore store, StateStore budgetStore, Timekeeper timekeeper, RetentionClock retention, TagCounters counters, DayCounts days, PowerBudget budget)
    {
        _store = store;
        _budgetStore = budgetStore;
        _timekeeper = timekeeper;
        _counters = counters;
        _days = days;
        _retention = retention;
        _budget = budget;
    }

    /// <summary>Reads the last saved state, if there is one. What has been counted before this call is kept.</summary>
    public void Load()
    {
        if (_budgetStore.Load(PowerBudget.Length))
        {
            _budget.Read(_budgetStore.Buffer, StateStore.PayloadOffset);
        }

        if (!_store.Load(Length))
        {
            return;
        }

        byte[] buffer = _store.Buffer;
        int damaged = _counters.Get(TagCounter.DamagedFiles);
        _timekeeper.Read(buffer, TimekeeperOffset);
        _retention.Read(buffer, RetentionOffset);
        _counters.Read(buffer, CountersOffset);
        _counters.Add(TagCounter.DamagedFiles, damaged);
        _days.Read(buffer, DaysOffset);
    }

    /// <summary>Saves the state as of <paramref name="utcMs"/>. If power dies inside, the state before is kept.</summary>
    public bool Save(long utcMs)
    {
        // The charge first: the two stores may share one buffer.
        bool isChargeSaved = SaveCharge();
        byte[] buffer = _store.Buffer;
        _timekeeper.Write(buffer, TimekeeperOffset, utcMs);
        _retention.Write(buffer, RetentionOffset);
        _counters.Write(buffer, CountersOffset);
        _days.Write(buffer, DaysOffset);
        return _store.Save(Length) && isChargeSaved;
    }

    /// <summary>Saves the charge alone, which must not grow old. If power dies inside, the one before is kept.</summary>
    public bool SaveCharge()
    {
        _budget.Write(_budgetStore.Buffer, StateStore.PayloadOffset);
        return _budgetStore.Save(PowerBudget.Length);
    }
}
