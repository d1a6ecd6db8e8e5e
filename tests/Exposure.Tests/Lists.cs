using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Protocol.Exposure;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.Exposure;

namespace BluezoneTag.Exposure.Tests;

/// <summary>Small lists and logs that tests are made of.</summary>
internal static class Lists
{
    public const int Day = RandomWorld.FirstDay;

    public const long DayStart = Day * 86400L;

    /// <summary>Noon UTC of the day after <see cref="Day"/>.</summary>
    public const long NowUtcMs = ((Day + 1) * SlotTime.DayMs) + (SlotTime.DayMs / 2);

    public static byte[] Key(int person) => SHA256.HashData([(byte)person, 1, 2, 3]);

    public static InfoEntry Entry(int person, int day = Day, int days = 1) => new(Key(person), day * 86400L, (day + days) * 86400L, 96);

    public static InfoEntry[] People(int count, int days = 1) => [.. Enumerable.Range(0, count).Select(person => Entry(person, Day + 1 - days, days))];

    public static CompactList Compact(IReadOnlyList<InfoEntry> entries, int level = 0, ulong id = 5) =>
        CompactList.Of(level, Noise.Bytes(8, id, 1), entries, Day - 20, Day + 1);

    /// <summary>The id of a person in a slot of <see cref="Day"/>, 96 being the extra one.</summary>
    public static byte[] IdOf(int person, int slot) => PhoneRule.Expand(Entry(person)).ElementAt(slot).Id;

    /// <summary>Near for all of a slot: an estimate of 15 minutes.</summary>
    public static ContactRecord Near(byte[] id, int firstMs = 0, int lastMs = 896000)
    {
        var record = new ContactRecord
        {
            FirstMs = firstMs,
            LastMs = lastMs,
            SightingCount = 40,
            NearCount = 40,
            MeanRssiDbm = -45,
            StrongestRssiDbm = -40,
            IsTag = true,
        };
        id.CopyTo(record.Id, 0);
        return record;
    }

    /// <summary>A copy with other entries or header, its sum and counts made right again.</summary>
    public static byte[] Sealed(CompactList list, byte[] header, IEnumerable<byte[]> chunks)
    {
        byte[] body = [.. chunks.SelectMany(chunk => chunk.Skip(ExposureChunk.HeaderLength))];
        byte[] copy = [.. header];
        LittleEndian.WriteUInt32(copy, 20, Crc32.Compute(body, 0, body.Length));
        return copy;
    }
}
