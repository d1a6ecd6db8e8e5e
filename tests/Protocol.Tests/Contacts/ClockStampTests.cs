using BluezoneTag.Protocol.Contacts;
using Xunit;

namespace BluezoneTag.Protocol.Tests.Contacts;

public sealed class ClockStampTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(500, 512)]
    [InlineData(512, 512)]
    [InlineData(513, 1024)]
    [InlineData(1 << 30, 1 << 30)]
    [InlineData((1 << 30) + 1, int.MaxValue)]
    [InlineData(int.MaxValue, int.MaxValue)]
    [InlineData(-1, -1)]
    [InlineData(int.MinValue, -1)]
    public void An_error_is_rounded_up_to_a_power_of_two(int errorMs, int stored)
    {
        foreach (ClockTrust trust in new[] { ClockTrust.Unset, ClockTrust.Approximate, ClockTrust.Synced })
        {
            int stamp = ClockStamp.Encode(trust, errorMs);
            Assert.InRange(stamp, 0, 255);
            Assert.Equal((trust, stored), (ClockStamp.TrustOf(stamp), ClockStamp.ErrorMsOf(stamp)));
        }
    }

    [Fact]
    public void The_bits_are_those_of_the_page()
    {
        Assert.Equal(0x26, ClockStamp.Encode(ClockTrust.Synced, 500));
        Assert.Equal(0xFC, ClockStamp.Encode(ClockTrust.Unset, ClockStamp.UnknownErrorMs));
    }

    [Fact]
    public void Every_byte_is_read_and_what_is_stored_is_never_rounded_further()
    {
        for (int stamp = 0; stamp < 256; stamp++)
        {
            int errorMs = ClockStamp.ErrorMsOf(stamp);
            int again = ClockStamp.Encode(ClockStamp.TrustOf(stamp), errorMs);
            Assert.Equal((stamp & 3, errorMs), (again & 3, ClockStamp.ErrorMsOf(again)));
        }
    }
}
