using BluezoneTag.Protocol.Advertising;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Protocol.Provisioning;
using nanoFramework.TestFramework;

namespace BluezoneTag.Device.Tests;

/// <summary>The byte formats on the device: what is built is read back, what is damaged is refused.</summary>
[TestClass]
public class FormatTests
{
    [TestMethod]
    public void Crc_has_its_check_value()
    {
        byte[] digits = { 0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37, 0x38, 0x39 };
        Assert.AreEqual(0xCBF43926u, Crc32.Compute(digits, 0, digits.Length));
    }

    [TestMethod]
    public void The_advertisement_has_the_bytes_of_the_protocol_page()
    {
        byte[] data = new byte[AdvertisingData.MaxLength];
        int length = AdvertisementBuilder.Build(data, MakeId(), 0, 5);
        Assert.AreEqual("0201060303564E0FFFB522000102030405060708090A0B0416564E05", Hex.Encode(data, 0, length));
    }

    [TestMethod]
    public void The_own_advertisement_is_understood()
    {
        byte[] data = new byte[AdvertisingData.MaxLength];
        int length = AdvertisementBuilder.Build(data, MakeId(), 0, 5);
        AdvertisementParser parser = new AdvertisementParser();
        Assert.IsTrue(parser.Parse(data, 0, length) == AdvertisementKind.Bluezone);
        Assert.AreEqual(AdvertisementBuilder.IdOffset, parser.IdOffset);
        Assert.AreEqual(5, parser.HoursSinceSync);
        Assert.IsTrue(parser.IsTag);
    }

    [TestMethod]
    public void A_truncated_advertisement_is_malformed()
    {
        byte[] data = new byte[AdvertisingData.MaxLength];
        int length = AdvertisementBuilder.Build(data, MakeId(), 0, 5);
        Assert.IsTrue(new AdvertisementParser().Parse(data, 0, length - 1) == AdvertisementKind.Malformed);
    }

    [TestMethod]
    public void A_contact_record_survives_its_seventeen_bytes()
    {
        ContactRecord record = new ContactRecord();
        record.FirstMs = 40000;
        record.LastMs = 896000;
        record.SightingCount = 22;
        record.NearCount = 9;
        record.MeanRssiDbm = -61;
        record.StrongestRssiDbm = -49;
        record.IsTag = true;
        byte[] bytes = new byte[ContactRecordCodec.Length];
        ContactRecordCodec.Encode(record, bytes, 0);
        ContactRecord read = new ContactRecord();
        Assert.IsTrue(ContactRecordCodec.TryDecode(bytes, 0, read));
        Assert.AreEqual(40000, read.FirstMs);
        Assert.AreEqual(896000, read.LastMs);
        Assert.AreEqual(22, read.SightingCount);
        Assert.AreEqual(9, read.NearCount);
        Assert.AreEqual(-61, read.MeanRssiDbm);
        Assert.AreEqual(-49, read.StrongestRssiDbm);
        Assert.IsTrue(read.IsTag);
    }

    [TestMethod]
    public void An_identity_with_a_flipped_bit_is_refused()
    {
        IdentityImage identity = new IdentityImage();
        identity.BaseKey[0] = 1;
        identity.CreationDay = 18475;
        byte[] image = new byte[IdentityImage.Length];
        identity.Write(image);
        Assert.IsTrue(new IdentityImage().TryRead(image, image.Length));
        image[20] ^= 4;
        Assert.IsFalse(new IdentityImage().TryRead(image, image.Length));
    }

    private static byte[] MakeId()
    {
        byte[] id = new byte[12];
        for (int i = 0; i < id.Length; i++)
        {
            id[i] = (byte)i;
        }

        return id;
    }
}
