using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Identifiers;
using nanoFramework.TestFramework;

namespace BluezoneTag.Device.Tests;

/// <summary>SHA-256 and the ids on the device; vectors from tests/Vectors/bluezone-id-vectors.json and FIPS 180-4.</summary>
[TestClass]
public class IdentifierTests
{
    // 2020-08-01T00:00:00Z, day 0 of the derived vectors.
    private const long BaseDayMs = 1596240000000;

    [TestMethod]
    public void Sha256_of_abc_is_the_published_one()
    {
        byte[] message = { 0x61, 0x62, 0x63 };
        byte[] digest = new byte[Sha256.DigestLength];
        new Sha256().Hash(message, 0, message.Length, digest, 0);
        Assert.AreEqual("BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD", Hex.Encode(digest, 0, digest.Length));
    }

    [TestMethod]
    [DataRow(0, 0, "490C085D937456A4DD07E710")]
    [DataRow(0, 1, "CC4111FEC540C346EC6A053F")]
    [DataRow(0, 47, "B692633CE41BDC4F289A4B2C")]
    [DataRow(0, 95, "3140C784CD06058BB930F6A7")]
    [DataRow(1, 0, "D80CC204FA6491AF30D0932A")]
    [DataRow(13, 95, "33AB517E3F59EEB38DD1C7E4")]
    public void Ids_of_the_all_zero_key_equal_the_vectors(int day, int slot, string expected)
    {
        RollingIdentifier identifier = new RollingIdentifier(new byte[DailyKeyChain.KeyLength], 0, SlotTime.DayOf(BaseDayMs));
        identifier.Seek(BaseDayMs + (day * SlotTime.DayMs) + (slot * (long)SlotTime.SlotMs));
        Assert.AreEqual(expected, Hex.Encode(identifier.Id, 0, BluezoneId.Length));
    }

    [TestMethod]
    public void A_captured_id_of_the_real_app_comes_out()
    {
        byte[] baseKey = new byte[DailyKeyChain.KeyLength];
        Assert.IsTrue(Hex.TryDecode("66b07d33da4e16a359b590eda1e8dc90892d341c86a6491376041fe44505ffb5", baseKey, 0, baseKey.Length));
        RollingIdentifier identifier = new RollingIdentifier(baseKey, 0, SlotTime.DayOf(1596844800000));
        identifier.Seek(1596887252275);
        Assert.AreEqual("286BCE589AB994EFA5F73CAD", Hex.Encode(identifier.Id, 0, BluezoneId.Length));
    }

    [TestMethod]
    public void A_slot_change_costs_one_block()
    {
        RollingIdentifier identifier = new RollingIdentifier(new byte[DailyKeyChain.KeyLength], 0, SlotTime.DayOf(BaseDayMs));
        identifier.Seek(BaseDayMs);
        int before = identifier.BlockCount;
        identifier.Seek(BaseDayMs + SlotTime.SlotMs);
        Assert.AreEqual(1, identifier.BlockCount - before);
    }
}
