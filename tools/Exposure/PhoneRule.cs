using System.Collections.Generic;
using System.Security.Cryptography;
using BluezoneTag.Protocol.Identifiers;

namespace BluezoneTag.Exposure;

/// <summary>
/// What the phone app does with a list (docs/protocol.md 9.8), written down from its description and independent of the tag's code: which
/// ids it looks for in which quarter of an hour, and what it calls a match.
/// </summary>
public static class PhoneRule
{
    /// <summary>The ids of an entry and the UTC millisecond from which each is looked for, in order: 97 for a whole day.</summary>
    public static IEnumerable<(long StartMs, byte[] Id)> Expand(InfoEntry entry)
    {
        byte[] dailyKey = entry.DailyKey;
        byte[] subKey = [];
        int slot = 0;
        for (long t = entry.StartSeconds * 1000; t <= entry.EndSeconds * 1000; t += SlotTime.SlotMs)
        {
            if (slot == entry.Max)
            {
                dailyKey = SHA256.HashData(dailyKey);
                slot = 0;
            }

            subKey = slot == 0 ? SHA256.HashData([.. dailyKey, .. "bluzonesubkey"u8]) : SHA256.HashData(subKey);
            slot++;
            yield return (t, IdOf(subKey));
        }
    }

    /// <summary>Whether a row of <paramref name="timeMs"/> counts for an id looked for from <paramref name="startMs"/> on: both ends do.</summary>
    public static bool IsInWindow(long startMs, long timeMs) => timeMs >= startMs && timeMs <= startMs + SlotTime.SlotMs;

    private static byte[] IdOf(byte[] subKey) =>
        [subKey[0], subKey[4], subKey[8], subKey[12], subKey[16], subKey[18], subKey[20], subKey[22], subKey[24], subKey[26], subKey[28], subKey[30]];
}
