using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Officer.Messages;
using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Protocol.Sync;
using BluezoneTag.Registry.Tags;
using BluezoneTag.SyncClient;

namespace BluezoneTag.Officer.Releases;

/// <summary>
/// Whether a tag can have sent a release (docs/protocol.md 8.9). The client that encrypted it saw it and could have changed it: what contradicts itself, goes beyond
/// the days agreed to or holds a base key is refused. That the rows are those of the wearer's tag nobody can check: docs/officer.md 7.
/// </summary>
public static class ReleaseCheck
{
    private const int LastSlot = SlotTime.SlotsPerDay - 1;
    private const int MaxKeyRows = ReleaseRequest.DayLimit + 3;

    /// <summary>
    /// Throws <see cref="OfficerException"/> when not. <paramref name="baseKeyFingerprints"/> are those of the base keys that the authority knows of.
    /// </summary>
    public static void Check(OpenedRelease release, string ownName, long nowUtcMs, IReadOnlyList<byte[]> baseKeyFingerprints)
    {
        ReleaseRequest request = release.Request;
        string authority = Convert.ToHexString(request.Authority);
        if (authority != ownName)
        {
            throw new OfficerException(OfficerFault.ReleaseForAnother, ("authority", authority), ("own", ownName));
        }

        CheckRequest(request, nowUtcMs);
        CheckKeys(release, baseKeyFingerprints);
        for (int i = 0; i < release.Contacts.Count; i++)
        {
            CheckContact(release.Contacts[i], request, $"contacts[{i}]");
        }
    }

    // It may have waited for days on its way: only the future is judged by our clock.
    private static void CheckRequest(ReleaseRequest request, long nowUtcMs)
    {
        if (request.NewestDay > SlotTime.DayOf(nowUtcMs) || !request.IsValid(request.NewestDay))
        {
            throw new OfficerException(OfficerFault.DaysInvalid);
        }
    }

    private static void CheckKeys(OpenedRelease release, IReadOnlyList<byte[]> baseKeyFingerprints)
    {
        if (release.Keys.Count > MaxKeyRows || (release.Keys.Count == 0 && release.Contacts.Count == 0))
        {
            throw Inconsistent("keys");
        }

        HashSet<string> seen = [];
        for (int i = 0; i < release.Keys.Count; i++)
        {
            ReleasedKey key = release.Keys[i];
            string place = $"keys[{i}]";
            bool canBe = key.Key.Length == DailyKeyChain.KeyLength && key.Key.AsSpan().ContainsAnyExcept((byte)0)
                && key.FirstSlot <= key.LastSlot && key.LastSlot <= LastSlot && seen.Add(Convert.ToHexString(key.Key));
            if (!canBe)
            {
                throw Inconsistent(place);
            }

            CheckDay(release.Request, key.Day);
            CheckBaseKey(release.Request.Kind, key, baseKeyFingerprints, place);
        }

        CheckOrder(release);
    }

    // A daily key counts from slot 0 on, but for the day on which its base key was made: and that one is the base key.
    private static void CheckBaseKey(ReleaseKind kind, ReleasedKey key, IReadOnlyList<byte[]> fingerprints, string place)
    {
        byte[] own = KeyFingerprint.OfBaseKey(key.Key);
        if ((kind == ReleaseKind.DailyKeys && key.FirstSlot > 0) || fingerprints.Any(one => one.AsSpan().SequenceEqual(own)))
        {
            throw new OfficerException(OfficerFault.ReleaseBaseKey, ("place", place));
        }
    }

    // Within a day keys follow each other, and share at most the slot of a re-keying; of a day there is one daily key.
    private static void CheckOrder(OpenedRelease release)
    {
        ReleasedKey[] keys = [.. release.Keys.OrderBy(key => key.Day).ThenBy(key => key.FirstSlot)];
        for (int i = 1; i < keys.Length; i++)
        {
            bool isSameDay = keys[i].Day == keys[i - 1].Day;
            if (isSameDay && (release.Request.Kind == ReleaseKind.DailyKeys || keys[i].FirstSlot < keys[i - 1].LastSlot))
            {
                throw Inconsistent($"keys of {Dates.Text(keys[i].Day)}");
            }
        }
    }

    // Times are whole seconds, rounded down: a record of the first second of a day may seem to be of the day before.
    private static void CheckContact(ReleasedContact contact, ReleaseRequest request, string place)
    {
        ContactRecord record = new();
        if (contact.Record.Length != ContactRecordCodec.Length || !ContactRecordCodec.TryDecode(contact.Record, 0, record))
        {
            throw Inconsistent(place);
        }

        long firstMs = (contact.BaseUtcSeconds * 1000L) + record.FirstMs;
        if (!request.Holds(SlotTime.DayOf(firstMs)) && !request.Holds(SlotTime.DayOf(firstMs + 999)))
        {
            throw new OfficerException(OfficerFault.ReleaseOfOtherDays, ("day", Dates.Text(SlotTime.DayOf(firstMs))));
        }
    }

    private static void CheckDay(ReleaseRequest request, int day)
    {
        if (!request.Holds(day))
        {
            throw new OfficerException(OfficerFault.ReleaseOfOtherDays, ("day", Dates.Text(day)));
        }
    }

    private static OfficerException Inconsistent(string place) => new(OfficerFault.ReleaseInconsistent, ("place", place));
}
