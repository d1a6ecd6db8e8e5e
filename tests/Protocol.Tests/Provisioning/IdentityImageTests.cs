using System;
using System.Buffers.Binary;
using System.Linq;
using BluezoneTag.Protocol.Provisioning;
using BluezoneTag.Protocol.Tests.Support;
using Xunit;

namespace BluezoneTag.Protocol.Tests.Provisioning;

public sealed class IdentityImageTests
{
    private readonly IdentityImage _read = new();

    [Fact]
    public void Random_identities_come_back()
    {
        Random random = new(80);
        for (int run = 0; run < 2000; run++)
        {
            IdentityImage identity = Identity(random);
            Assert.True(TryRead(Written(identity)));
            Assert.Equal(Describe(identity), Describe(_read));
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(120000, 840)]
    [InlineData(18475, -840)]
    public void The_limits_of_day_and_utc_offset_are_accepted(int day, int utcOffsetMinutes)
    {
        Assert.True(TryRead(With(day, utcOffsetMinutes)));
        Assert.Equal((day, utcOffsetMinutes), (_read.CreationDay, _read.UtcOffsetMinutes));
    }

    [Theory]
    [InlineData(120001, 0)]
    [InlineData(-1, 0)]
    [InlineData(int.MaxValue, 0)]
    [InlineData(int.MinValue, 0)]
    [InlineData(0, 841)]
    [InlineData(0, -841)]
    [InlineData(0, short.MaxValue)]
    [InlineData(0, short.MinValue)]
    public void Days_and_utc_offsets_beyond_the_limits_are_refused(int day, int utcOffsetMinutes)
    {
        Assert.False(TryRead(With(day, utcOffsetMinutes)));
    }

    [Fact]
    public void No_single_turned_bit_passes()
    {
        byte[] image = Written(Identity(new Random(81)));
        Assert.All(Damage.EveryBitFlip(image), damaged => Assert.False(TryRead(damaged)));
    }

    [Fact]
    public void An_image_of_any_other_length_is_refused()
    {
        byte[] image = Written(Identity(new Random(82)));
        Assert.All(Damage.EveryTruncation(image), part => Assert.False(TryRead(part)));
        Assert.False(TryRead([.. image, 0]));
        Assert.False(_read.TryRead(image, 79));
        Assert.False(_read.TryRead(image, -1));
    }

    [Theory]
    [InlineData(0, 'b')]
    [InlineData(1, 'X')]
    [InlineData(2, 'L')]
    [InlineData(3, 'd')]
    [InlineData(4, 0)]
    [InlineData(4, 2)]
    [InlineData(7, 1)]
    public void A_well_sealed_image_of_another_kind_or_version_is_refused(int place, int value)
    {
        byte[] image = Written(Identity(new Random(83)));
        image[place] = (byte)value;
        Assert.False(TryRead(Damage.Resealed(image)));
    }

    [Fact]
    public void An_all_zero_base_key_is_refused_and_a_single_bit_in_it_is_enough()
    {
        byte[] image = Written(new IdentityImage { Serial = 1 });
        Assert.False(TryRead(image));
        Assert.All(Enumerable.Range(16, 32), place =>
        {
            byte[] copy = (byte[])image.Clone();
            copy[place] = 1;
            Assert.True(TryRead(Damage.Resealed(copy)));
        });
    }

    [Theory]
    [InlineData(0x00)]
    [InlineData(0xFF)]
    public void Erased_flash_is_no_identity(byte value)
    {
        Assert.False(TryRead([.. Enumerable.Repeat(value, IdentityImage.Length)]));
    }

    [Fact]
    public void The_reserved_bytes_are_written_as_zero_over_what_was_there()
    {
        byte[] buffer = Enumerable.Repeat((byte)0xEE, IdentityImage.Length + 1).ToArray();
        Identity(new Random(84)).Write(buffer);
        Assert.All(buffer[66..76], value => Assert.Equal(0, value));
        Assert.Equal(0xEE, buffer[80]);
    }

    [Fact]
    public void Any_accepted_image_is_written_back_as_the_same_bytes()
    {
        Random random = new(85);
        int acceptedCount = 0;
        for (int run = 0; run < 4000; run++)
        {
            byte[] image = AnyImage(random);
            bool accepted = TryRead(image);
            Assert.Equal(IsWithinLimits(image), accepted);
            Assert.Equal(HexText.Of(image), accepted ? HexText.Of(Written(_read)) : HexText.Of(image));
            acceptedCount += accepted ? 1 : 0;
        }

        Assert.InRange(acceptedCount, 100, 3900);
    }

    [Fact]
    public void Random_bytes_never_throw_and_never_pass()
    {
        Random random = new(86);
        for (int run = 0; run < 10000; run++)
        {
            byte[] bytes = random.Bytes(random.Chance(80) ? 80 : random.Next(200));
            Assert.False(TryRead(bytes), HexText.Of(bytes));
        }
    }

    private bool TryRead(byte[] bytes) => _read.TryRead(bytes, bytes.Length);

    // Magic, version and CRC are right, the reserved bytes zero, everything else may be anything.
    private static byte[] AnyImage(Random random)
    {
        byte[] image = [.. "BZID"u8, 1, 0, 0, 0, .. random.Bytes(58), .. new byte[14]];
        BinaryPrimitives.WriteInt32LittleEndian(image.AsSpan(12), random.Next(-20000, 140000));
        BinaryPrimitives.WriteInt16LittleEndian(image.AsSpan(64), (short)random.Next(-1200, 1200));
        return Damage.Resealed(image);
    }

    private static bool IsWithinLimits(byte[] image) =>
        BinaryPrimitives.ReadInt32LittleEndian(image.AsSpan(12)) is >= 0 and <= 120000
        && BinaryPrimitives.ReadInt16LittleEndian(image.AsSpan(64)) is >= -840 and <= 840;

    private static byte[] With(int day, int utcOffsetMinutes)
    {
        IdentityImage identity = Identity(new Random(87));
        identity.CreationDay = day;
        identity.UtcOffsetMinutes = utcOffsetMinutes;
        return Written(identity);
    }

    private static IdentityImage Identity(Random random)
    {
        IdentityImage identity = new()
        {
            Serial = random.UInt32(),
            CreationDay = random.Next(120001),
            UtcOffsetMinutes = random.Next(-840, 841),
        };
        random.NextBytes(identity.BaseKey);
        random.NextBytes(identity.ClaimSecret);
        return identity;
    }

    private static byte[] Written(IdentityImage identity)
    {
        byte[] bytes = new byte[IdentityImage.Length];
        identity.Write(bytes);
        return bytes;
    }

    private static string Describe(IdentityImage identity) =>
        $"{identity.Serial}, day {identity.CreationDay}, {identity.UtcOffsetMinutes} min, {HexText.Of(identity.BaseKey)}, {HexText.Of(identity.ClaimSecret)}";
}
