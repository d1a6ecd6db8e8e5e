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
    private const int BudgetOffset = DaysOffset + DayCounts.Length;
    private const int Length = BudgetOffset + PowerBudget.Length;

    private readonly StateStore _store;
    private readonly TagCounters _counters;
    private readonly DayCounts _days;
    private readonly Timekeeper _timekeeper;
    private readonly RetentionClock _retention;
    private readonly PowerBudget _budget;
    private readonly byte[] _payload = new byte[Length];

    /// <summary>Carries all of them to and from <paramref name="store"/>.</summary>
    public TagState(
        StateStore store, Timekeeper timekeeper, RetentionClock retention, TagCounters counters, DayCounts days, PowerBudget budget)
    {
        _store = store;
        _timekeeper = timekeeper;
        _counters = counters;
        _days = days;
        _retention = retention;
        _budget = budget;
    }

    /// <summary>Reads the last saved state, if there is one. What has been counted before this call is kept.</summary>
    public void Load()
    {
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
        _budget.Read(_payload, BudgetOffset);
    }

    /// <summary>Saves the state as of <paramref name="utcMs"/>. If power dies inside, the state before is kept.</summary>
    public bool Save(long utcMs)
    {
        _timekeeper.Write(_payload, 0, utcMs);
        _retention.Write(_payload, RetentionOffset);
        _counters.Write(_payload, CountersOffset);
        _days.Write(_payload, DaysOffset);
        _budget.Write(_payload, BudgetOffset);
        return _store.Save(_payload, Length);
    }
}
