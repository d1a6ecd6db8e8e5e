using System;
using System.Linq;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Tests.Support;
using Xunit;

namespace BluezoneTag.Protocol.Tests.Bytes;

public sealed class HexTests
{
    private static readonly byte[] AllValues = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];

    [Fact]
    public void All_byte_values_are_written_in_upper_case()
    {
        Assert.Equal(Convert.ToHexString(AllValues), Hex.Encode(AllValues, 0, 256));
        Assert.Equal("0A0B", Hex.Encode(AllValues, 10, 2));
        Assert.Equal("", Hex.Encode(AllValues, 256, 0));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Both_cases_are_read(bool lowerCase)
    {
        string text = Convert.ToHexString(AllValues);
        byte[] buffer = new byte[258];
        Assert.True(Hex.TryDecode(lowerCase ? text.ToLowerInvariant() : text, buffer, 1, 256));
        Assert.Equal(AllValues, buffer[1..257]);
        Assert.Equal((0, 0), (buffer[0], buffer[257]));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("12")]
    [InlineData("123")]
    [InlineData("12345")]
    [InlineData("123456")]
    [InlineData("12 4")]
    [InlineData("0x12")]
    [InlineData("123g")]
    [InlineData("G234")]
    [InlineData("12\u0661\u0662")]
    [InlineData("\uFF11\uFF12\uFF13\uFF14")]
    public void Text_of_another_length_or_with_other_characters_is_refused_and_writes_nothing(string? text)
    {
        byte[] buffer = [7, 7];
        Assert.False(Hex.TryDecode(text, buffer, 0, 2));
        Assert.Equal([7, 7], buffer);
    }

    [Fact]
    public void Exactly_22_characters_are_digits()
    {
        byte[] buffer = new byte[1];
        int digitCount = Enumerable.Range(0, 65536).Count(character => Hex.TryDecode(new string((char)character, 2), buffer, 0, 1));
        Assert.Equal(22, digitCount);
        Assert.True(Hex.TryDecode("", buffer, 1, 0));
        Assert.False(Hex.TryDecode("12", buffer, 0, -1));
    }

    [Fact]
    public void Random_bytes_come_back()
    {
        Random random = new(16);
        for (int run = 0; run < 500; run++)
        {
            byte[] bytes = random.Bytes(random.Next(40));
            byte[] read = new byte[bytes.Length];
            Assert.True(Hex.TryDecode(Hex.Encode(bytes, 0, bytes.Length), read, 0, bytes.Length));
            Assert.Equal(bytes, read);
        }
    }
}
