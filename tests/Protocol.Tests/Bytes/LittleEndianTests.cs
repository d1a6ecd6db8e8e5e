using System;
using System.Buffers.Binary;
using System.Linq;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Tests.Support;
using Xunit;

namespace BluezoneTag.Protocol.Tests.Bytes;

public sealed class LittleEndianTests
{
    private readonly byte[] _buffer = Enumerable.Repeat((byte)0xEE, 12).ToArray();

    [Theory]
    [InlineData(0, "0000")]
    [InlineData(0x4E56, "564e")]
    [InlineData(0xFFFF, "ffff")]
    [InlineData(-2, "feff")]
    [InlineData(0x123456, "5634")]
    public void Sixteen_bits_are_written_low_byte_first(int value, string bytes)
    {
        LittleEndian.WriteUInt16(_buffer, 3, value);
        Assert.Equal("eeeeee" + bytes + "eeeeeeeeeeeeee", HexText.Of(_buffer));
        Assert.Equal(value & 0xFFFF, LittleEndian.ReadUInt16(_buffer, 3));
    }

    [Theory]
    [InlineData(0, "000000")]
    [InlineData(0x123456, "563412")]
    [InlineData(0xFFFFFF, "ffffff")]
    [InlineData(-1, "ffffff")]
    [InlineData(0x78123456, "563412")]
    public void Twenty_four_bits_are_written_low_byte_first(int value, string bytes)
    {
        LittleEndian.WriteUInt24(_buffer, 3, value);
        Assert.Equal("eeeeee" + bytes + "eeeeeeeeeeee", HexText.Of(_buffer));
        Assert.Equal(value & 0xFFFFFF, LittleEndian.ReadUInt24(_buffer, 3));
    }

    [Theory]
    [InlineData(0u, "00000000")]
    [InlineData(0x12345678u, "78563412")]
    [InlineData(0x80000000u, "00000080")]
    [InlineData(uint.MaxValue, "ffffffff")]
    public void Thirty_two_bits_are_written_low_byte_first(uint value, string bytes)
    {
        LittleEndian.WriteUInt32(_buffer, 3, value);
        Assert.Equal("eeeeee" + bytes + "eeeeeeeeee", HexText.Of(_buffer));
        Assert.Equal(value, LittleEndian.ReadUInt32(_buffer, 3));
    }

    [Theory]
    [InlineData(0L, "0000000000000000")]
    [InlineData(0x0123456789ABCDEFL, "efcdab8967452301")]
    [InlineData(-2L, "feffffffffffffff")]
    [InlineData(long.MinValue, "0000000000000080")]
    [InlineData(long.MaxValue, "ffffffffffffff7f")]
    public void Sixty_four_bits_are_written_low_byte_first(long value, string bytes)
    {
        LittleEndian.WriteInt64(_buffer, 3, value);
        Assert.Equal("eeeeee" + bytes + "ee", HexText.Of(_buffer));
        Assert.Equal(value, LittleEndian.ReadInt64(_buffer, 3));
    }

    [Fact]
    public void Random_bytes_are_read_as_the_framework_reads_them()
    {
        Random random = new(64);
        for (int run = 0; run < 2000; run++)
        {
            byte[] bytes = random.Bytes(8);
            Assert.Equal(BinaryPrimitives.ReadUInt16LittleEndian(bytes), LittleEndian.ReadUInt16(bytes, 0));
            Assert.Equal(BinaryPrimitives.ReadUInt32LittleEndian(bytes), LittleEndian.ReadUInt32(bytes, 0));
            Assert.Equal(BinaryPrimitives.ReadInt64LittleEndian(bytes), LittleEndian.ReadInt64(bytes, 0));
        }
    }

    [Fact]
    public void No_room_throws_as_an_array_access_does()
    {
        Assert.Throws<IndexOutOfRangeException>(() => LittleEndian.WriteUInt32(_buffer, 9, 1));
        Assert.Throws<IndexOutOfRangeException>(() => LittleEndian.ReadUInt24(_buffer, 10));
        Assert.Throws<IndexOutOfRangeException>(() => LittleEndian.ReadUInt16(_buffer, -1));
    }
}
