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
    private const int RetentionOffset = Timekeeper.Length;
    private const int CountersOffset = RetentionOffset + RetentionClock.Length;
    private const int DaysOffset = CountersOffset + TagCounters.Length;
    private const int Length = DaysOffset + DayCounts.Length;

    private readonly StateStore _store;
    private readonly TagCounters _counters;
    private readonly DayCounts _days;
    private readonly Timekeeper _timekeeper;
    private readonly RetentionClock _retention;
    private readonly PowerBudget _budget;
    private readonly StateStore _budgetStore;
    private readonly byte[] _payload = new byte[Length];
    private readonly byte[] _budgetPayload = new byte[PowerBudget.Length];

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
        if (_budgetStore.Load(_budgetPayload, PowerBudget.Length))
        {
            _budget.Read(_budgetPayload, 0);
        }

        if (!_store.Load(_payload, Length))
        {
            return;
        }

        int damaged = _counters.Get(TagCounter.DamagedFiles);
        _timekeeper.Read(_payload, 0);
        _retention.Read(_payload, RetentionOffset);
        _counters.Read(_payload, CountersOffset);
        _counters.Add(TagCounter.DamagedFiles, damaged);
        _days.Read(_payload, DaysOffset);
    }

    /// <summary>Saves the state as of <paramref name="utcMs"/>. If power dies inside, the state before is kept.</summary>
    public bool Save(long utcMs)
    {
        _timekeeper.Write(_payload, 0, utcMs);
        _retention.Write(_payload, RetentionOffset);
        _counters.Write(_payload, CountersOffset);
        _days.Write(_payload, DaysOffset);
        bool isChargeSaved = SaveCharge();
        return _store.Save(_payload, Length) && isChargeSaved;
    }

    /// <summary>Saves the charge alone, which must not grow old. If power dies inside, the one before is kept.</summary>
    public bool SaveCharge()
    {
        _budget.Write(_budgetPayload, 0);
        return _budgetStore.Save(_budgetPayload, PowerBudget.Length);
    }
}
