using BluezoneTag.Tag.Contacts;
using BluezoneTag.Tag.Supervision;
using BluezoneTag.Tag.Timekeeping;

namespace BluezoneTag.Tag.Storage;

/// <summary>What outlives a restart (docs/protocol.md 5.6): when the clock was last set, the counters, the days' counts.</summary>
public sealed class TagState
{
    private const int CountersOffset = Timekeeper.Length;
    private const int DaysOffset = CountersOffset + TagCounters.Length;
    private const int Length = DaysOffset + DayCounts.Length;

    private readonly StateStore _store;
    private readonly TagCounters _counters;
    private readonly DayCounts _days;
    private readonly Timekeeper _timekeeper;
    private readonly byte[] _payload = new byte[Length];

    /// <summary>Carries clock, counters and days to and from <paramref name="store"/>.</summary>
    public TagState(StateStore store, Timekeeper timekeeper, TagCounters counters, DayCounts days)
    {
        _store = store;
        _timekeeper = timekeeper;
        _counters = counters;
        _days = days;
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
        _counters.Read(_payload, CountersOffset);
        _counters.Add(TagCounter.DamagedFiles, damaged);
        _days.Read(_payload, DaysOffset);
    }

    /// <summary>Saves the state as of <paramref name="utcMs"/>. If power dies inside, the state before is kept.</summary>
    public bool Save(long utcMs)
    {
        _timekeeper.Write(_payload, 0, utcMs);
        _counters.Write(_payload, CountersOffset);
        _days.Write(_payload, DaysOffset);
        return _store.Save(_payload, Length);
    }
}
