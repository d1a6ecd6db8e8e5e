using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Simulator.Benches.Schedule;
using Xunit;

namespace BluezoneTag.Simulator.Tests.Benches.Schedule;

/// <summary>Scores of section 4 of the schedule study on detections made by hand.</summary>
public sealed class HearingOfOneTests
{
    [Fact]
    public void A_detection_each_20_s_says_the_true_length()
    {
        HearingOfOne hearing = HearingOfOne.Of(Every(20, 10, 890), 900);

        Assert.Equal(45, hearing.Detections);
        Assert.Equal(900, hearing.EstimateSeconds, 6);
        Assert.Equal(10, hearing.FirstSeconds);
        Assert.Equal(0, hearing.MissedMinutes);
        Assert.True(hearing.Is15);
    }

    [Theory]
    [InlineData(300, true)]
    [InlineData(301, false)]
    public void A_gap_over_five_minutes_parts_the_contact(double gap, bool is15)
    {
        List<double> seconds = [.. Every(20, 0, 300), .. Every(20, 300 + gap, 900)];

        HearingOfOne hearing = HearingOfOne.Of(seconds, 900);

        Assert.Equal(is15, hearing.Is15);
        Assert.Equal(!is15, hearing.IsSplit);
    }

    [Fact]
    public void A_parted_contact_counts_the_time_of_its_parts()
    {
        HearingOfOne hearing = HearingOfOne.Of([0, 100, 500, 600], 900);

        Assert.True(hearing.IsSplit);
        Assert.Equal(300, hearing.EstimateSeconds);
    }

    [Fact]
    public void Two_detections_are_never_fifteen_minutes() => Assert.False(HearingOfOne.Of([0, 300], 900).Is15);

    [Theory]
    [InlineData(239, false)]
    [InlineData(240, true)]
    public void Three_detections_need_twelve_minutes_with_one_mean_gap(double gap, bool is15) =>
        Assert.Equal(is15, HearingOfOne.Of([0, gap, 2 * gap], 900).Is15);

    [Theory]
    [InlineData(59, false)]
    [InlineData(60, true)]
    public void Two_detections_need_two_minutes_with_one_mean_gap(double gap, bool is5) =>
        Assert.Equal(is5, HearingOfOne.Of([0, gap], 300).Is5);

    [Fact]
    public void One_detection_has_no_length()
    {
        HearingOfOne hearing = HearingOfOne.Of([100], 300);

        Assert.Equal(0, hearing.EstimateSeconds);
        Assert.False(hearing.Is5);

        // Minutes 0 (0-60 and the next), 1 and 2 are near the detection in minute 1.
        Assert.Equal(2, hearing.MissedMinutes);
    }

    [Fact]
    public void None_is_never()
    {
        HearingOfOne hearing = HearingOfOne.Of([], 900);

        Assert.True(double.IsPositiveInfinity(hearing.FirstSeconds));
        Assert.Equal(15, hearing.MissedMinutes);
    }

    [Fact]
    public void Receptions_in_one_radio_slot_are_one_detection() => Assert.Equal(2, HearingOfOne.Of([20, 20.5, 21, 40], 900).Detections);

    [Fact]
    public void What_lies_outside_the_contact_does_not_count() => Assert.Equal(1, HearingOfOne.Of([-1, 5, 901], 900).Detections);

    private static List<double> Every(double step, double from, double to) =>
        Enumerable.Range(0, 1000).Select(i => from + (i * step)).TakeWhile(second => second <= to).ToList();
}
