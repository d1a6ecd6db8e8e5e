using System;
using System.Text;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Tests.Support;
using Xunit;

namespace BluezoneTag.Protocol.Tests.Bytes;

public sealed class Crc32Tests
{
    [Fact]
    public void The_check_value_is_CBF43926()
    {
        Assert.Equal(0xCBF43926u, Crc32.Compute(Encoding.ASCII.GetBytes("123456789"), 0, 9));
    }

    [Fact]
    public void No_bytes_give_zero()
    {
        Assert.Equal(0u, Crc32.Compute([], 0, 0));
        Assert.Equal(0u, Crc32.Compute([1, 2], 2, 0));
    }

    [Fact]
    public void Every_range_of_random_bytes_gives_what_the_definition_gives()
    {
        Random random = new(32);
        for (int run = 0; run < 2000; run++)
        {
            byte[] bytes = random.Bytes(300);
            int offset = random.Next(300);
            int count = random.Next(300 - offset + 1);
            Assert.Equal(ReferenceCrc32.Compute(bytes.AsSpan(offset, count)), Crc32.Compute(bytes, offset, count));
        }
    }

    [Fact]
    public void A_range_over_the_end_throws_as_an_array_access_does()
    {
        Assert.Throws<IndexOutOfRangeException>(() => Crc32.Compute(new byte[4], 2, 3));
    }
}
