using System;
using System.Linq;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Protocol.Tests.Support;
using Xunit;

namespace BluezoneTag.Protocol.Tests.Identifiers;

public sealed class RollingIdentifierTests
{
    private static readonly DateTimeOffset Made = new(2026, 9, 5, 0, 0, 0, TimeSpan.Zero);
    private static readonly byte[] BaseKey = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    [Theory]
    [InlineData("2026-09-05T00:15:00Z")]
    [InlineData("2026-09-05T17:45:00Z")]
    [InlineData("2026-09-06T00:00:00Z")]
    [InlineData("2027-01-01T00:00:00Z")]
    [InlineData("2028-02-29T00:00:00Z")]
    [InlineData("2028-03-01T00:00:00Z")]
    public void The_id_changes_at_the_boundary_and_not_a_millisecond_before(string boundary)
    {
        long boundaryMs = DateTimeOffset.Parse(boundary).ToUnixTimeMilliseconds();
        RollingIdentifier identifier = Identifier();
        identifier.Seek(boundaryMs - SlotTime.SlotMs);
        string before = HexText.Of(identifier.Id);

        Assert.False(identifier.Seek(boundaryMs - 1));
        Assert.Equal(before, HexText.Of(identifier.Id));
        Assert.True(identifier.Seek(boundaryMs));
        Assert.NotEqual(before, HexText.Of(identifier.Id));
        Assert.Equal(ExpectedAt(boundaryMs), HexText.Of(identifier.Id));
        Assert.False(identifier.Seek(boundaryMs + SlotTime.SlotMs - 1));
    }

    [Fact]
    public void Slot_95_is_the_last_before_utc_midnight()
    {
        long midnightMs = Made.AddDays(1).ToUnixTimeMilliseconds();
        Assert.Equal(95, SlotTime.SlotOfDay(midnightMs - 1));
        Assert.Equal(95, SlotTime.SlotOfDay(midnightMs - SlotTime.SlotMs));
        Assert.Equal(0, SlotTime.SlotOfDay(midnightMs));
        Assert.Equal(SlotTime.DayOf(midnightMs - 1) + 1, SlotTime.DayOf(midnightMs));
    }

    [Fact]
    public void Slot_numbers_count_on_over_midnight_and_name_their_first_instant()
    {
        long midnightMs = Made.AddDays(1).ToUnixTimeMilliseconds();
        int first = SlotTime.SlotNumber(midnightMs);
        Assert.Equal(first - 1, SlotTime.SlotNumber(midnightMs - 1));
        Assert.Equal(midnightMs, SlotTime.StartOfSlot(first));
        Assert.Equal(SlotTime.DayOf(midnightMs) * SlotTime.SlotsPerDay, first);
    }

    [Fact]
    public void Three_days_slot_by_slot_equal_the_reference()
    {
        RollingIdentifier identifier = Identifier();
        for (int slot = 0; slot < 3 * SlotTime.SlotsPerDay; slot++)
        {
            long utcMs = Made.AddMinutes(15 * slot).ToUnixTimeMilliseconds();
            Assert.True(identifier.Seek(utcMs));
            Assert.Equal(ExpectedAt(utcMs), HexText.Of(identifier.Id));
        }
    }

