using BluezoneTag.Simulator.Reporting;
using BluezoneTag.Tag.Power;
using Xunit;

namespace BluezoneTag.Simulator.Tests.Reporting;

public sealed class CoverageTextTests
{
    [Fact]
    public void A_stretched_day_is_told_in_both_languages()
    {
        CoverageDay day = Day(planned: 2000, listened: 1940);
        for (int i = 0; i < 60; i++)
        {
            day.AddStretched(605 + (i / 3), StretchReason.DayBudget);
        }

        day.SetSpent(97);
        Assert.Equal("listened in 97 % of the planned slots; 10:05-10:25 stretched to save the battery", CoverageText.English(day));
        Assert.Equal("đã nghe 97 % số khe theo kế hoạch; 10:05-10:25 giãn chu kỳ để tiết kiệm pin", CoverageText.Vietnamese(day));
        Assert.Equal("9.7 %", CoverageText.Spent(day));
    }

    [Fact]
    public void A_low_cell_and_missed_slots_are_told()
    {
        CoverageDay day = Day(planned: 10, listened: 7);
        day.AddStretched(1439, StretchReason.LowCell);
        Assert.Equal("listened in 70 % of the planned slots; 23:59-24:00 stretched because the battery is nearly empty; 2 missed", CoverageText.English(day));
        Assert.Equal("đã nghe 70 % số khe theo kế hoạch; 23:59-24:00 giãn chu kỳ vì pin sắp cạn; bỏ lỡ 2 khe", CoverageText.Vietnamese(day));
    }

    [Fact]
    public void A_day_without_a_plan_has_no_share()
    {
        Assert.Equal("no slot was planned", CoverageText.English(Day(0, 0)));
        Assert.Equal("không có khe nào theo kế hoạch", CoverageText.Vietnamese(Day(0, 0)));
    }

    [Fact]
    public void A_hundred_per_cent_means_that_nothing_is_missing()
    {
        Assert.StartsWith("listened in 99 %", CoverageText.English(Day(4320, 4319)));
        Assert.StartsWith("listened in 100 %", CoverageText.English(Day(4320, 4320)));
    }

    private static CoverageDay Day(int planned, int listened)
    {
        var day = new CoverageDay();
        for (int i = 0; i < planned; i++)
        {
            day.AddPlanned();
        }

        for (int i = 0; i < listened; i++)
        {
            day.AddListened();
        }

        return day;
    }
}
