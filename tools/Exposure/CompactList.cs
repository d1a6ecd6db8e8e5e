using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Exposure;
using BluezoneTag.Protocol.Identifiers;

namespace BluezoneTag.Exposure;

/// <summary>A published list in the form that goes to a tag (docs/protocol.md 9.1 to 9.3): a header and chunks.</summary>
public sealed class CompactList
{
    /// <summary>Key-days that a tag takes in a day.</summary>
    public const int MaxKeyDays = 1024;

    private CompactList(byte[] header, IReadOnlyList<byte[]> chunks)
    {
        Header = header;
        Chunks = chunks;
    }

    /// <summary>The 24 bytes of the header.</summary>
    public byte[] Header { get; }

    /// <summary>The chunks in their order.</summary>
    public IReadOnlyList<byte[]> Chunks { get; }

    /// <summary>Bytes of it all.</summary>
    public int Length => Header.Length + Chunks.Sum(chunk => chunk.Length);

    /// <summary>
    /// Makes it for UTC days <paramref name="firstDay"/> to <paramref name="lastDay"/>, at most 22: entries are cut to these, and a key that
    /// begins earlier is run on to the first of them, so that the tag is not told older ones.
    /// </summary>
    public static CompactList Of(PublishedList list, int firstDay, int lastDay) => Of(list.Level, list.ListId, list.Entries, firstDay, lastDay);

    /// <summary>As the other, from its parts.</summary>
    public static CompactList Of(int level, byte[] listId, IReadOnlyList<InfoEntry> entries, int firstDay, int lastDay)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lastDay - firstDay, ExposureListHeader.MaxDayCount - 1);
        List<(byte[] Key, int Day, int Slots)> cut = [.. entries.Select(entry => Cut(entry, firstDay, lastDay)).Where(one => one.Slots > 0)];
        if (cut.Count == 0)
        {
            throw new ListException(ListFault.NoEntry, "days");
        }

        // Ascending by key: the tag sees duplicates by it, and the order says nothing.
        cut.Sort((one, other) => one.Key.AsSpan().SequenceCompareTo(other.Key));
        int start = cut.Min(one => one.Day);
        ExposureEntry[] compact = [.. cut.Select(one => EntryOf(one.Key, one.Day - start, one.Slots))];
        if (compact.Sum(entry => entry.DayCount) > MaxKeyDays)
        {
            throw new ListException(ListFault.TooManyKeyDays, "days");
        }

        return new CompactList(HeaderOf(level, listId, start, compact), [.. compact.Chunk(ExposureChunk.MaxEntryCount).Select(ChunkOf)]);
    }

    /// <summary>The bytes of these entries, one behind the other.</summary>
    public static byte[] Bytes(IReadOnlyList<ExposureEntry> entries)
    {
        byte[] bytes = new byte[entries.Count * ExposureEntry.Length];
        for (int i = 0; i < entries.Count; i++)
        {
            entries[i].Write(bytes, i * ExposureEntry.Length);
        }

        return bytes;
    }

    private static (byte[] Key, int Day, int Slots) Cut(InfoEntry entry, int firstDay, int lastDay)
    {
        byte[] key = entry.DailyKey;
        int day = entry.FirstDay;
        int slots = entry.SlotCount;
        for (; day < firstDay && slots > 0; day++)
        {
            key = SHA256.HashData(key);
            slots -= SlotTime.SlotsPerDay;
        }

        return (key, day, Math.Min(slots, (lastDay + 1 - day) * SlotTime.SlotsPerDay));
    }

    private static ExposureEntry EntryOf(byte[] key, int firstDay, int slots)
    {
        var entry = new ExposureEntry { FirstDay = firstDay, SlotCount = slots };
        key.CopyTo(entry.DailyKey, 0);
        return entry;
    }

    private static byte[] HeaderOf(int level, byte[] listId, int firstDay, ExposureEntry[] entries)
    {
        byte[] body = Bytes(entries);
        var header = new ExposureListHeader
        {
            Level = level,
            RuleVersion = ExposureRule.Version,
            EntryCount = entries.Length,
            FirstDay = firstDay,
            LastDay = firstDay + entries.Max(entry => entry.FirstDay + entry.DayCount) - 1,
            KeyDayCount = entries.Sum(entry => entry.DayCount),
            Checksum = Crc32.Compute(body, 0, body.Length),
        };
        listId.CopyTo(header.ListId, 0);
        byte[] bytes = new byte[ExposureListHeader.Length];
        header.Write(bytes, 0);
        return bytes;
    }

    private static byte[] ChunkOf(ExposureEntry[] entries, int number)
    {
        byte[] bytes = [0, 0, (byte)entries.Length, 0, .. Bytes(entries)];
        LittleEndian.WriteUInt16(bytes, 0, number);
        return bytes;
    }
}
