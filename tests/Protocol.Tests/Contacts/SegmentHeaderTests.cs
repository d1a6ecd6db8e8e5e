using System;
using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Protocol.Tests.Support;
using Xunit;

namespace BluezoneTag.Protocol.Tests.Contacts;

public sealed class SegmentHeaderTests
{
    private readonly SegmentHeader _read = new();

    [Fact]
    public void Random_numbers_and_nonces_come_back()
    {
        Random random = new(24);
        for (int run = 0; run < 2000; run++)
        {
            uint number = random.Pick(0u, 1u, uint.MaxValue, random.UInt32());
            byte[] nonce = random.Bytes(SegmentHeader.NonceLength);
            SegmentHeader header = new()
            {
                RuleVersion = random.Next(256),
                KeyCheck = random.Next(65536),
                Number = number,
                FirstSequence = random.UInt32(),
                BaseSlot = random.UInt32(),
            };
            nonce.CopyTo(header.Nonce, 0);
            Assert.True(TryRead(Written(header)));
            Assert.Equal(Describe(header), Describe(_read));
        }
    }

    [Fact]
    public void No_single_turned_bit_passes()
    {
        byte[] header = Written(7, new Random(7).Bytes(8));
        Assert.All(Damage.EveryBitFlip(header), damaged => Assert.False(TryRead(damaged)));
    }

    [Fact]
    public void A_header_cut_short_anywhere_is_refused()
    {
        byte[] header = Written(7, new Random(7).Bytes(8));
        Assert.All(Damage.EveryTruncation(header), part => Assert.False(TryRead(part)));
        Assert.False(_read.TryRead(header, 0, SegmentHeader.Length - 1));
        Assert.False(_read.TryRead(header, 0, -1));
    }

    [Theory]
    [InlineData(0, 'b')]
    [InlineData(1, 'X')]
    [InlineData(2, 'I')]
    [InlineData(3, 'g')]
    [InlineData(4, 0)]
    [InlineData(4, 1)]
    [InlineData(4, 3)]
    public void A_well_sealed_header_of_another_kind_or_version_is_refused(int place, int value)
    {
        byte[] header = Written(7, new byte[8]);
        header[place] = (byte)value;
        Assert.False(TryRead(Damage.Resealed(header)));
    }

    [Fact]
    public void Any_accepted_header_is_written_back_as_the_same_bytes()
    {
        Random random = new(25);
        for (int run = 0; run < 2000; run++)
        {
            byte[] header = Damage.Resealed([.. "BZLG"u8, 2, .. random.Bytes(27)]);
            Assert.True(TryRead(header));
            Assert.Equal(HexText.Of(header), HexText.Of(Written(_read)));
        }
    }

    [Fact]
    public void Random_bytes_never_throw_and_never_pass()
    {
        Random random = new(26);
        for (int run = 0; run < 10000; run++)
        {
            byte[] bytes = random.Bytes(random.Next(60));
            if (bytes.Length >= 5 && random.Chance(80))
            {
                "BZLG\u0002"u8.CopyTo(bytes);
            }

            Assert.False(TryRead(bytes), HexText.Of(bytes));
        }
    }

    [Fact]
    public void A_header_is_written_and_read_at_an_offset()
    {
        SegmentHeader header = new() { Number = 9 };
        byte[] buffer = [.. new byte[5], .. new byte[SegmentHeader.Length], 0xEE];
        header.Write(buffer, 5);
        Assert.True(_read.TryRead(buffer, 5, SegmentHeader.Length));
        Assert.Equal(9u, _read.Number);
        Assert.Equal(Written(9, new byte[8]), buffer[5..37]);
        Assert.Equal(0xEE, buffer[37]);
    }

    private bool TryRead(byte[] bytes) => _read.TryRead(bytes, 0, bytes.Length);

    private static byte[] Written(uint number, byte[] nonce)
    {
        SegmentHeader header = new() { Number = number };
        nonce.CopyTo(header.Nonce, 0);
        return Written(header);
    }

    private static byte[] Written(SegmentHeader header)
    {
        byte[] bytes = new byte[SegmentHeader.Length];
        header.Write(bytes, 0);
        return bytes;
    }

    private static string Describe(SegmentHeader header) =>
        $"{header.RuleVersion} {header.KeyCheck} {header.Number} {HexText.Of(header.Nonce)} {header.FirstSequence} {header.BaseSlot}";
}
