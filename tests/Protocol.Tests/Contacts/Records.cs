using System;
using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Protocol.Tests.Support;

namespace BluezoneTag.Protocol.Tests.Contacts;

/// <summary>Contact records for tests.</summary>
internal static class Records
{
    /// <summary>Any values at all, far beyond what a record can say included.</summary>
    public static ContactRecord Wild(Random random) => With(random, new ContactRecord
    {
        FirstMs = random.Next(-10000, 1000000),
        LastMs = random.Next(-10000, 1000000),
        SightingCount = random.Next(-5, 100),
        NearCount = random.Next(-5, 100),
        MeanRssiDbm = random.Next(-130, 20),
        StrongestRssiDbm = random.Next(-130, 20),
        IsTag = random.Chance(50),
    });

    /// <summary>Values within the documented ranges, times on the 4-second step.</summary>
    public static ContactRecord Exact(Random random)
    {
        int first = random.Next(225);
        int sightings = random.Next(1, 64);
        int mean = random.Next(-93, -29);
        return With(random, new ContactRecord
        {
            FirstMs = first * 4000,
            LastMs = random.Next(first, 225) * 4000,
            SightingCount = sightings,
            NearCount = random.Next(sightings + 1),
            MeanRssiDbm = mean,
            StrongestRssiDbm = random.Next(mean, Math.Min(mean + 31, -30) + 1),
            IsTag = random.Chance(50),
        });
    }

    public static byte[] Encode(ContactRecord record)
    {
        byte[] bytes = new byte[ContactRecordCodec.Length];
        ContactRecordCodec.Encode(record, bytes, 0);
        return bytes;
    }

    /// <summary>The record in <paramref name="bytes"/>, or null when it is refused.</summary>
    public static ContactRecord? Decode(byte[] bytes)
    {
        ContactRecord record = new();
        return ContactRecordCodec.TryDecode(bytes, 0, record) ? record : null;
    }

    /// <summary>All fields as text, for comparison.</summary>
    public static string Describe(ContactRecord? record) => record == null ? "refused" :
        $"{HexText.Of(record.Id)} {record.FirstMs}..{record.LastMs} ms, {record.NearCount} of {record.SightingCount} near, " +
        $"{record.StrongestRssiDbm}/{record.MeanRssiDbm} dBm, tag {record.IsTag}";

    private static ContactRecord With(Random random, ContactRecord record)
    {
        random.NextBytes(record.Id);
        return record;
    }
}
