using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Protocol.Advertising;
using BluezoneTag.Protocol.Tests.Support;
using Xunit;

namespace BluezoneTag.Protocol.Tests.Advertising;

public sealed class AdvertisementParserTests
{
    private readonly AdvertisementParser _parser = new();

    public static TheoryData<int> SixteenBytes => [.. Enumerable.Range(0, 16)];

    [Fact]
    public void The_advertisement_of_a_phone_carries_an_id_and_is_no_tag()
    {
        byte[] data = AdBytes.Join(AdBytes.Phone);
        Assert.Equal(VectorFile.Identifiers.GetProperty("advertisement").GetProperty("adv_data_hex").GetString(), HexText.Of(data));
        Assert.Equal(AdvertisementKind.Bluezone, Parse(data));
        Assert.Equal(11, _parser.IdOffset);
        Assert.False(_parser.IsTag);
        Assert.Equal(AdvertisingData.HoursSinceSyncUnknown, _parser.HoursSinceSync);
    }

    [Fact]
    public void The_order_of_the_structures_and_foreign_ones_between_them_do_not_matter()
    {
        List<string> structures =
            [AdBytes.Flags, AdBytes.ServiceUuid, AdBytes.Manufacturer, AdBytes.TagServiceData, AdBytes.TxPower, AdBytes.Name];
        List<List<string>> orders = [.. AdBytes.Permutations(structures)];
        Assert.Equal(720, orders.Count);
        Assert.All(orders, order =>
        {
            byte[] data = AdBytes.Join([.. order]);
            AssertId(AdBytes.Id, data);
            Assert.Equal((true, 5), (_parser.IsTag, _parser.HoursSinceSync));
        });
    }

    [Theory]
    [InlineData("0303564e")]
    [InlineData("0302564e")]
    [InlineData("05030f18564e")]
    [InlineData("0703564e0f180a18")]
    [InlineData("07020f18564e0a18")]
    [InlineData("0505564e0000")]
    [InlineData("0504564e0000")]
    [InlineData("090501020304564e0000")]
    [InlineData("1107fb349b5f80000080001000 00564e0000")]
    [InlineData("1106fb349b5f80000080001000 00564e0000")]
    [InlineData("2107000102030405060708090a0b0c0d0e0ffb349b5f80000080001000 00564e0000")]
    public void The_service_uuid_counts_in_every_kind_of_list_at_every_place(string list)
    {
        AssertId(AdBytes.Id, AdBytes.Join(list, AdBytes.Manufacturer));
    }

    [Theory]
    [InlineData("03034e56")]
    [InlineData("0503 00564e00")]
    [InlineData("0505 0000564e")]
    [InlineData("0505 564e0100")]
    [InlineData("0314564e")]
    [InlineData("0109")]
    public void Other_uuids_and_other_types_are_not_the_service_uuid(string structure)
    {
        Assert.Equal(AdvertisementKind.Foreign, Parse(AdBytes.Join(structure, AdBytes.Manufacturer)));
        Assert.Equal(-1, _parser.IdOffset);
    }

    [Theory]
    [MemberData(nameof(SixteenBytes))]
    public void A_128_bit_uuid_with_one_other_byte_is_neither_ours_nor_an_iphones(int place)
    {
        byte[] iPhone = AdBytes.Join(AdBytes.IPhoneUuid);
        byte[] full = HexText.Bytes("1107fb349b5f8000008000100000564e0000");
        iPhone[2 + place] ^= 1;
        full[2 + place] ^= 0x80;
        Assert.Equal(AdvertisementKind.Foreign, Parse(iPhone));
        Assert.Equal(AdvertisementKind.Foreign, Parse(full));
    }

    [Theory]
    [InlineData("")]
    [InlineData("03ffb522")]
    [InlineData("0effb522 130cea6472130c185d8643")]
    [InlineData("10ffb522 130cea6472130c185d8643df00")]
    [InlineData("04ffb522 13")]
    [InlineData("0fff22b5 130cea6472130c185d8643df")]
    [InlineData("0fffb622 130cea6472130c185d8643df")]
    [InlineData("0fff4c00 130cea6472130c185d8643df")]
    public void Anything_but_12_bytes_behind_our_company_is_no_id(string manufacturer)
    {
        Assert.Equal(AdvertisementKind.BluezoneWithoutId, Parse(AdBytes.Join(AdBytes.ServiceUuid, manufacturer)));
        Assert.Equal(-1, _parser.IdOffset);
    }

    [Fact]
    public void The_last_blob_of_our_company_wins_even_when_it_is_no_id()
    {
        const string Other = "00112233445566778899aabb";
        AssertId(Other, AdBytes.Join(AdBytes.Phone, "0fffb522", Other));
        AssertId(AdBytes.Id, AdBytes.Join("03ffb522", AdBytes.Phone));
        Assert.Equal(AdvertisementKind.BluezoneWithoutId, Parse(AdBytes.Join(AdBytes.Phone, "03ffb522")));
    }

