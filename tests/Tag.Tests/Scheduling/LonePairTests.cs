using BluezoneTag.Simulator.Engine;
using BluezoneTag.Tag.Scheduling;
using Xunit;

namespace BluezoneTag.Tag.Tests.Scheduling;

public sealed class LonePairTests
{
    private static readonly byte[] Own = Noise.Bytes(12, 1, 1);
    private static readonly byte[] First = Noise.Bytes(12, 1, 2);
    private static readonly byte[] Second = Noise.Bytes(12, 1, 3);

    private readonly LonePair _pair = new();

    [Fact]
    public void Nobody_is_no_partner()
    {
        Assert.Equal(-1, _pair.PartnerOffset(0));
        Assert.Equal(-1, _pair.PartnerOffset(LonePair.RecentMs));
    }

    [Fact]
    public void One_neighbour_is_the_partner_for_five_minutes()
    {
        _pair.Note(First, 0, 1000);
        AssertPartner(First, 1000 + LonePair.RecentMs - 1);
        Assert.Equal(-1, _pair.PartnerOffset(1000 + LonePair.RecentMs));
    }

    [Fact]
    public void Of_two_neighbours_neither_is_until_one_has_gone()
    {
        _pair.Note(First, 0, 1000);
        _pair.Note(Second, 0, 100000);
        Assert.Equal(-1, _pair.PartnerOffset(100000));
        AssertPartner(Second, 1000 + LonePair.RecentMs);
    }

    [Fact]
    public void A_third_takes_the_place_of_the_one_heard_longest_ago()
    {
        _pair.Note(First, 0, 1000);
        _pair.Note(Second, 0, 2000);
        _pair.Note(Own, 0, 3000);
        Assert.Equal(-1, _pair.PartnerOffset(2000 + LonePair.RecentMs - 1));
        AssertPartner(Own, 2000 + LonePair.RecentMs);
    }

    [Fact]
    public void After_a_change_of_ids_the_old_ones_carry_on_until_the_new_one_is_heard()
    {
        _pair.Note(First, 0, 1000);
        _pair.ChangeIds(Own, 20000);
        Assert.True(_pair.IsByOldIds(20000));
        Assert.Equal(Own, _pair.OldOwn);
        AssertPartner(First, 20000 + LonePair.CarryMs - 1);
        _pair.Note(Second, 0, 40000);
        Assert.False(_pair.IsByOldIds(40000));
        AssertPartner(Second, 40000);
    }

    [Fact]
    public void A_partner_that_is_not_heard_after_the_change_is_given_up()
    {
        _pair.Note(First, 0, 1000);
        _pair.ChangeIds(Own, 20000);
        Assert.False(_pair.IsByOldIds(20000 + LonePair.CarryMs));
        Assert.Equal(-1, _pair.PartnerOffset(20000 + LonePair.CarryMs));
    }

    [Fact]
    public void Among_several_nothing_is_carried_over()
    {
        _pair.Note(First, 0, 1000);
        _pair.Note(Second, 0, 2000);
        _pair.ChangeIds(Own, 20000);
        Assert.False(_pair.IsByOldIds(20000));
        Assert.Equal(-1, _pair.PartnerOffset(20000));
    }

    [Fact]
    public void Old_ids_are_carried_over_one_change_and_not_two()
    {
        _pair.Note(First, 0, 1000);
        _pair.ChangeIds(Own, 20000);
        _pair.ChangeIds(Second, 30000);
        Assert.Equal(-1, _pair.PartnerOffset(30000));
    }

    [Fact]
    public void Ids_are_compared_byte_by_byte()
    {
        byte[] small = new byte[12];
        byte[] large = new byte[13];
        large[12] = 1;
        Assert.True(LonePair.IsLarger([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], small, 0));
        Assert.False(LonePair.IsLarger(small, large, 1));
        Assert.False(LonePair.IsLarger(small, small, 0));
        Assert.True(LonePair.IsLarger([200, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], [100, 255, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 0));
    }

    private void AssertPartner(byte[] id, long uptimeMs)
    {
        int offset = _pair.PartnerOffset(uptimeMs);
        Assert.True(offset >= 0);
        Assert.Equal(id, _pair.Ids[offset..(offset + 12)]);
    }
}
