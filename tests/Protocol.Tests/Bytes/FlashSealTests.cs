using BluezoneTag.Protocol.Bytes;
using Xunit;

namespace BluezoneTag.Protocol.Tests.Bytes;

public sealed class FlashSealTests
{
    private const int Offset = 3;
    private const int Length = 24;

    [Fact]
    public void Letters_and_crc_stand_where_they_should_and_nothing_else_is_touched()
    {
        byte[] buffer = Sealed(salt: 0);
        Assert.Equal("BZXY"u8.ToArray(), buffer[Offset..(Offset + FlashSeal.MagicLength)]);
        Assert.All(buffer[..Offset], one => Assert.Equal(0xEE, one));
        Assert.All(buffer[(Offset + Length)..], one => Assert.Equal(0xEE, one));
        Assert.Equal(Crc32.Compute(buffer, Offset, Length - FlashSeal.CrcLength), LittleEndian.ReadUInt32(buffer, Offset + Length - FlashSeal.CrcLength));
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(7u)]
    [InlineData(0xFFFFFFFFu)]
    public void Every_turned_bit_and_every_other_salt_is_noticed(uint salt)
    {
        byte[] buffer = Sealed(salt);
        Assert.True(FlashSeal.IsWhole(buffer, Offset, Length, salt));
        Assert.False(FlashSeal.IsWhole(buffer, Offset, Length, salt + 1));
        for (int bit = 8 * Offset; bit < 8 * (Offset + Length); bit++)
        {
            buffer[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(FlashSeal.IsWhole(buffer, Offset, Length, salt));
            buffer[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void Each_of_the_four_letters_counts()
    {
        byte[] buffer = Sealed(salt: 0);
        Assert.True(FlashSeal.HasMagic(buffer, Offset, 'X', 'Y'));
        Assert.False(FlashSeal.HasMagic(buffer, Offset, 'X', 'X'));
        Assert.False(FlashSeal.HasMagic(buffer, Offset, 'Y', 'Y'));
        for (int i = 0; i < FlashSeal.MagicLength; i++)
        {
            buffer[Offset + i]++;
            Assert.False(FlashSeal.HasMagic(buffer, Offset, 'X', 'Y'));
            buffer[Offset + i]--;
        }
    }

    private static byte[] Sealed(uint salt)
    {
        byte[] buffer = new byte[40];
        System.Array.Fill(buffer, (byte)0xEE);
        FlashSeal.WriteMagic(buffer, Offset, 'X', 'Y');
        FlashSeal.Close(buffer, Offset, Length, salt);
        return buffer;
    }
}