    [Fact]
    public void A_blob_of_another_company_does_not_displace_the_id()
    {
        AssertId(AdBytes.Id, AdBytes.Join(AdBytes.Phone, "0fff4c00 00112233445566778899aabb"));
    }

    [Theory]
    [InlineData(AdBytes.IPhoneUuid)]
    [InlineData("110667a607add1172fa1c44bf573564e0000")]
    [InlineData("2107000102030405060708090a0b0c0d0e0f67a607add1172fa1c44bf573564e0000")]
    public void The_iphone_uuid_means_an_iphone_in_the_foreground(string list)
    {
        Assert.Equal(AdvertisementKind.IPhone, Parse(AdBytes.Join(AdBytes.Flags, list)));
        Assert.Equal(-1, _parser.IdOffset);
    }

    [Fact]
    public void An_iphone_is_not_believed_to_send_an_id()
    {
        Assert.Equal(AdvertisementKind.IPhone, Parse(AdBytes.Join(AdBytes.IPhoneUuid, AdBytes.Manufacturer)));
        Assert.Equal(-1, _parser.IdOffset);
    }

    [Fact]
    public void The_short_uuid_decides_before_the_iphone_uuid_and_that_before_the_overflow_area()
    {
        const string Overflow = "14ff4c0001 00000000000000000000000000000001";
        Assert.Equal(AdvertisementKind.IPhone, Parse(AdBytes.Join(Overflow, AdBytes.IPhoneUuid)));
        Assert.Equal(AdvertisementKind.BluezoneWithoutId, Parse(AdBytes.Join(Overflow, AdBytes.IPhoneUuid, AdBytes.ServiceUuid)));
        AssertId(AdBytes.Id, AdBytes.Join(Overflow, AdBytes.IPhoneUuid, AdBytes.Phone));
    }

    [Fact]
    public void Every_bit_of_the_apple_overflow_area_is_accepted()
    {
        for (int bit = 0; bit < 128; bit++)
        {
            byte[] data = AdBytes.Join("14ff4c0001 00000000000000000000000000000000");
            data[5 + (bit / 8)] |= (byte)(1 << (bit % 8));
            Assert.Equal(AdvertisementKind.AppleOverflow, Parse(data));
            Assert.Equal(-1, _parser.IdOffset);
        }
    }

    [Theory]
    [InlineData("13ff4c0001 000000000000000000000000000001")]
    [InlineData("15ff4c0001 0000000000000000000000000000000001")]
    [InlineData("14ff4c0010 00000000000000000000000000000001")]
    [InlineData("14ff4c0012 00000000000000000000000000000001")]
    [InlineData("14ffb52201 00000000000000000000000000000001")]
    [InlineData("14ff4d0001 00000000000000000000000000000001")]
    [InlineData("1aff4c000215c7afef7b17884f4aa87d691d53bf21c400010002c5")]
    [InlineData("03ff4c00")]
    public void Other_manufacturer_data_is_foreign(string manufacturer)
    {
        Assert.Equal(AdvertisementKind.Foreign, Parse(AdBytes.Join(AdBytes.Flags, manufacturer)));
    }

    [Theory]
    [InlineData("0203 56")]
    [InlineData("0403 564e00")]
    [InlineData("0402 564e00")]
    [InlineData("0405 564e00")]
    [InlineData("0704 564e00000000")]
    [InlineData("1007 67a607add1172fa1c44bf573564e00")]
    [InlineData("1206 67a607add1172fa1c44bf573564e000000")]
    public void A_uuid_list_of_broken_length_spoils_the_whole_advertisement(string list)
    {
        AssertMalformed(AdBytes.Join(AdBytes.Phone, list));
        AssertMalformed(AdBytes.Join(list, AdBytes.Phone));
    }

    [Theory]
    [InlineData("01")]
    [InlineData("02ff")]
    [InlineData("0303 56")]
    [InlineData("ff")]
    [InlineData("1fff4c00")]
    public void A_length_that_runs_over_the_end_spoils_the_whole_advertisement(string tail)
    {
        AssertMalformed(AdBytes.Join(AdBytes.Phone, tail));
    }

    [Theory]
    [InlineData("01ff")]
    [InlineData("02ffb5")]
    public void Manufacturer_data_without_a_company_spoils_the_whole_advertisement(string manufacturer)
    {
        AssertMalformed(AdBytes.Join(AdBytes.Phone, manufacturer));
        AssertMalformed(AdBytes.Join(manufacturer, AdBytes.Phone));
    }

