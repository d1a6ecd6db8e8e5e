using System;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Protocol.Tests.Support;
using Xunit;

namespace BluezoneTag.Protocol.Tests.Identifiers;

public sealed class Sha256Tests
{
    private readonly Sha256 _sha256 = new();

    public static TheoryData<int> AllLengths => [.. Enumerable.Range(0, 56)];

    [Theory]
    [MemberData(nameof(AllLengths))]
    public void Every_length_that_fits_gives_the_digest_of_the_framework(int length)
    {
        Random random = new(length);
        for (int run = 0; run < 20; run++)
        {
            byte[] message = random.Bytes(length);
            Assert.Equal(SHA256.HashData(message), Digest(message, 0, length));
        }
    }

    [Fact]
    public void The_digest_of_abc_is_that_of_the_standard()
    {
        byte[] digest = Digest(Encoding.ASCII.GetBytes("abc"), 0, 3);
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", HexText.Of(digest));
    }

    [Fact]
    public void A_short_message_after_a_long_one_is_not_mixed_with_its_rest()
    {
        Digest(Enumerable.Repeat((byte)0xFF, 55).ToArray(), 0, 55);
        Assert.Equal(SHA256.HashData([1, 2]), Digest([1, 2], 0, 2));
    }

    [Fact]
    public void Only_the_named_range_is_read_and_only_32_bytes_are_written()
    {
        byte[] message = new Random(3).Bytes(70);
        byte[] digest = Enumerable.Repeat((byte)0xEE, 40).ToArray();
        _sha256.Hash(message, 9, 50, digest, 4);
        Assert.Equal(SHA256.HashData(message[9..59]), digest[4..36]);
        Assert.All([.. digest[..4], .. digest[36..]], value => Assert.Equal(0xEE, value));
    }

    [Fact]
    public void The_digest_may_overwrite_its_own_message()
    {
        byte[] buffer = new Random(5).Bytes(48);
        byte[] expected = SHA256.HashData(buffer[3..48]);
        _sha256.Hash(buffer, 3, 45, buffer, 8);
        Assert.Equal(expected, buffer[8..40]);
    }

    [Theory]
    [InlineData(56)]
    [InlineData(64)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void A_message_that_does_not_fit_one_block_is_refused_and_not_counted(int count)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _sha256.Hash(new byte[64], 0, count, new byte[32], 0));
        Assert.Equal(0, _sha256.BlockCount);
    }

    [Fact]
    public void Every_hash_counts_as_one_block()
    {
        Digest([], 0, 0);
        Digest(new byte[55], 0, 55);
        Assert.Equal(2, _sha256.BlockCount);
    }

    private byte[] Digest(byte[] message, int offset, int count)
    {
        byte[] digest = new byte[Sha256.DigestLength];
        _sha256.Hash(message, offset, count, digest, 0);
        return digest;
    }
}
