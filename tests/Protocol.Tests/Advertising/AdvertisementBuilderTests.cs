using System;
using System.Linq;
using BluezoneTag.Protocol.Advertising;
using BluezoneTag.Protocol.Tests.Support;
using Xunit;

namespace BluezoneTag.Protocol.Tests.Advertising;

public sealed class AdvertisementBuilderTests
{
    private static readonly byte[] Id = HexText.Bytes(AdBytes.Id);

    [Fact]
    public void The_tag_sends_flags_uuid_id_and_hours_in_this_order()
    {
        byte[] expected = HexText.Bytes($"020106 0303564e 0fffb522 {AdBytes.Id} 0416564e 05");
        Assert.Equal(expected, Build(5));
        Assert.Equal(AdvertisementBuilder.Length, expected.Length);
    }

    [Fact]
    public void Three_bytes_of_the_31_stay_free()
    {
        Assert.Equal(AdvertisingData.MaxLength - 3, AdvertisementBuilder.Length);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(254, 254)]
    [InlineData(255, 254)]
    [InlineData(256, 254)]
    [InlineData(int.MaxValue, 254)]
    [InlineData(-1, 255)]
    [InlineData(int.MinValue, 255)]
    public void Hours_beyond_254_are_sent_as_254_and_negative_ones_as_unknown(int hours, int sent)
    {
        Assert.Equal(sent, Build(hours)[27]);
    }

    [Fact]
    public void The_id_is_taken_from_its_offset_and_nothing_behind_the_data_is_touched()
    {
        byte[] data = Enumerable.Repeat((byte)0xEE, AdvertisingData.MaxLength).ToArray();
        int length = AdvertisementBuilder.Build(data, [1, 2, 3, .. Id, 4], 3, 5);
        Assert.Equal(Build(5), data[..length]);
        Assert.All(data[length..], value => Assert.Equal(0xEE, value));
    }

    [Fact]
    public void What_is_built_is_heard_as_a_tag_with_the_same_id_and_hours()
    {
        Random random = new(28);
        AdvertisementParser parser = new();
        for (int hours = 0; hours <= AdvertisingData.MaxHoursSinceSync; hours++)
        {
            byte[] id = random.Bytes(12);
            byte[] data = new byte[AdvertisementBuilder.Length];
            AdvertisementBuilder.Build(data, id, 0, hours);
            Assert.Equal(AdvertisementKind.Bluezone, parser.Parse(data, 0, data.Length));
            Assert.Equal(AdvertisementBuilder.IdOffset, parser.IdOffset);
            Assert.Equal(id, data[parser.IdOffset..(parser.IdOffset + 12)]);
            Assert.Equal((true, hours), (parser.IsTag, parser.HoursSinceSync));
        }
    }

    private static byte[] Build(int hours)
    {
        byte[] data = new byte[AdvertisementBuilder.Length];
        Assert.Equal(AdvertisementBuilder.Length, AdvertisementBuilder.Build(data, Id, 0, hours));
        return data;
    }
}
