using System;
using System.Linq;
using BluezoneTag.Protocol.Provisioning;
using BluezoneTag.Protocol.Tests.Support;
using Xunit;

namespace BluezoneTag.Protocol.Tests.Provisioning;

public sealed class CalibrationImageTests
{
    private readonly CalibrationImage _read = new();

    [Fact]
    public void Random_calibrations_come_back()
    {
        Random random = new(24);
        for (int run = 0; run < 2000; run++)
        {
            CalibrationImage calibration = Calibration(random);
            Assert.True(TryRead(Written(calibration)));
            Assert.Equal(Describe(calibration), Describe(_read));
        }
    }

    [Theory]
    [InlineData(-85, -35, 10, 1, 150, 3, 18262)]
    [InlineData(-35, -85, 45, 150, 1, 255, 65535)]
    public void The_limits_are_accepted(int tag, int phone, int slope, int tagTenths, int phoneTenths, int distances, int day)
    {
        Assert.True(TryRead(Written(Of(tag, phone, slope, tagTenths, phoneTenths, distances, day))));
    }

    [Theory]
    [InlineData(-86, -63, 20, 40, 120, 5, 18475)]
    [InlineData(-34, -63, 20, 40, 120, 5, 18475)]
    [InlineData(0, -63, 20, 40, 120, 5, 18475)]
    [InlineData(127, -63, 20, 40, 120, 5, 18475)]
    [InlineData(-128, -63, 20, 40, 120, 5, 18475)]
    [InlineData(-55, -86, 20, 40, 120, 5, 18475)]
    [InlineData(-55, -34, 20, 40, 120, 5, 18475)]
    [InlineData(-55, -63, 9, 40, 120, 5, 18475)]
    [InlineData(-55, -63, 46, 40, 120, 5, 18475)]
    [InlineData(-55, -63, 255, 40, 120, 5, 18475)]
    [InlineData(-55, -63, 20, 0, 120, 5, 18475)]
    [InlineData(-55, -63, 20, 151, 120, 5, 18475)]
    [InlineData(-55, -63, 20, 40, 0, 5, 18475)]
    [InlineData(-55, -63, 20, 40, 151, 5, 18475)]
    [InlineData(-55, -63, 20, 40, 120, 2, 18475)]
    [InlineData(-55, -63, 20, 40, 120, 0, 18475)]
    [InlineData(-55, -63, 20, 40, 120, 5, 18261)]
    [InlineData(-55, -63, 20, 40, 120, 5, 0)]
    public void What_no_measurement_can_have_given_is_refused(int tag, int phone, int slope, int tagTenths, int phoneTenths, int distances, int day)
    {
        Assert.False(TryRead(Written(Of(tag, phone, slope, tagTenths, phoneTenths, distances, day))));
    }

    [Fact]
    public void A_refused_image_leaves_the_object_as_it_was()
    {
        Assert.True(TryRead(Written(Of(-60, -70, 20, 40, 120, 5, 18475))));
        string before = Describe(_read);
        Assert.False(TryRead(Written(Of(-61, -71, 21, 41, 121, 2, 18476))));
        Assert.Equal(before, Describe(_read));
    }

    [Fact]
    public void No_single_turned_bit_passes()
    {
        byte[] image = Written(Calibration(new Random(25)));
        Assert.All(Damage.EveryBitFlip(image), damaged => Assert.False(TryRead(damaged)));
    }

    [Fact]
    public void An_image_of_any_other_length_is_refused()
    {
        byte[] image = Written(Calibration(new Random(26)));
        Assert.All(Damage.EveryTruncation(image), part => Assert.False(TryRead(part)));
        Assert.False(TryRead([.. image, 0]));
        Assert.False(_read.TryRead(image, -1));
    }

    [Theory]
    [InlineData(0, 'b')]
    [InlineData(2, 'I')]
    [InlineData(3, 'D')]
    [InlineData(4, 0)]
    [InlineData(4, 2)]
    [InlineData(7, 1)]
    [InlineData(8, 0)]
    [InlineData(8, 1)]
    [InlineData(8, 0x82)]
    public void A_well_sealed_image_of_another_kind_version_or_rule_is_refused(int place, int value)
    {
        byte[] image = Written(Calibration(new Random(27)));
        image[place] = (byte)value;
        Assert.False(TryRead(Damage.Resealed(image)));
    }

    [Theory]
    [InlineData(0x00)]
    [InlineData(0xFF)]
    public void Erased_flash_is_no_calibration(byte value)
    {
        Assert.False(TryRead([.. Enumerable.Repeat(value, CalibrationImage.Length)]));
    }

    [Fact]
    public void The_reserved_bytes_are_written_as_zero_and_not_looked_at()
    {
        byte[] buffer = Enumerable.Repeat((byte)0xEE, CalibrationImage.Length + 1).ToArray();
        Calibration(new Random(28)).Write(buffer);
        Assert.All(new[] { 15, 18, 19 }, place => Assert.Equal(0, buffer[place]));
        Assert.Equal(0xEE, buffer[24]);
        byte[] image = buffer[..24];
        image[15] = image[18] = image[19] = 1;
        Assert.True(TryRead(Damage.Resealed(image)));
    }

    [Fact]
    public void Random_bytes_never_throw_and_never_pass()
    {
        Random random = new(29);
        for (int run = 0; run < 10000; run++)
        {
            byte[] bytes = random.Bytes(random.Chance(80) ? CalibrationImage.Length : random.Next(60));
            Assert.False(TryRead(bytes), HexText.Of(bytes));
        }
    }

    private bool TryRead(byte[] bytes) => _read.TryRead(bytes, bytes.Length);

    private static CalibrationImage Calibration(Random random) => Of(
        random.Next(-85, -34), random.Next(-85, -34), random.Next(10, 46), random.Next(1, 151), random.Next(1, 151), random.Next(3, 256), random.Next(18262, 65536));

    private static CalibrationImage Of(int tag, int phone, int slope, int tagTenths, int phoneTenths, int distances, int day) => new()
    {
        TagRssiDbm = tag,
        PhoneRssiDbm = phone,
        SlopeDb = slope,
        TagUncertaintyTenths = tagTenths,
        PhoneUncertaintyTenths = phoneTenths,
        DistanceCount = distances,
        Day = day,
    };

    private static byte[] Written(CalibrationImage calibration)
    {
        byte[] bytes = new byte[CalibrationImage.Length];
        calibration.Write(bytes);
        return bytes;
    }

    private static string Describe(CalibrationImage one) =>
        $"{one.TagRssiDbm} {one.PhoneRssiDbm} {one.SlopeDb} {one.TagUncertaintyTenths} {one.PhoneUncertaintyTenths} {one.DistanceCount} {one.Day}";
}
