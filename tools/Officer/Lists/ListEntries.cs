using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using BluezoneTag.Exposure;
using BluezoneTag.Officer.Messages;
using BluezoneTag.Officer.Releases;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.SyncClient;

namespace BluezoneTag.Officer.Lists;

/// <summary>
/// Makes the entries of a list from released daily keys: one for each stretch of days in which every key follows from the one before. A new stretch begins
/// behind a day on which the tag was re-keyed. An entry ends with the last slot that was released, and not with the next midnight as the phone app's do.
/// </summary>
public static class ListEntries
{
    private const int LastSlot = SlotTime.SlotsPerDay - 1;
    private const long DaySeconds = SlotTime.DayMs / 1000;
    private const long SlotSeconds = SlotTime.SlotMs / 1000;

    /// <summary>The entries for the days of a part. Throws <see cref="OfficerException"/> when there is no key for them.</summary>
    public static IReadOnlyList<InfoEntry> Of(ListPart part, OpenedRelease release)
    {
        ReleasedKey[] keys = [.. release.Keys.Where(key => key.Day >= part.FirstDay && key.Day <= part.LastDay).OrderBy(key => key.Day)];
        if (keys.Length == 0)
        {
            throw new OfficerException(OfficerFault.ListDaysOutside, ("release", part.Release), ("first", Dates.Text(part.FirstDay)), ("last", Dates.Text(part.LastDay)));
        }

        List<InfoEntry> entries = [];
        int first = 0;
        for (int i = 1; i <= keys.Length; i++)
        {
            if (i == keys.Length || !Follows(keys[i - 1], keys[i]))
            {
                entries.Add(EntryOf(keys[first], keys[i - 1]));
                first = i;
            }
        }

        return entries;
    }

    /// <summary>Every day of an entry with its key as hex: two entries that share one are of the same person.</summary>
    public static IEnumerable<(int Day, string Key)> DaysOf(InfoEntry entry)
    {
        byte[] key = entry.DailyKey;
        for (int day = 0; day * SlotTime.SlotsPerDay < entry.SlotCount; day++)
        {
            yield return (entry.FirstDay + day, Convert.ToHexString(key));
            key = SHA256.HashData(key);
        }
    }

    // A chain goes on over midnight alone; a day that ended early was the last of its key.
    private static bool Follows(ReleasedKey one, ReleasedKey next) =>
        next.Day == one.Day + 1 && one.LastSlot == LastSlot && SHA256.HashData(one.Key).AsSpan().SequenceEqual(next.Key);

    private static InfoEntry EntryOf(ReleasedKey first, ReleasedKey last) =>
        new([.. first.Key], first.Day * DaySeconds, (last.Day * DaySeconds) + (last.LastSlot * SlotSeconds), SlotTime.SlotsPerDay);
}