    [Theory]
    [InlineData("0103")]
    [InlineData("0107")]
    [InlineData("0116")]
    [InlineData("0316564e")]
    public void Empty_lists_and_short_service_data_are_harmless(string structure)
    {
        AssertId(AdBytes.Id, AdBytes.Join(structure, AdBytes.Phone));
        Assert.False(_parser.IsTag);
    }

    [Theory]
    [InlineData("00")]
    [InlineData("00ffffff")]
    [InlineData("000fffb52200112233445566778899aabb")]
    public void A_zero_length_ends_the_data_and_the_rest_is_padding(string padding)
    {
        AssertId(AdBytes.Id, AdBytes.Join(AdBytes.Phone, padding));
        Assert.Equal(AdvertisementKind.Foreign, Parse(AdBytes.Join("00", AdBytes.Phone)));
    }

    [Theory]
    [InlineData("0416564e05", true, 5)]
    [InlineData("0416564eff", true, 255)]
    [InlineData("0516564e0500", false, 255)]
    [InlineData("0316564e", false, 255)]
    [InlineData("04160f1805", false, 255)]
    [InlineData("0420564e05", false, 255)]
    public void Only_one_byte_of_our_service_data_makes_the_sender_a_tag(string serviceData, bool isTag, int hours)
    {
        AssertId(AdBytes.Id, AdBytes.Join(AdBytes.Phone, serviceData));
        Assert.Equal((isTag, hours), (_parser.IsTag, _parser.HoursSinceSync));
    }

    [Fact]
    public void No_data_at_all_is_foreign()
    {
        Assert.Equal(AdvertisementKind.Foreign, Parse([]));
        Assert.Equal(AdvertisementKind.Foreign, _parser.Parse(new byte[5], 5, 0));
    }

    [Fact]
    public void A_range_outside_the_array_is_malformed()
    {
        (int Offset, int Count)[] ranges =
            [(-1, 1), (0, -1), (0, 24), (1, 23), (23, 1), (24, 0), (int.MaxValue, 1), (1, int.MaxValue), (int.MinValue, int.MinValue)];
        byte[] data = AdBytes.Join(AdBytes.Phone);
        Assert.Equal(23, data.Length);
        Assert.All(ranges, range => Assert.Equal(AdvertisementKind.Malformed, _parser.Parse(data, range.Offset, range.Count)));
        Assert.Equal(AdvertisementKind.Malformed, _parser.Parse(null, 0, 0));
    }

    [Fact]
    public void Only_the_named_range_is_read()
    {
        byte[] data = [0xFF, 0xFF, .. AdBytes.Join(AdBytes.Phone), 0x01];
        Assert.Equal(AdvertisementKind.Bluezone, _parser.Parse(data, 2, 23));
        Assert.Equal(13, _parser.IdOffset);
        Assert.Equal(AdvertisementKind.Malformed, _parser.Parse(data, 2, 24));
    }

    [Fact]
    public void Nothing_of_one_advertisement_survives_into_the_next()
    {
        Parse(AdBytes.Join(AdBytes.Phone, AdBytes.TagServiceData, AdBytes.IPhoneUuid, "14ff4c0001 00000000000000000000000000000001"));
        Assert.Equal(AdvertisementKind.Foreign, Parse(AdBytes.Join(AdBytes.Manufacturer)));
        Assert.Equal((-1, false, 255), (_parser.IdOffset, _parser.IsTag, _parser.HoursSinceSync));
    }

    [Fact]
    public void No_truncation_of_a_good_advertisement_yields_other_bytes_as_id()
    {
        foreach (string tail in new[] { "", AdBytes.TagServiceData, AdBytes.TxPower })
        {
            foreach (byte[] part in Damage.EveryTruncation(AdBytes.Join(AdBytes.Phone, tail)))
            {
                AdvertisementKind kind = Parse(part);
                Assert.Equal(kind == AdvertisementKind.Bluezone, part.Length >= 23 && kind != AdvertisementKind.Malformed);
                Assert.Equal(kind == AdvertisementKind.Bluezone ? 11 : -1, _parser.IdOffset);
            }
        }
    }

    private AdvertisementKind Parse(byte[] data) => _parser.Parse(data, 0, data.Length);

    private void AssertId(string id, byte[] data)
    {
        Assert.Equal(AdvertisementKind.Bluezone, Parse(data));
        Assert.Equal(id, HexText.Of(data, _parser.IdOffset, 12));
    }

    private void AssertMalformed(byte[] data)
    {
        Assert.Equal(AdvertisementKind.Malformed, Parse(data));
        Assert.Equal((-1, false, 255), (_parser.IdOffset, _parser.IsTag, _parser.HoursSinceSync));
    }
}
