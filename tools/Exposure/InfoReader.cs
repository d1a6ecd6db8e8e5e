using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text.Json;
using BluezoneTag.Protocol.Exposure;
using BluezoneTag.Protocol.Identifiers;

namespace BluezoneTag.Exposure;

/// <summary>
/// Reads the phone app's InfoF (docs/protocol.md 9.8) and refuses what no tag should be asked to look for. Bounded: it stops at the
/// first entry over the limit.
/// </summary>
public static class InfoReader
{
    /// <summary>The most days of a span: what a tag remembers.</summary>
    public const int MaxSpanDays = 21;

    // A value above this is milliseconds: some builds of the phone app write them.
    private const long MaxSeconds = 100_000_000_000;

    private const long DaySeconds = SlotTime.DayMs / 1000;

    /// <summary>The entries of <paramref name="info"/>, an object with one array "data", at the time <paramref name="nowUtcMs"/>.</summary>
    public static IReadOnlyList<InfoEntry> Read(JsonElement info, long nowUtcMs)
    {
        if (info.ValueKind != JsonValueKind.Object || !info.TryGetProperty("data", out JsonElement data) || data.ValueKind != JsonValueKind.Array)
        {
            throw new ListException(ListFault.NotReadable, "info_f.data");
        }

        int count = data.GetArrayLength();
        if (count == 0)
        {
            throw new ListException(ListFault.NoEntry, "info_f.data");
        }

        if (count > ExposureListHeader.MaxEntryCount)
        {
            throw new ListException(ListFault.TooManyEntries, "info_f.data");
        }

        var entries = new List<InfoEntry>(count);
        foreach (JsonElement element in data.EnumerateArray())
        {
            entries.Add(ReadEntry(element, $"data[{entries.Count}]", nowUtcMs));
        }

        RefuseDuplicates(entries);
        return entries;
    }

    private static InfoEntry ReadEntry(JsonElement element, string place, long nowUtcMs)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new ListException(ListFault.NotReadable, place);
        }

        byte[] key = ReadKey(element, $"{place}.daily_key");
        long start = ReadSeconds(element, "time_start", place);
        long end = ReadSeconds(element, "time_end", place);
        long max = ReadNumber(element, "max", place);
        ListFault? fault = FaultOf(start, end, max, nowUtcMs);
        return fault == null ? new InfoEntry(key, start, end, (int)max) : throw new ListException(fault.Value, place);
    }

    private static ListFault? FaultOf(long start, long end, long max, long nowUtcMs)
    {
        if (max != SlotTime.SlotsPerDay)
        {
            return max == 0 ? ListFault.MaxZero : ListFault.MaxUnsupported;
        }

        if (start % DaySeconds != 0)
        {
            return ListFault.StartNotMidnight;
        }

        if (end < start)
        {
            return ListFault.EndBeforeStart;
        }

        if (end - start > MaxSpanDays * DaySeconds)
        {
            return ListFault.SpanTooLong;
        }

        long tomorrow = (SlotTime.DayOf(nowUtcMs) + 1) * DaySeconds;
        return end > tomorrow || start >= tomorrow ? ListFault.FutureDay : null;
    }

    private static byte[] ReadKey(JsonElement element, string place)
    {
        string name = place[(place.LastIndexOf('.') + 1)..];
        string? text = element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        byte[] key = new byte[DailyKeyChain.KeyLength];
        return text != null && Protocol.Bytes.Hex.TryDecode(text, key, 0, key.Length) ? key : throw new ListException(ListFault.BadKey, place);
    }

    private static long ReadSeconds(JsonElement element, string name, string place)
    {
        long value = ReadNumber(element, name, place);
        return value > MaxSeconds ? value / 1000 : value;
    }

    private static long ReadNumber(JsonElement element, string name, string place)
    {
        bool isNumber = element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number;
        return isNumber && value.TryGetInt64(out long number) && number >= 0 ? number : throw new ListException(ListFault.NotReadable, $"{place}.{name}");
    }

    // The same key twice, or a key that another one leads to by the chain on a day of both.
    private static void RefuseDuplicates(List<InfoEntry> entries)
    {
        var seen = new HashSet<(int Day, string Key)>();
        for (int i = 0; i < entries.Count; i++)
        {
            byte[] key = entries[i].DailyKey;
            int days = (entries[i].SlotCount + SlotTime.SlotsPerDay - 1) / SlotTime.SlotsPerDay;
            for (int day = 0; day < days; day++)
            {
                // The extra slot of one list is the first of the next: no duplicate.
                bool isExtra = day == days - 1 && entries[i].SlotCount % SlotTime.SlotsPerDay == 1 && day > 0;
                if (!isExtra && !seen.Add((entries[i].FirstDay + day, Convert.ToHexString(key))))
                {
                    throw new ListException(ListFault.Duplicate, $"data[{i}]");
                }

                key = SHA256.HashData(key);
            }
        }
    }
}
