using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Tag.Contacts;
using BluezoneTag.Tag.Supervision;

namespace BluezoneTag.Tag.Storage;

/// <summary>
/// What outlives a restart (docs/protocol.md 5.6): when the clock was last set and last known, what retention believes, the
/// counters, the days' counts.
/// </summary>
public sealed class TagState
{
    private const int LastUtcOffset = 8;
    private const int RetentionOffset = 16;
    private const int CountersOffset = RetentionOffset + RetentionClock.Length;
    private const int DaysOffset = CountersOffset + TagCounters.Length;
    private const int Length = DaysOffset + DayCounts.Length;

    private readonly StateStore _store;
    private readonly TagCounters _counters;
    private readonly DayCounts _days;
    private readonly RetentionClock _retention;
    private readonly byte[] _payload = new byte[Length];

    /// <summary>
    /// Carries <paramref name="counters"/>, <paramref name="days"/> and <paramref name="retention"/> to and from
    /// <paramref name="store"/>.
    /// </summary>
    public TagState(StateStore store, TagCounters counters, DayCounts days, RetentionClock retention)
    {
        _store = store;
        _counters = counters;
        _days = days;
        _retention = retention;
    }

    /// <summary>UTC milliseconds of the moment the clock was last set; 0 when it never was.</summary>
    public long LastSyncUtcMs { get; set; }

    /// <summary>
    /// UTC milliseconds of the last save at which UTC was known, 0 when there was none: the time is not before this, whatever
    /// happened since.
    /// </summary>
    public long LastUtcMs { get; set; }

    /// <summary>Reads the last saved state, if there is one. What has been counted before this call is kept.</summary>
    public void Load()
    {
        if (!_store.Load(_payload, Length))
        {
            return;
        }

        int damaged = _counters.Get(TagCounter.DamagedFiles);
        LastSyncUtcMs = LittleEndian.ReadInt64(_payload, 0);
        LastUtcMs = LittleEndian.ReadInt64(_payload, LastUtcOffset);
        _retention.Read(_payload, RetentionOffset);
        _counters.Read(_payload, CountersOffset);
        _counters.Add(TagCounter.DamagedFiles, damaged);
        _days.Read(_payload, DaysOffset);
    }

    /// <summary>Saves the state. If power dies inside, the state before is kept.</summary>
    public bool Save()
    {
        LittleEndian.WriteInt64(_payload, 0, LastSyncUtcMs);
        LittleEndian.WriteInt64(_payload, LastUtcOffset, LastUtcMs);
        _retention.Write(_payload, RetentionOffset);
        _counters.Write(_payload, CountersOffset);
        _days.Write(_payload, DaysOffset);
        return _store.Save(_payload, Length);
    }
}
