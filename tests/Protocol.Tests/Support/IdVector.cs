using System;
using System.Text.Json;
using BluezoneTag.Protocol.Identifiers;

namespace BluezoneTag.Protocol.Tests.Support;

/// <summary>One id with all that leads to it. Captured ids come without the keys in between.</summary>
internal sealed record IdVector(string BaseKey, int CreationDay, long UtcMs, int DayOffset, int Slot, string? DailyKey, string? SubKey, string Id)
{
    public RollingIdentifier NewIdentifier() => new(Convert.FromHexString(BaseKey), 0, CreationDay);

    public static IdVector FromDerived(JsonElement json) =>
        Read(json, "unix_ms_slot_start", json.GetProperty("daily_key").GetString(), json.GetProperty("sub_key").GetString());

    public static IdVector FromCaptured(JsonElement json) => Read(json, "row_unix_ms", null, null);

    private static IdVector Read(JsonElement json, string timeName, string? dailyKey, string? subKey) => new(
        json.GetProperty("base_key").GetString()!,
        (int)(json.GetProperty("base_day_start_ms").GetInt64() / 86400000),
        json.GetProperty(timeName).GetInt64(),
        json.GetProperty("day_offset").GetInt32(),
        json.GetProperty("slot").GetInt32(),
        dailyKey,
        subKey,
        json.GetProperty("bluezone_id").GetString()!);
}
