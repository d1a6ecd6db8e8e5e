using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using BluezoneTag.Exposure;
using BluezoneTag.Officer.Auditing;
using BluezoneTag.Officer.Messages;
using BluezoneTag.Officer.Releases;
using BluezoneTag.Officer.Storage;
using BluezoneTag.Protocol.Exposure;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Protocol.Sync;
using AuthorityKeys = BluezoneTag.Exposure.AuthorityKeys;

namespace BluezoneTag.Officer.Lists;

/// <summary>
/// Lists from begin to withdrawal (docs/officer.md 4). A list takes daily keys (kind 2) alone, each bounded by the days that the wearer agreed to; nobody stands on two
/// lists that are in force. Before a list is stored it is read as a client reads it.
/// </summary>
public static partial class ListDesk
{
    /// <summary>Begins a list. Throws <see cref="OfficerException"/>.</summary>
    public static ListRecord Begin(OfficerDesk desk, string name, string level)
    {
        if (!NamePattern().IsMatch(name))
        {
            throw new OfficerException(OfficerFault.ListNameInvalid, ("name", name));
        }

        if (desk.State.FindList(name) != null)
        {
            throw new OfficerException(OfficerFault.ListExists, ("name", name));
        }

        desk.Record(DeskEvent.ListBegun, ("list", name), ("level", level));
        return desk.State.List(name);
    }

    /// <summary>Puts a release on a list, all its days or those between. Throws <see cref="OfficerException"/>.</summary>
    public static ListPart Add(OfficerDesk desk, ECDiffieHellman authority, string name, string releaseId, int? firstDay, int? lastDay)
    {
        ListRecord list = OpenList(desk, name);
        ReleaseRecord record = desk.State.Release(releaseId);
        if (record.Kind != ReleaseKind.DailyKeys)
        {
            throw new OfficerException(OfficerFault.ListNeedsDailyKeys, ("release", record.Id));
        }

        IReadOnlyList<int> days = Dates.Of(record.NewestDay, record.Mask);
        ListPart part = new(record.Id, firstDay ?? days[0], lastDay ?? days[^1]);
        if (part.FirstDay > part.LastDay || part.FirstDay < days[0] || part.LastDay > days[^1])
        {
            throw new OfficerException(OfficerFault.ListDaysOutside, ("release", record.Id), ("first", Dates.Text(part.FirstDay)), ("last", Dates.Text(part.LastDay)));
        }

        HashSet<(int, string)> added = [.. EntriesOf(desk, authority, part).SelectMany(ListEntries.DaysOf)];
        foreach (ListRecord other in desk.State.Lists.Where(one => !one.IsWithdrawn))
        {
            if (other.Parts.SelectMany(one => EntriesOf(desk, authority, one)).SelectMany(ListEntries.DaysOf).Any(added.Contains))
            {
                throw new OfficerException(OfficerFault.ListKeyTwice, ("release", record.Id), ("name", other.Name));
            }
        }

        desk.Record(DeskEvent.ListAdded, ("list", list.Name), ("release", part.Release), ("firstDay", part.FirstDay), ("lastDay", part.LastDay));
        return part;
    }

    /// <summary>Signs a list and stores it. It changes no more. Throws <see cref="OfficerException"/>.</summary>
    public static PublishedList Sign(OfficerDesk desk, ECDiffieHellman authority, ECDsa signing, string name)
    {
        ListRecord list = OpenList(desk, name);
        if (list.Parts.Count == 0)
        {
            throw new OfficerException(OfficerFault.ListEmpty, ("name", list.Name));
        }

        // By key: the order says nothing about who came first.
        InfoEntry[] entries = [.. list.Parts.SelectMany(part => EntriesOf(desk, authority, part)).OrderBy(entry => Convert.ToHexString(entry.DailyKey), StringComparer.Ordinal)];
        int level = list.Level == "F0" ? ExposureRule.ListOfF0 : ExposureRule.ListOfF1;
        long issued = desk.NowUtcMs / 1000;
        byte[] file = PublishedList.Publish(level, list.Name, issued, entries, signing);
        PublishedList read = ReadAsClient(desk, list.Name, file);
        string sha256 = Convert.ToHexString(SHA256.HashData(file));
        int lastDay = entries.Max(entry => SlotTime.DayOf(entry.EndSeconds * 1000));
        desk.Files.Write(desk.Folder.List(list.Name), file);
        desk.Record(
            DeskEvent.ListSigned,
            ("list", list.Name), ("sha256", sha256), ("id", Convert.ToHexString(read.ListId)), ("issued", issued), ("entries", entries.Length), ("lastDay", lastDay));
        return read;
    }

    /// <summary>Withdraws a list, signed or not. It is gone from what is published next; tags that have checked it keep their verdict. Throws <see cref="OfficerException"/>.</summary>
    public static ListRecord Withdraw(OfficerDesk desk, string name, string reason)
    {
        ListRecord list = desk.State.List(name);
        if (list.IsWithdrawn)
        {
            throw Closed(list);
        }

        desk.Record(DeskEvent.ListWithdrawn, ("list", list.Name), ("reason", reason));
        return desk.State.List(name);
    }

    private static OfficerException Closed(ListRecord list) => new(
        OfficerFault.ListClosed, ("name", list.Name), ("state", list.IsWithdrawn ? new Text("withdrawn", "đã thu hồi") : new Text("signed", "đã ký")));

    private static ListRecord OpenList(OfficerDesk desk, string name)
    {
        ListRecord list = desk.State.List(name);
        return list.IsSigned || list.IsWithdrawn ? throw Closed(list) : list;
    }

    private static IReadOnlyList<InfoEntry> EntriesOf(OfficerDesk desk, ECDiffieHellman authority, ListPart part)
    {
        using OpenedRelease release = ReleaseStore.Open(desk, authority, desk.State.Release(part.Release));
        return ListEntries.Of(part, release);
    }

    // Whatever a client refuses is refused here, before anything is stored: signature, days, doubles, what a tag takes in a day.
    private static PublishedList ReadAsClient(OfficerDesk desk, string name, byte[] file)
    {
        try
        {
            AuthorityKeys pinned = new();
            pinned.Add(desk.Keys.SigningKey);
            PublishedList list = PublishedList.Read(file, pinned, desk.NowUtcMs);
            int today = SlotTime.DayOf(desk.NowUtcMs);
            _ = CompactList.Of(list, today - InfoReader.MaxSpanDays, today);
            return list;
        }
        catch (ListException refused)
        {
            throw new OfficerException(OfficerFault.ListRefused, ("name", name), ("detail", new Text(refused.Message, refused.Vietnamese)));
        }
    }

    // Of what a list may be called (docs/protocol.md 9.8) what is also a plain file name everywhere.
    [GeneratedRegex(@"\A[0-9A-Za-z][0-9A-Za-z._-]{0,63}\z")]
    private static partial Regex NamePattern();
}
