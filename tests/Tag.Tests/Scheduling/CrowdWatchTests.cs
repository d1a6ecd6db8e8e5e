using BluezoneTag.Simulator.Engine;
using BluezoneTag.Tag.Scheduling;
using Xunit;

namespace BluezoneTag.Tag.Tests.Scheduling;

public sealed class CrowdWatchTests
{
    private const int QuarterHour = 1773840;
    private readonly CrowdWatch _watch = new();

    [Fact]
    public void Eighty_different_tags_are_a_crowd_and_fewer_are_not()
    {
        Hear(CrowdWatch.MinTags - 1, QuarterHour);
        Assert.False(_watch.IsCrowd(QuarterHour, 500000));
        HearNew(QuarterHour, 1);
        Assert.True(_watch.IsCrowd(QuarterHour, 500000));
    }

    [Theory]
    [InlineData(CrowdWatch.ManyTags)]
    [InlineData(CrowdWatch.ManyTagsOldClock)]
    public void Many_are_at_least_so_many_and_fewer_than_a_crowd(int least)
    {
        Hear(least - 1, QuarterHour);
        Assert.False(_watch.IsMany(QuarterHour, 500000, least));
        Hear(least, QuarterHour);
        Assert.True(_watch.IsMany(QuarterHour, 500000, least));
        Assert.True(_watch.IsMany(QuarterHour + 1, CrowdWatch.CarryMs - 1, least));
        Assert.False(_watch.IsMany(QuarterHour + 1, CrowdWatch.CarryMs, least));
    }

    [Fact]
    public void A_crowd_is_not_many_too()
    {
        Hear(CrowdWatch.MinTags, QuarterHour);
        Assert.False(_watch.IsMany(QuarterHour, 500000, 1));
        Assert.False(_watch.IsMany(QuarterHour + 1, 0, 1));
    }

    [Fact]
    public void A_storm_of_ids_is_no_crowd_and_not_many()
    {
        Hear(CrowdWatch.MaxTags, QuarterHour);
        Assert.True(_watch.IsCrowd(QuarterHour, 500000));
        Hear(CrowdWatch.MaxTags + 1, QuarterHour);
        Assert.False(_watch.IsCrowd(QuarterHour, 500000));
        Assert.False(_watch.IsMany(QuarterHour, 500000, 1));
        Assert.False(_watch.IsCrowd(QuarterHour + 1, 0));
        Assert.False(_watch.IsMany(QuarterHour + 1, 0, 1));
    }

    [Fact]
    public void The_same_tags_again_and_again_are_no_crowd()
    {
        for (int i = 0; i < 100; i++)
        {
            Hear(20, QuarterHour);
        }

        Assert.False(_watch.IsCrowd(QuarterHour, 500000));
    }

    [Fact]
    public void A_tag_is_new_once_in_a_quarter_hour()
    {
        byte[] id = Noise.Bytes(12, 1, 5);
        Assert.True(_watch.Note(id, 0, QuarterHour));
        Assert.False(_watch.Note(id, 0, QuarterHour));
        Assert.True(_watch.Note(id, 0, QuarterHour + 1));
    }

    [Fact]
    public void After_a_change_of_ids_the_answer_carries_over_for_three_minutes()
    {
        Hear(CrowdWatch.MinTags, QuarterHour);
        Assert.True(_watch.IsCrowd(QuarterHour + 1, CrowdWatch.CarryMs - 1));
        Assert.False(_watch.IsCrowd(QuarterHour + 1, CrowdWatch.CarryMs));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-1)]
    [InlineData(35040)]
    public void A_clock_that_was_set_carries_nothing_over(int quarterHours)
    {
        Hear(CrowdWatch.MinTags, QuarterHour);
        Assert.False(_watch.IsCrowd(QuarterHour + quarterHours, 0));
    }

    // Whose hashes all differ: nine bits of the id, from byte 4 on.
    private void Hear(int count, int quarterHour)
    {
        for (int i = 0; i < count; i++)
        {
            HearNew(quarterHour, 500 - i);
        }
    }

    private void HearNew(int quarterHour, int hash)
    {
        byte[] id = new byte[12];
        id[4] = (byte)hash;
        id[5] = (byte)(hash >> 8);
        _watch.Note(id, 0, quarterHour);
    }
}
