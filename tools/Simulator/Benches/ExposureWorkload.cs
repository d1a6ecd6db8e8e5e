using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Exposure;
using BluezoneTag.Exposure.Forms;
using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Protocol.Exposure;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.Exposure;
using BluezoneTag.Simulator.Flash;
using BluezoneTag.Tag.Exposure;
using BluezoneTag.Tag.Storage;

namespace BluezoneTag.Simulator.Benches;

/// <summary>
/// What `bench exposure` counts: the check of a full list and of a day's list over 21 days of log, and one look into each of the other
/// forms. Counts come out only in an <see cref="InstrumentedContext"/>.
/// </summary>
public static class ExposureWorkload
{
    /// <summary>Records of the log.</summary>
    public const int RecordCount = 6300;

    /// <summary>People on the list.</summary>
    public const int PersonCount = 50;

    /// <summary>Days that each is listed.</summary>
    public const int ListedDays = 14;

    /// <summary>Days of the log.</summary>
    public const int LogDays = 21;

    /// <summary>People on the shorter lists of <see cref="ListedDays"/> days.</summary>
    public static readonly int[] ShortLists = [1, 10, 25];

    private const int Today = 18500;
    private const int SchoolSlots = 36;

    // 07:30 in Vietnam.
    private const int SchoolStart = 2;
    private const ulong Seed = 11;
    private const int Lookups = 500;

    /// <summary>Does all of it.</summary>
    public static Dictionary<string, List<long>> Run()
    {
        var samples = new IlSamples();
        Hash(new IlSamples());
        Check(new IlSamples(), "warm", 2, 1, SchoolSlots);
        Hash(samples);
        Check(samples, "list", PersonCount, ListedDays, SchoolSlots);
        Check(samples, "list, contacts day and night", PersonCount, ListedDays, SlotTime.SlotsPerDay);
        Check(samples, "day", PersonCount, 1, SchoolSlots);
        foreach (int people in ShortLists)
        {
            Check(samples, $"{people} people", people, ListedDays, SchoolSlots);
        }

        Look(samples);
        Forms(samples);
        return samples.ByName;
    }

    /// <summary>The ids of one slot, of people who are on no list.</summary>
    public static byte[][] SlotIds(int slot) => [.. Enumerable.Range(0, PersonCount).Select(person => Noise.Bytes(BluezoneId.Length, Seed, ((long)slot * 100) + person))];

    private static void Hash(IlSamples samples)
    {
        var sha256 = new Sha256();
        byte[] key = new byte[32];
        samples.Measure("block", () => sha256.Hash(key, 0, 32, key, 0));
    }

    // A record that stays for the whole slot against the people of one chunk, in its own slot and those beside it; the ids are there already.
    private static void Look(IlSamples samples)
    {
        InfoEntry[] entries = [.. Enumerable.Range(0, ExposureChunk.MaxEntryCount)
            .Select(person => new InfoEntry(Noise.Bytes(32, Seed, person), (Today - ListedDays) * 86400L, Today * 86400L, 96))];
        CompactList list = CompactList.Of(0, Noise.Bytes(8, Seed, 7), entries, Today - LogDays, Today);
        var file = new ExposureListFile(new FileFlash());
        file.Begin(list.Header, 0);
        file.Append(list.Chunks[0], ExposureChunk.HeaderLength, ExposureChunk.MaxEntryCount);
        var walk = new IdWalk();
        walk.Load(file, 0);
        for (int i = 0; i < Lookups; i++)
        {
            byte[] stranger = Noise.Bytes(BluezoneId.Length, Seed, -1 - i);
            int low = walk.FirstSlot + i;
            while (!walk.Seek(low, low + 2))
            {
            }

            samples.Measure("look", () =>
            {
                walk.Find(stranger, low);
                walk.Find(stranger, low + 1);
                walk.Find(stranger, low + 2);
            });
        }
    }

    private static void Check(IlSamples samples, string name, int people, int days, int slots)
    {
        InfoEntry[] entries = [.. Enumerable.Range(0, people)
            .Select(person => new InfoEntry(Noise.Bytes(32, Seed, person), (Today - days) * 86400L, Today * 86400L, 96))];
        var rig = new ExposureRig(new FileFlash(), (Today * SlotTime.DayMs) + (SlotTime.DayMs / 2));
        Fill(rig, entries[0], slots);
        CompactList list = CompactList.Of(0, Noise.Bytes(8, Seed, 7), entries, Today - 21, Today);
        rig.Tell(isKnown: true);
        samples.Measure($"{name}: header", () => rig.Check.Begin(list.Header, 0, list.Header.Length));
        foreach (byte[] chunk in list.Chunks)
        {
            samples.Measure($"{name}: chunk", () => rig.Check.Chunk(chunk, 0, chunk.Length));
        }

        while (rig.Check.HasWork)
        {
            samples.Measure($"{name}: step", () => rig.Check.Step());
        }

        samples.Add($"{name}: blocks", rig.Check.BlockCount);
        samples.Add($"{name}: bytes", list.Length);
        samples.Add($"{name}: level", rig.Verdict.Level);
        LogReader reader = rig.Log.OpenReader();
        samples.Measure($"{name}: reading", () => ReadAll(reader));
    }

    private static void ReadAll(LogReader reader)
    {
        while (reader.Read())
        {
        }
    }

    // Neighbours that stay for the whole slot: each is looked for in three slots.
    private static void Fill(ExposureRig rig, InfoEntry met, int slots)
    {
        byte[][] ids = [.. PhoneRule.Expand(met).Select(one => one.Id)];
        int written = 0;
        for (int slot = 0; slot < LogDays * slots; slot++)
        {
            int first = slots < SlotTime.SlotsPerDay ? SchoolStart : 0;
            int number = ((Today - LogDays + (slot / slots)) * SlotTime.SlotsPerDay) + first + (slot % slots);
            int until = (int)((slot + 1L) * RecordCount / (LogDays * slots));
            rig.Append(number, [.. Enumerable.Range(written, until - written).Select(i => Record(Noise.Bytes(12, Seed, 5000 + i)))]);
            written = until;
        }

        // Half an hour with somebody on the list.
        int last = (Today - 1) * SlotTime.SlotsPerDay;
        rig.Append(last + 30, [Record(ids[^(97 - 30)])]);
        rig.Append(last + 31, [Record(ids[^(97 - 31)])]);
    }

    private static ContactRecord Record(byte[] id)
    {
        var record = new ContactRecord { LastMs = 896000, SightingCount = 30, NearCount = 25, MeanRssiDbm = -50, StrongestRssiDbm = -45, IsTag = true };
        id.CopyTo(record.Id, 0);
        return record;
    }

    private static void Forms(IlSamples samples)
    {
        for (int i = 0; i < Lookups; i++)
        {
            byte[][] ids = SlotIds(i);
            byte[] stranger = Noise.Bytes(BluezoneId.Length, Seed, -1 - i);
            byte[] table = TruncatedForm.Build(ids);
            byte[] set = GolombForm.Build(ids);
            byte[] filter = BloomForm.Build(ids);
            samples.Measure("truncated", () => TruncatedForm.Contains(table, stranger));
            samples.Measure("golomb", () => GolombForm.Contains(set, stranger));
            samples.Measure("bloom", () => BloomForm.Contains(filter, stranger));
            samples.Add("truncated: bytes", table.Length);
            samples.Add("golomb: bytes", set.Length);
            samples.Add("bloom: bytes", filter.Length);
        }
    }
}
