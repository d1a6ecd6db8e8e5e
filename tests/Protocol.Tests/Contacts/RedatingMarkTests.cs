using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Protocol.Tests.Support;
using Xunit;

namespace BluezoneTag.Protocol.Tests.Contacts;

public sealed class RedatingMarkTests
{
    private readonly RedatingMark _read = new();

    [Theory]
    [InlineData(0u, 0L, 0u)]
    [InlineData(uint.MaxValue, long.MaxValue, uint.MaxValue)]
    [InlineData(7u, long.MinValue, 9u)]
    [InlineData(0xFFFFFFF0u, -86400000L, 3u)]
    public void All_fields_come_back(uint from, long deltaMs, uint sequence)
    {
        byte[] bytes = Written(new RedatingMark { FromSequence = from, DeltaMs = deltaMs, Sequence = sequence });
        Assert.True(_read.TryRead(bytes, 0, bytes.Length, sequence));
        Assert.Equal((from, deltaMs, sequence), (_read.FromSequence, _read.DeltaMs, _read.Sequence));
    }

    [Fact]
    public void No_turned_bit_no_cut_and_no_other_place_passes()
    {
        byte[] bytes = Written(new RedatingMark { FromSequence = 3, DeltaMs = 99, Sequence = 8 });
        Assert.All(Damage.EveryBitFlip(bytes), damaged => Assert.False(_read.TryRead(damaged, 0, damaged.Length, 8)));
        Assert.All(Damage.EveryTruncation(bytes), part => Assert.False(_read.TryRead(part, 0, part.Length, 8)));
        Assert.False(_read.TryRead(bytes, 0, bytes.Length, 7));
    }

    [Fact]
    public void A_batch_is_no_mark_and_a_mark_no_batch()
    {
        byte[] bytes = Written(new RedatingMark { Sequence = 8 });
        Assert.False(new BatchHeader().TryRead(new SegmentHeader(), bytes, 0, bytes.Length, 8));
        bytes[0] = 1;
        BatchHeader.Seal(bytes, 0, bytes.Length, 8);
        Assert.False(_read.TryRead(bytes, 0, bytes.Length, 8));
    }

    private static byte[] Written(RedatingMark mark)
    {
        byte[] bytes = new byte[RedatingMark.Length];
        mark.Write(bytes, 0);
        return bytes;
    }
}
