using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Tag.Scanning;
using BluezoneTag.Tag.Storage;
using BluezoneTag.Tag.Supervision;

namespace BluezoneTag.Tag.Contacts;

/// <summary>
/// Sightings in, contact records out: gathers the neighbours of a slot and, when the slot is over, adds them all to the
/// day's counts and writes those that were near at least once to the log. A classmate eight metres away is counted but
/// not remembered: twenty of them all day long would push three weeks of close contacts out of the flash.
/// </summary>
public sealed class ContactBook
{
    private readonly ContactLog _log;
    private readonly TagCounters _counters;
    private readonly ContactRecord _record = new ContactRecord();
    private readonly long _utcOffsetMs;
    private int _slotNumber;

    /// <summary>
    /// <paramref name="utcOffsetMinutes"/>: local time less UTC. <paramref name="hashSeed"/>: see <see cref="SightingTable"/>.
    /// </summary>
    public ContactBook(ContactLog log, TagCounters counters, int utcOffsetMinutes, uint hashSeed)
    {
        Sightings = new SightingTable(hashSeed);
        _log = log;
        _counters = counters;
        _utcOffsetMs = utcOffsetMinutes * 60000L;
    }

    /// <summary>The neighbours of the slot that is going on.</summary>
    public SightingTable Sightings { get; }

    /// <summary>Contacts of the last 21 local days.</summary>
    public DayCounts Days { get; } = new DayCounts();

    /// <summary>How far the clock can be trusted; goes into every batch.</summary>
    public ClockTrust ClockTrust { get; set; }

    /// <summary>The local day of a UTC time, days since 1970-01-01.</summary>
    public int LocalDayOf(long utcMs)
    {
        return SlotTime.DayOf(utcMs + _utcOffsetMs);
    }

    /// <summary>Notes one sighting; closes the slot before it if this one is the first of another slot.</summary>
    public void Record(long utcMs, byte[] data, int idOffset, int rssiDbm, bool isTag)
    {
        CloseSlotBefore(utcMs);
        Sightings.Record(data, idOffset, (int)(utcMs - SlotTime.StartOfSlot(_slotNumber)), rssiDbm, isTag);
    }

    /// <summary>
    /// Writes the gathered records if the slot they belong to is not that of <paramref name="utcMs"/> any more. If power
    /// dies inside, each batch (up to 60 records) is on flash whole or not at all.
    /// </summary>
    public void CloseSlotBefore(long utcMs)
    {
        int slotNumber = SlotTime.SlotNumber(utcMs);
        if (slotNumber != _slotNumber)
        {
            Flush();
            _slotNumber = slotNumber;
        }
    }

    /// <summary>Writes what has been gathered so far, at a restart or an empty cell: the slot may then have two batches.</summary>
    public void Flush()
    {
        CountDay();
        _counters.Add(TagCounter.EvictedNeighbours, Sightings.EvictedCount);
        Sightings.KeepNear();
        int count = Sightings.Count;
        if (count > 0)
        {
            int written = _log.AppendSlot(_slotNumber, ClockTrust, Sightings);
            _counters.Add(TagCounter.RecordsWritten, written);
            _counters.Add(TagCounter.RecordsLost, count - written);
        }

        Sightings.Clear();
    }

    private void CountDay()
    {
        int localDay = LocalDayOf(SlotTime.StartOfSlot(_slotNumber));
        for (int i = 0; i < Sightings.Count; i++)
        {
            Sightings.Read(i, _record);
            Days.Add(localDay, ProximityRule.IsCloseContact(_record));
        }
    }
}