    [Fact]
    public void Random_keys_days_and_slots_equal_the_reference()
    {
        Random random = new(96);
        for (int run = 0; run < 300; run++)
        {
            byte[] key = random.Bytes(40);
            DateTimeOffset made = Made.AddDays(random.Next(-9000, 9000));
            DateTimeOffset time = made.AddDays(random.Next(60)).AddMilliseconds(random.Next((int)SlotTime.DayMs));
            RollingIdentifier identifier = new(key, 8, SlotTime.DayOf(made.ToUnixTimeMilliseconds()));
            identifier.Seek(time.ToUnixTimeMilliseconds());
            Assert.Equal(HexText.Of(ReferenceIdentifiers.IdAt(key[8..], made, time)), HexText.Of(identifier.Id));
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(-400)]
    public void A_day_before_creation_uses_the_base_key_itself(int dayOffset)
    {
        long utcMs = Made.AddDays(dayOffset).AddHours(5).ToUnixTimeMilliseconds();
        RollingIdentifier identifier = Identifier();
        identifier.Seek(Made.AddDays(3).ToUnixTimeMilliseconds());
        identifier.Seek(utcMs);
        Assert.Equal(BaseKey, identifier.DailyKey);
        Assert.Equal(ExpectedAt(utcMs), HexText.Of(identifier.Id));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 95)]
    [InlineData(13, 47)]
    [InlineData(400, 95)]
    public void The_first_seek_costs_days_plus_slot_plus_one_blocks(int dayOffset, int slot)
    {
        RollingIdentifier identifier = Identifier();
        identifier.Seek(Made.AddDays(dayOffset).AddMinutes(15 * slot).ToUnixTimeMilliseconds());
        Assert.Equal(dayOffset + slot + 1, identifier.BlockCount);
    }

    [Fact]
    public void The_next_slot_costs_one_block_and_the_next_day_two()
    {
        RollingIdentifier identifier = Identifier();
        identifier.Seek(Made.ToUnixTimeMilliseconds());
        for (int slot = 1; slot < 5 * SlotTime.SlotsPerDay; slot++)
        {
            int before = identifier.BlockCount;
            identifier.Seek(Made.AddMinutes(15 * slot).ToUnixTimeMilliseconds());
            Assert.Equal(slot % SlotTime.SlotsPerDay == 0 ? 2 : 1, identifier.BlockCount - before);
        }
    }

    [Fact]
    public void Seeking_within_the_slot_costs_nothing()
    {
        RollingIdentifier identifier = Identifier();
        identifier.Seek(Made.ToUnixTimeMilliseconds());
        int before = identifier.BlockCount;
        Assert.False(identifier.Seek(Made.ToUnixTimeMilliseconds() + SlotTime.SlotMs - 1));
        Assert.Equal(before, identifier.BlockCount);
    }

    [Fact]
    public void The_base_key_is_copied_and_a_later_change_of_the_array_has_no_effect()
    {
        byte[] key = (byte[])BaseKey.Clone();
        RollingIdentifier identifier = new(key, 0, SlotTime.DayOf(Made.ToUnixTimeMilliseconds()));
        Array.Clear(key);
        identifier.Seek(Made.AddDays(1).ToUnixTimeMilliseconds());
        identifier.Seek(Made.ToUnixTimeMilliseconds());
        Assert.Equal(ExpectedAt(Made.ToUnixTimeMilliseconds()), HexText.Of(identifier.Id));
    }

    [Fact]
    public void Clear_leaves_no_key_and_no_id_behind()
    {
        RollingIdentifier identifier = Identifier();
        identifier.Seek(Made.AddDays(2).AddHours(3).ToUnixTimeMilliseconds());
        identifier.Clear();
        Assert.All(identifier.DailyKey, value => Assert.Equal(0, value));
        Assert.All(identifier.SubKey, value => Assert.Equal(0, value));
        Assert.All(identifier.Id, value => Assert.Equal(0, value));
    }

    [Fact]
    public void Ids_are_equal_only_when_all_12_bytes_are()
    {
        byte[] first = new Random(12).Bytes(20);
        byte[] second = [9, .. first[4..16], 9];
        Assert.True(BluezoneId.AreEqual(first, 4, second, 1));
        Assert.All(Enumerable.Range(1, BluezoneId.Length), i =>
        {
            byte[] other = (byte[])second.Clone();
            other[i] ^= 0x10;
            Assert.False(BluezoneId.AreEqual(first, 4, other, 1));
        });
    }

    private static RollingIdentifier Identifier() => new(BaseKey, 0, SlotTime.DayOf(Made.ToUnixTimeMilliseconds()));

    private static string ExpectedAt(long utcMs) =>
        HexText.Of(ReferenceIdentifiers.IdAt(BaseKey, Made, DateTimeOffset.FromUnixTimeMilliseconds(utcMs)));
}
