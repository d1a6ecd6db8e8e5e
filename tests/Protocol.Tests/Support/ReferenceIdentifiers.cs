using System;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace BluezoneTag.Protocol.Tests.Support;

/// <summary>The id scheme a second time, from the formulas of docs/protocol.md 1, on the framework's SHA-256.</summary>
internal static class ReferenceIdentifiers
{
    public static byte[] DailyKey(byte[] baseKey, int dayOffset)
    {
        byte[] key = baseKey;
        for (int day = 0; day < dayOffset; day++)
        {
            key = SHA256.HashData(key);
        }

        return key;
    }

    public static byte[] SubKey(byte[] dailyKey, int slot)
    {
        byte[] key = SHA256.HashData([.. dailyKey, .. Encoding.ASCII.GetBytes("bluzonesubkey")]);
        for (int i = 0; i < slot; i++)
        {
            key = SHA256.HashData(key);
        }

        return key;
    }

    public static byte[] Id(byte[] subKey) =>
        [.. Enumerable.Range(0, 12).Select(j => subKey[j < 4 ? 4 * j : 16 + (2 * (j - 4))])];

    public static byte[] IdAt(byte[] baseKey, DateTimeOffset made, DateTimeOffset time)
    {
        int dayOffset = Math.Max(0, (time.UtcDateTime.Date - made.UtcDateTime.Date).Days);
        int slot = (time.UtcDateTime.Hour * 4) + (time.UtcDateTime.Minute / 15);
        return Id(SubKey(DailyKey(baseKey, dayOffset), slot));
    }
}
