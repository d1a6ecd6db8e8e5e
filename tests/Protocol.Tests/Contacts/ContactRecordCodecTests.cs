using System;
using System.Linq;
using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Protocol.Tests.Support;
using Xunit;

namespace BluezoneTag.Protocol.Tests.Contacts;

public sealed class ContactRecordCodecTests
{
    [Fact]
    public void Values_within_the_ranges_come_back_as_they_were()
    {
        Random random = new(17);
        for (int run = 0; run < 20000; run++)
        {
            ContactRecord record = Records.Exact(random);
            Assert.Equal(Records.Describe(record), Records.Describe(Records.Decode(Records.Encode(record))));
        }
    }

    [Fact]
    public void Values_beyond_the_ranges_come_back_as_the_nearest_that_can_be_said()
    {
        Random random = new(18);
        for (int run = 0; run < 20000; run++)
        {
            ContactRecord record = Records.Wild(random);
            ContactRecord? read = Records.Decode(Records.Encode(record));
            Assert.Equal(Records.Describe(Limited(record)), Records.Describe(read));
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(3999, 0)]
    [InlineData(4000, 4000)]
    [InlineData(895999, 892000)]
    [InlineData(896000, 896000)]
    [InlineData(899999, 896000)]
    [InlineData(900000, 896000)]
    [InlineData(-1, 0)]
    public void A_sighting_time_is_rounded_down_to_4_seconds_and_kept_in_the_slot(int ms, int storedMs)
    {
        ContactRecord read = Records.Decode(Records.Encode(new ContactRecord { FirstMs = ms, LastMs = ms, SightingCount = 1 }))!;
        Assert.Equal((storedMs, storedMs), (read.FirstMs, read.LastMs));
    }

    [Fact]
    public void The_strongest_rssi_is_at_most_31_above_the_mean()
    {
        ContactRecord record = new() { SightingCount = 1, MeanRssiDbm = -93, StrongestRssiDbm = -30 };
        Assert.Equal(-62, Records.Decode(Records.Encode(record))!.StrongestRssiDbm);
    }

    [Fact]
    public void The_bits_are_where_the_table_says()
    {
        AssertBits(0x000001, new ContactRecord { SightingCount = 1, MeanRssiDbm = -30, StrongestRssiDbm = -30 });
        AssertBits(0x00003F, new ContactRecord { SightingCount = 63, MeanRssiDbm = -30, StrongestRssiDbm = -30 });
        AssertBits(0x000FFF, new ContactRecord { SightingCount = 63, NearCount = 63, MeanRssiDbm = -30, StrongestRssiDbm = -30 });
        AssertBits(0x03F001, new ContactRecord { SightingCount = 1, MeanRssiDbm = -93, StrongestRssiDbm = -93 });
        AssertBits(0x7FF001, new ContactRecord { SightingCount = 1, MeanRssiDbm = -93, StrongestRssiDbm = -62 });
        AssertBits(0x800001, new ContactRecord { SightingCount = 1, MeanRssiDbm = -30, StrongestRssiDbm = -30, IsTag = true });
    }

    [Fact]
    public void Every_pair_of_counts_is_accepted_exactly_when_near_is_within_a_positive_total()
    {
        for (int bits = 0; bits < 4096; bits++)
        {
            int sightings = bits % 64;
            AssertAccepted(sightings > 0 && bits / 64 <= sightings, 10, 20, bits | (5 << 12));
        }
    }

    [Fact]
    public void Every_pair_of_rssi_fields_is_accepted_exactly_when_the_strongest_is_within_the_limit()
    {
        for (int bits = 0; bits < 4096; bits++)
        {
            int below = bits % 64;
            int spread = bits / 64 % 32;
            AssertAccepted(spread <= below, 10, 20, (bits << 12) | 1);
        }
    }

    [Fact]
    public void Every_pair_of_times_is_accepted_exactly_when_in_order_and_in_the_slot()
    {
        for (int times = 0; times < 65536; times++)
        {
            int first = times & 255;
            int last = times >> 8;
            AssertAccepted(first <= last && last < 225, first, last, 1);
        }
    }

    [Fact]
    public void Random_bytes_are_refused_or_come_back_as_the_same_bytes()
    {
        Random random = new(19);
        int acceptedCount = 0;
        for (int run = 0; run < 50000; run++)
        {
            byte[] bytes = random.Bytes(ContactRecordCodec.Length);
            ContactRecord? record = Records.Decode(bytes);
            acceptedCount += record == null ? 0 : 1;
            Assert.Equal(HexText.Of(bytes), record == null ? HexText.Of(bytes) : HexText.Of(Records.Encode(record)));
        }

        Assert.InRange(acceptedCount, 1000, 49000);
    }

    [Fact]
    public void A_record_in_the_middle_of_a_buffer_leaves_its_neighbours_alone()
    {
        ContactRecord record = Records.Exact(new Random(20));
        byte[] buffer = Enumerable.Repeat((byte)0xEE, 30).ToArray();
        ContactRecordCodec.Encode(record, buffer, 7);
        Assert.All([.. buffer[..7], .. buffer[24..]], value => Assert.Equal(0xEE, value));
        ContactRecord read = new();
        Assert.True(ContactRecordCodec.TryDecode(buffer, 7, read));
        Assert.Equal(Records.Describe(record), Records.Describe(read));
    }

    private static void AssertBits(int bits, ContactRecord record)
    {
        byte[] bytes = Records.Encode(record);
        Assert.Equal(bits, bytes[14] | (bytes[15] << 8) | (bytes[16] << 16));
    }

    private static void AssertAccepted(bool accepted, int first, int last, int bits)
    {
        byte[] bytes = [.. new byte[12], (byte)first, (byte)last, (byte)bits, (byte)(bits >> 8), (byte)(bits >> 16)];
        ContactRecord? record = Records.Decode(bytes);
        Assert.Equal((accepted, HexText.Of(bytes)), (record != null, record == null ? HexText.Of(bytes) : HexText.Of(Records.Encode(record))));
    }

    private static ContactRecord Limited(ContactRecord record)
    {
        int first = Math.Clamp(record.FirstMs, 0, 899999) / 4000;
        int sightings = Math.Clamp(record.SightingCount, 1, 63);
        int mean = Math.Clamp(record.MeanRssiDbm, -93, -30);
        ContactRecord limited = new()
        {
            FirstMs = first * 4000,
            LastMs = Math.Max(first, Math.Clamp(record.LastMs, 0, 899999) / 4000) * 4000,
            SightingCount = sightings,
            NearCount = Math.Clamp(record.NearCount, 0, sightings),
            MeanRssiDbm = mean,
            StrongestRssiDbm = Math.Clamp(Math.Clamp(record.StrongestRssiDbm, -93, -30), mean, mean + 31),
            IsTag = record.IsTag,
        };
        record.Id.CopyTo(limited.Id, 0);
        return limited;
    }
}
