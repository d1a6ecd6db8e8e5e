using System;
using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Identifiers;

namespace BluezoneTag.Simulator.Commands;

/// <summary>`id`: works out what a tag should be sending, for support staff.</summary>
public static class IdCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var baseKey = new Option<string>("--base-key") { Description = "Base key, 64 hexadecimal digits", HelpName = "HEX", Required = true };
        var created = new Option<string>("--created") { Description = "UTC day the base key was made, as 2020-08-08", HelpName = "UTC", Required = true };
        var at = new Option<string>("--at") { Description = "UTC moment, as 2020-08-08T11:52:00Z", HelpName = "UTC", Required = true };
        var json = new Option<bool>("--json") { Description = "As JSON" };
        var command = new Command("id", "Day, slot, keys and id of a tag at a moment.") { baseKey, created, at, json };
        command.SetAction(parsed => Failure.Guard(() => Run(
            ReadKey(parsed.GetValue(baseKey)!),
            ReadUtcMs("--created", parsed.GetValue(created)!),
            ReadUtcMs("--at", parsed.GetValue(at)!),
            parsed.GetValue(json))));
        return command;
    }

    private static int Run(byte[] baseKey, long createdMs, long atMs, bool isJson)
    {
        var identifier = new RollingIdentifier(baseKey, 0, SlotTime.DayOf(createdMs));
        identifier.Seek(atMs);
        int day = SlotTime.DayOf(atMs) - SlotTime.DayOf(createdMs);
        int slot = SlotTime.SlotOfDay(atMs);
        string dailyKey = Convert.ToHexStringLower(identifier.DailyKey);
        string subKey = Convert.ToHexStringLower(identifier.SubKey);
        string id = Hex.Encode(identifier.Id, 0, BluezoneId.Length);
        Console.Error.WriteLine("Secret: whoever has the daily key or the sub-key can work out this tag's later ids. Do not pass them on.");
        if (isJson)
        {
            Console.WriteLine(JsonSerializer.Serialize(new { day, slot, dailyKey, subKey, id }, Indented));
            return 0;
        }

        Console.WriteLine($"day        {day}{(day < 0 ? " (before the base key was made: the base key itself is the daily key)" : string.Empty)}");
        Console.WriteLine($"slot       {slot}");
        Console.WriteLine($"daily key  {dailyKey}");
        Console.WriteLine($"sub-key    {subKey}");
        Console.WriteLine($"id         {id}");
        return 0;
    }

    private static byte[] ReadKey(string text)
    {
        byte[] key = new byte[DailyKeyChain.KeyLength];
        if (!Hex.TryDecode(text.Trim(), key, 0, key.Length))
        {
            // The text itself is not repeated: it may be a key with one digit too many.
            throw new UserErrorException(
                $"--base-key: {text.Trim().Length} characters that are not 64 hexadecimal digits.", "Copy it again from the provisioning record.");
        }

        return key;
    }

    private static long ReadUtcMs(string option, string text)
    {
        const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        string[] formats = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFF'Z'"];
        if (!DateTimeOffset.TryParseExact(text, formats, CultureInfo.InvariantCulture, Styles, out DateTimeOffset time) || time.Year is < 1970 or > 2200)
        {
            throw new UserErrorException(
                $"{option}: '{text}' is no UTC time between 1970 and 2200.", "Write it as 2020-08-08 or 2020-08-08T11:52:00Z.");
        }

        return time.ToUnixTimeMilliseconds();
    }
}
