using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Tag.Scanning;
using BluezoneTag.Tag.Storage;
using BluezoneTag.Tag.Supervision;

namespace BluezoneTag.Tag.Contacts;

/// <summary>
/// Sightings in, contact records out: gathers the neighbours of a slot and, when the slot is over, adds them all to the
/// day's counts and writes those that were near at least once to the log. A classmate eight metres away is counted but
/// not remembered: twenty of them all day long would push three weeks of close contacts out of the flash. Every five minutes
/// the open slot goes to flash as a checkpoint, so that a power cut costs no more than that.
/// </summary>
public sealed class ContactBook
{
    /// <summary>Milliseconds of sightings that a power cut may cost, unless set otherwise.</summary>
    public const int DefaultCheckpointMs = 300000;

    private readonly ContactLog _log;
    private readonly TagCounters _counters;
    private readonly DayQuota _quota;
    private readonly long _utcOffsetMs;
    private int _slotNumber;
    private int _savedPart;
    private bool _hasNews;

    /// <summary>
    /// <paramref name="utcOffsetMinutes"/>: local time less UTC. <paramref name="hashSeed"/>: see <see cref="SightingTable"/>.
    /// </summary>
    public ContactBook(ContactLog log, TagCounters counters, int utcOffsetMinutes, uint hashSeed)
    {
        Sightings = new SightingTable(hashSeed);
        _log = log;
        _counters = counters;
        _quota = new DayQuota(log);
        _utcOffsetMs = utcOffsetMinutes * 60000L;
    }

    /// <summary>The neighbours of the slot that is going on.</summary>
    public SightingTable Sightings { get; }

    /// <summary>Contacts of the last 21 local days.</summary>
    public DayCounts Days { get; } = new DayCounts();

    /// <summary>
    /// How far the clock can be trusted; goes into every batch. While it is unset the times told to this object are those of a
    /// provisional clock, and nothing is deleted for its age.
    /// </summary>
    public ClockTrust ClockTrust { get; set; }

    /// <summary>How far off the clock may be, milliseconds, either way; -1 when nobody knows. Goes into every batch.</summary>
    public int ClockErrorMs { get; set; } = ClockStamp.UnknownErrorMs;

    /// <summary>
    /// The open slot goes to flash whenever so many milliseconds of it have passed, counted from its start: 1 to 900,000; a
    /// whole slot is never saved before its end. As <see cref="CloseSlotBefore"/> is called between two radio slots, a cut costs so many
    /// milliseconds of sightings, rounded up to whole radio slots.
    /// </summary>
    public int CheckpointMs { get; set; } = DefaultCheckpointMs;

    /// <summary>Whether all sightings so far are on flash, as far as they become records.</summary>
    public bool IsSaved
    {
        get { return !_hasNews; }
    }

    /// <summary>The local day of a UTC time, days since 1970-01-01.</summary>
    public int LocalDayOf(long utcMs)
    {
        return SlotTime.DayOf(utcMs + _utcOffsetMs);
    }

    /// <summary>Notes one sighting; closes the slot before it if this one is the first of another slot.</summary>
    public void Record(long utcMs, byte[] data, int idOffset, int rssiDbm, bool isTag)
    {
        CloseSlot(utcMs);
        _hasNews = true;
        Sightings.Record(data, idOffset, (int)(utcMs - SlotTime.StartOfSlot(_slotNumber)), rssiDbm, isTag);
    }

    /// <summary>
    /// Writes the gathered records if the slot they belong to is not that of <paramref name="utcMs"/> any more, and otherwise
    /// a checkpoint if it is time for one. To be called between radio slots. If power dies inside, each batch (up to 30 records)
    /// is on flash whole or not at all, and what the last checkpoint held is not lost.
    /// </summary>
    public void CloseSlotBefore(long utcMs)
    {
        CloseSlot(utcMs);
        int part = (int)(utcMs - SlotTime.StartOfSlot(_slotNumber)) / CheckpointMs;
        if (part != _savedPart && Checkpoint())
        {
            _savedPart = part;
        }
    }

    /// <summary>
    /// Saves the open slot as it is, without closing it. False when flash refused. If power dies inside, the checkpoint before
    /// counts.
    /// </summary>
    public bool Checkpoint()
    {
        if (!_hasNews)
        {
            return true;
        }

        SightingSource records = new SightingSource(Sightings);
        records.ChooseNear();
        if (records.Count == 0)
        {
            return true;
        }

        LimitToQuota(records);
        _hasNews = !_log.Checkpoints.Save(_log.NextSequence, _slotNumber, ClockState(), Sightings.Thresholds.RuleVersion, records);
        return !_hasNews;
    }

    /// <summary>
    /// Writes what has been gathered so far, before a restart or a sync or at an empty cell: the slot may then have more than one
    /// batch.
    /// </summary>
    public void Flush()
    {
        SightingSource records = new SightingSource(Sightings);
        records.CountAll(Days, LocalDayOf(SlotTime.StartOfSlot(_slotNumber)));
        _counters.Add(TagCounter.EvictedNeighbours, Sightings.EvictedCount);
        records.ChooseNear();
        if (records.Count > 0)
        {
            _counters.Add(TagCounter.RecordsOverQuota, LimitToQuota(records));
            int written = _log.AppendSlot(_slotNumber, ClockState(), Sightings.Thresholds.RuleVersion, records);
            _quota.Add(written);
            _counters.Add(TagCounter.RecordsWritten, written);
            _counters.Add(TagCounter.RecordsLost, records.Count - written);
        }

        Sightings.Clear();
        _hasNews = false;
    }

    private void CloseSlot(long utcMs)
    {
        int slotNumber = SlotTime.SlotNumber(utcMs);
        if (slotNumber == _slotNumber)
        {
            return;
        }

        Flush();
        _slotNumber = slotNumber;
        _savedPart = 0;
        if (ClockTrust != ClockTrust.Unset)
        {
            _log.DeleteExpired(slotNumber);
        }
    }

    private int ClockState()
    {
        return ClockStamp.Encode(ClockTrust, ClockErrorMs);
    }

    // Returns how many of the chosen records had to stay out.
    private int LimitToQuota(SightingSource records)
    {
        int localDay = LocalDayOf(SlotTime.StartOfSlot(_slotNumber));
        int firstSlot = SlotTime.SlotNumber((localDay * SlotTime.DayMs) - _utcOffsetMs);
        int allowed = _quota.Allowed(localDay, firstSlot, firstSlot + SlotTime.SlotsPerDay);
        int over = records.Count - allowed;
        if (over <= 0)
        {
            return 0;
        }

        records.KeepBest(allowed);
        return over;
    }
}
