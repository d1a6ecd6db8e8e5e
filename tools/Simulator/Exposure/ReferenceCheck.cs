using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Exposure;
using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Protocol.Exposure;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Tag.Storage;

namespace BluezoneTag.Simulator.Exposure;

/// <summary>
/// The check as a sentence of the rule says it, in as few words as possible and with none of the tag's code but the reader of its log
/// and the estimate of near time: every record against every id.
/// </summary>
public static class ReferenceCheck
{
    /// <summary>The verdict on <paramref name="log"/>, without list, state and acknowledgement.</summary>
    public static ExposureVerdict Verdict(int listLevel, IReadOnlyList<InfoEntry> entries, ContactLog log, NearThresholds thresholds)
    {
        Dictionary<string, (int Person, long StartMs)> ids = new();
        for (int person = 0; person < entries.Count; person++)
        {
            foreach ((long startMs, byte[] id) in PhoneRule.Expand(entries[person]))
            {
                ids[Convert.ToHexString(id)] = (person, startMs);
            }
        }

        var near = new Dictionary<(int Person, int Day), int>();
        int flags = 0;
        long endMs = ids.Values.Max(one => one.StartMs) + SlotTime.SlotMs;
        for (LogReader reader = log.OpenReader(); reader.Read();)
        {
            if (reader.IsNotBefore)
            {
                flags |= reader.FirstUtcMs < endMs + SlotTime.SlotMs ? ExposureVerdict.UndatedFlag : 0;
            }
            else if (ids.TryGetValue(Convert.ToHexString(reader.Record.Id), out (int Person, long StartMs) listed))
            {
                long early = listed.StartMs - reader.LastUtcMs;
                long late = reader.FirstUtcMs - (listed.StartMs + SlotTime.SlotMs);
                if (early <= ExposureRule.StaleMs && late <= ExposureRule.StaleMs)
                {
                    (int, int) key = (listed.Person, SlotTime.DayOf(reader.FirstUtcMs + (ExposureRig.UtcOffsetMinutes * 60000L)));
                    near[key] = near.GetValueOrDefault(key) + (ProximityRule.NearTimeMs(reader.Record, thresholds) / 1000);
                    flags |= ExposureVerdict.MetFlag | (early > 0 || late > 0 ? ExposureVerdict.StaleFlag : 0);
                }
            }
        }

        return Decide(listLevel, near, flags);
    }

    /// <summary>Whether the phone app would call any row of these a contact: first or last sighting in the window of a listed id.</summary>
    public static bool IsPhoneMatch(IReadOnlyList<InfoEntry> entries, IEnumerable<(byte[] Id, long TimeMs)> rows)
    {
        ILookup<string, long> times = rows.ToLookup(row => Convert.ToHexString(row.Id), row => row.TimeMs);
        return entries.SelectMany(PhoneRule.Expand).Any(one => times[Convert.ToHexString(one.Id)].Any(time => PhoneRule.IsInWindow(one.StartMs, time)));
    }

    private static ExposureVerdict Decide(int listLevel, Dictionary<(int Person, int Day), int> near, int flags)
    {
        var exposures = near.Where(one => one.Value >= ExposureRule.MinNearSeconds).OrderByDescending(one => one.Value).ThenBy(one => one.Key.Day).ToList();
        return exposures.Count == 0
            ? new ExposureVerdict { Flags = flags }
            : new ExposureVerdict
            {
                Level = listLevel + 1,
                LocalDay = exposures[0].Key.Day,
                NearMinutes = exposures[0].Value / 60,
                DayCount = exposures.Select(one => one.Key.Day).Distinct().Count(),
                Flags = flags,
            };
    }
}
