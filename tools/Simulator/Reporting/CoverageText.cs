using System.Globalization;
using System.Text;
using BluezoneTag.Tag.Power;

namespace BluezoneTag.Simulator.Reporting;

/// <summary>The coverage of one day as a sentence for people, in Vietnamese and English. Says nothing of whom the tag met.</summary>
public static class CoverageText
{
    /// <summary>Such as "listened in 97 % of the planned slots; 10:05-10:25 stretched to save the battery".</summary>
    public static string English(CoverageDay day)
    {
        if (day.PlannedCount == 0)
        {
            return "no slot was planned";
        }

        var text = new StringBuilder($"listened in {Percent(day)} % of the planned slots");
        for (int i = 0; i < day.StretchCount; i++)
        {
            text.Append($"; {Interval(day, i)} stretched ");
            text.Append(day.StretchedFor(i) == StretchReason.LowCell ? "because the battery is nearly empty" : "to save the battery");
        }

        return text.Append(day.MissedCount > 0 ? $"; {day.MissedCount} missed" : "").ToString();
    }

    /// <summary>The same in Vietnamese.</summary>
    public static string Vietnamese(CoverageDay day)
    {
        if (day.PlannedCount == 0)
        {
            return "không có khe nào theo kế hoạch";
        }

        var text = new StringBuilder($"đã nghe {Percent(day)} % số khe theo kế hoạch");
        for (int i = 0; i < day.StretchCount; i++)
        {
            text.Append($"; {Interval(day, i)} giãn chu kỳ ");
            text.Append(day.StretchedFor(i) == StretchReason.LowCell ? "vì pin sắp cạn" : "để tiết kiệm pin");
        }

        return text.Append(day.MissedCount > 0 ? $"; bỏ lỡ {day.MissedCount} khe" : "").ToString();
    }

    /// <summary>Charge of the day, such as "9.7 %" of the cell.</summary>
    public static string Spent(CoverageDay day) => string.Create(CultureInfo.InvariantCulture, $"{day.SpentPermille / 10}.{day.SpentPermille % 10} %");

    // Rounded down: a hundred is said only of a day on which nothing was missing.
    private static int Percent(CoverageDay day) => day.ListenedCount * 100 / day.PlannedCount;

    private static string Interval(CoverageDay day, int index) =>
        $"{Clock(day.StretchStartMinute(index))}-{Clock(day.StretchEndMinute(index))}";

    private static string Clock(int minute) => string.Create(CultureInfo.InvariantCulture, $"{minute / 60:00}:{minute % 60:00}");
}
