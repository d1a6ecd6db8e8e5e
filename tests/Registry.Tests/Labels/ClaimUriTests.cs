using System;
using System.Linq;
using BluezoneTag.Registry.Labels;
using Xunit;

namespace BluezoneTag.Registry.Tests.Labels;

public sealed class ClaimUriTests
{
    private static readonly byte[] Secret = [.. Enumerable.Range(0xA0, 16).Select(i => (byte)i)];

    [Fact]
    public void The_example_of_the_documentation() => Assert.Equal("BZT:1/7407/UCQ2FI5EUWTKPKFJVKV2ZLNOV4", ClaimUri.Of(7407, Secret));

    [Fact]
    public void Every_bit_of_the_secret_comes_back()
    {
        for (int bit = 0; bit < 128; bit++)
        {
            byte[] secret = new byte[16];
            secret[bit / 8] = (byte)(1 << (bit % 8));
            Assert.True(ClaimUri.TryParse(ClaimUri.Of(uint.MaxValue, secret), out uint serial, out byte[]? read));
            Assert.Equal(uint.MaxValue, serial);
            Assert.Equal(Convert.ToHexString(secret), Convert.ToHexString(read));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("BZT:2/7407/UCQ2FI5EUWTKPKFJVKV2ZLNOV4")]
    [InlineData("BZT:1/7407/UCQ2FI5EUWTKPKFJVKV2ZLNOV")]
    [InlineData("BZT:1/7407/UCQ2FI5EUWTKPKFJVKV2ZLNOV5")]
    [InlineData("BZT:1/7407/UCQ2FI5EUWTKPKFJVKV2ZLNOV1")]
    [InlineData("BZT:1/07407/UCQ2FI5EUWTKPKFJVKV2ZLNOV4")]
    [InlineData("BZT:1/0/UCQ2FI5EUWTKPKFJVKV2ZLNOV4")]
    [InlineData("BZT:1/4294967296/UCQ2FI5EUWTKPKFJVKV2ZLNOV4")]
    [InlineData("BZT:1/7407/UCQ2FI5EUWTKPKFJVKV2ZLNOV4/")]
    [InlineData("bzt:1/7407/UCQ2FI5EUWTKPKFJVKV2ZLNOV4")]
    public void What_is_not_written_here_is_refused(string text) => Assert.False(ClaimUri.TryParse(text, out _, out _));

    [Fact]
    public void Only_characters_of_a_small_code_are_used() =>
        Assert.All(ClaimUri.Of(uint.MaxValue, Secret), c => Assert.Contains(c, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"));
}
