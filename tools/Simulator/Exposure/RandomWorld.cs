using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Exposure;
using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Simulator.Engine;

namespace BluezoneTag.Simulator.Exposure;

/// <summary>Listed people and a log that met some of them, all from a seed.</summary>
public sealed class RandomWorld
{
    /// <summary>First UTC day of it.</summary>
    public const int FirstDay = 18475;

    private readonly ulong _seed;
    private readonly Dictionary<(int Person, int Slot), byte[]> _ids = new();

    /// <summary>A world of <paramref name="people"/> listed for up to <paramref name="days"/> days each.</summary>
    public RandomWorld(ulong seed, int people, int days)
    {
        _seed = seed;
        Days = days;
        Entries = [.. Enumerable.Range(0, people).Select(MakeEntry)];
        for (int person = 0; person < people; person++)
        {
            foreach ((long startMs, byte[] id) in PhoneRule.Expand(Entries[person]))
            {
                _ids[(person, SlotTime.SlotNumber(startMs))] = id;
            }
        }
    }

    /// <summary>Who is listed.</summary>
    public IReadOnlyList<InfoEntry> Entries { get; }

    /// <summary>Days of the world.</summary>
    public int Days { get; }

    /// <summary>Noon UTC of the day after.</summary>
    public long NowUtcMs => ((FirstDay + Days) * SlotTime.DayMs) + (SlotTime.DayMs / 2);

    /// <summary>The list in compact form.</summary>
    public CompactList List(int level) => CompactList.Of(level, Noise.Bytes(8, _seed, 77 + level), Entries, FirstDay, FirstDay + Days);

    /// <summary>
    /// A record of slot <paramref name="slot"/>: of a listed person, in her slot or with an id of the slots beside it, or of a stranger.
    /// </summary>
    public ContactRecord Record(int slot, int number)
    {
        int kind = Pick(8, slot, number, 1);
        int person = Pick(Entries.Count, slot, number, 2);
        int idSlot = slot + (kind == 1 ? -1 : kind == 2 ? 1 : kind == 3 ? 5 : 0);
        byte[] id = kind < 5 && _ids.TryGetValue((person, idSlot), out byte[]? known) ? known : Noise.Bytes(12, _seed, ((long)slot * 1000) + number);
        int first = Pick(224, slot, number, 3) * 4000;
        int last = first + (Pick((896000 - first) / 4000, slot, number, 4) * 4000);
        int sightings = 1 + Pick(40, slot, number, 5);
        var record = new ContactRecord
        {
            FirstMs = kind == 4 ? 0 : first,
            LastMs = last,
            SightingCount = sightings,
            NearCount = 1 + Pick(sightings, slot, number, 6),
            MeanRssiDbm = -52 - Pick(15, slot, number, 7),
            IsTag = Pick(2, slot, number, 8) == 0,
        };
        record.StrongestRssiDbm = record.MeanRssiDbm + Pick(12, slot, number, 9);
        id.CopyTo(record.Id, 0);
        return record;
    }

    /// <summary>
    /// Writes a log: each slot with the given chance some records; now and then the clock is unset for a while and set again, or goes
    /// back by a slot.
    /// </summary>
    public void Fill(ExposureRig rig, double busySlots, int maxRecords)
    {
        uint unsetFrom = 0;
        int unsetLeft = 0;
        for (int slot = FirstDay * SlotTime.SlotsPerDay; slot < (FirstDay + Days) * SlotTime.SlotsPerDay; slot++)
        {
            if (Noise.Uniform(_seed, slot, 100) >= busySlots)
            {
                continue;
            }

            ContactRecord[] records = [.. Enumerable.Range(0, 1 + Pick(maxRecords, slot, 101)).Select(number => Record(slot, number))];
            if (unsetLeft == 0 && Pick(60, slot, 102) == 0)
            {
                unsetLeft = 4;
                unsetFrom = rig.Log.NextSequence;
            }

            int lag = 700 + Pick(200, LagPeriodOf(slot), 103);
            bool isUnset = unsetLeft > 0;
            int written = isUnset ? slot - lag : slot - (Pick(40, slot, 104) == 0 ? 1 : 0);
            rig.Append(written, records, isUnset ? ClockTrust.Unset : ClockTrust.Synced);
            if (isUnset && --unsetLeft == 0 && Pick(3, slot, 105) != 0)
            {
                rig.Log.AppendRedating(unsetFrom, ((long)lag * SlotTime.SlotMs) + Pick(900000, slot, 106) - 450000);
            }
        }
    }

    // One lag for each run without a clock would need memory; the last one counts, the others are moved elsewhere.
    private static long LagPeriodOf(int slot) => slot / 8;

    private InfoEntry MakeEntry(int person)
    {
        int day = FirstDay + Pick(Days, person, 10);
        int days = 1 + Pick(FirstDay + Days - day, person, 11);
        int seconds = Pick(3, person, 12) == 0 ? Pick(86400, person, 13) - 43200 : 0;
        long start = day * 86400L;
        return new InfoEntry(Noise.Bytes(32, _seed, 1000 + person), start, Math.Max(start, start + (days * 86400L) + Math.Min(0, seconds)), 96);
    }

    private int Pick(int count, long a, long b = 0, long c = 0) => (int)(Noise.Bits(_seed, a, b, c) % (ulong)Math.Max(1, count));
}
