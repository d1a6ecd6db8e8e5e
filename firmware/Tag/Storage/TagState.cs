using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Tag.Contacts;
using BluezoneTag.Tag.Supervision;

namespace BluezoneTag.Tag.Storage;

/// <summary>What outlives a restart (docs/protocol.md 5.6): when the clock was last set, the counters, the days' counts.</summary>
public sealed class TagState
{
    private const int CountersOffset = 8;
    private const int DaysOffset = CountersOffset + TagCounters.Length;
    private const int Length = DaysOffset + DayCounts.Length;

    private readonly StateStore _store;
    private readonly TagCounters _counters;
    private readonly DayCounts _days;
    private readonly byte[] _payload = new byte[Length];

    /// <summary>Carries <paramref name="counters"/> and <paramref name="days"/> to and from <paramref name="store"/>.</summary>
    public TagState(StateStore store, TagCounters counters, DayCounts days)
    {
        _store = store;
        _counters = counters;
        _days = days;
    }

    /// <summary>UTC milliseconds of the moment the clock was last set; 0 when it never was.</summary>
    public long LastSyncUtcMs { get; set; }

    /// <summary>Reads the last saved state, if there is one. What has been counted before this call is kept.</summary>
    public void Load()
    {
        if (!_store.Load(_payload, Length))
        {
            return;
        }

        int damaged = _counters.Get(TagCounter.DamagedFiles);
        LastSyncUtcMs = LittleEndian.ReadInt64(_payload, 0);
        _counters.Read(_payload, CountersOffset);
        _counters.Add(TagCounter.DamagedFiles, damaged);
        _days.Read(_payload, DaysOffset);
    }

    /// <summary>Saves the state. If power dies inside, the state before is kept.</summary>
    public bool Save()
    {
        LittleEndian.WriteInt64(_payload, 0, LastSyncUtcMs);
        _counters.Write(_payload, CountersOffset);
        _days.Write(_payload, DaysOffset);
        return _store.Save(_payload, Length);
    }
}
