using System.Text;
using BluezoneTag.Simulator.Scenarios;
using BluezoneTag.Simulator.Scoring;

namespace BluezoneTag.Simulator.Reporting;

/// <summary>The big numbers on the first screen, each with a sentence in both languages.</summary>
public static class ReportCards
{
    /// <summary>All cards.</summary>
    public static void Append(StringBuilder page, ScenarioResult result)
    {
        page.Append("<section class=\"cards\" aria-label=\"Main figures\">");
        AppendLong(page, result.Heard15);
        AppendShort(page, result.Heard5);
        AppendNear(page, result);
        AppendBattery(page, result);
        page.Append("</section>");
    }

    private static void AppendLong(StringBuilder page, Share heard)
    {
        Open(page, Ratio(heard), "of long contacts heard", "tiếp xúc dài được ghi nhận");
        Meter(page, heard);
        AppendHeard(page, heard, 15, "most of the time", "phần lớn thời gian");
    }

    private static void AppendShort(StringBuilder page, Share heard)
    {
        Open(page, Ratio(heard), "of all contacts from 5 minutes heard", "tiếp xúc từ 5 phút được ghi nhận");
        Meter(page, heard);
        AppendHeard(page, heard, 5, "half the time or more", "từ nửa thời gian");
    }

    private static void AppendHeard(StringBuilder page, Share heard, int minutes, string howLong, string howLongVi)
    {
        int missed = heard.True - heard.Caught;
        if (heard.True == 0)
        {
            Close(page, $"No pair was face to face for {minutes} minutes or more.", $"Không có cặp nào ở đối diện nhau từ {minutes} phút.");
            return;
        }

        Close(
            page,
            $"Pairs face to face for {minutes} minutes or more: {heard.True:N0}. In {heard.Caught:N0} of them both tags noticed the other {howLong}, in {missed:N0} not.",
            $"Số cặp ở đối diện nhau từ {minutes} phút: {heard.True:N0}. Ở {heard.Caught:N0} cặp, cả hai thẻ ghi nhận nhau {howLongVi}; {missed:N0} cặp thì không.");
    }

    private static void AppendNear(StringBuilder page, ScenarioResult result)
    {
        Detection near = result.Near15;
        Open(page, near.Claimed == 0 ? "–" : Html.Percent(near.Precision), "of “was near” claims are right", "kết luận “ở gần” là đúng");
        Close(
            page,
            $"Pairs that both logs name as near for 15 minutes: {near.Claimed:N0}. Right: {near.Hits:N0}, of {near.True:N0} true ones. "
                + $"The phone app's rule would name {result.Near15PhoneRule.Claimed:N0} on the same signals.",
            $"Số cặp mà cả hai nhật ký cho là ở gần đủ 15 phút: {near.Claimed:N0}. Đúng: {near.Hits:N0}, trên {near.True:N0} cặp thật. "
                + $"Với cùng tín hiệu, quy tắc của ứng dụng điện thoại sẽ nêu {result.Near15PhoneRule.Claimed:N0} cặp.");
    }

    private static void AppendBattery(StringBuilder page, ScenarioResult result)
    {
        string mean = Html.Percent(Statistics.Mean(result.BatteryPercentPerDay) / 100);
        string worst = Html.Percent(Statistics.Max(result.BatteryPercentPerDay) / 100);
        Open(page, mean, "of the battery a day", "pin mỗi ngày");
        if (result.IsExtrapolated)
        {
            Close(
                page,
                "If it went on like this around the clock, without evening and night: leave out --no-night for a whole day.",
                "Nếu cứ như vậy suốt ngày đêm, không có buổi tối và ban đêm.");
            return;
        }

        bool isKept = Promises.IsBatteryKept(result);
        string style = isKept ? "kept" : "broken";
        string verdictVi = isKept ? "giữ cam kết" : "không giữ cam kết";
        page.Append($"<p class=\"verdict {style}\">{Promises.Verdict(isKept)}: below 10\u00A0%<br>{Html.Vi($"{verdictVi}: dưới 10\u00A0%")}</p>");
        Close(
            page,
            $"An average tag needs this much of its {result.CapacityMilliampHours:N0} mAh in 24 hours; the hungriest one {worst}.",
            $"Một thẻ trung bình dùng chừng này của {result.CapacityMilliampHours:N0} mAh trong 24 giờ; thẻ tốn nhất {worst}.");
    }

    // The missed part is hatched and named: the colours alone say nothing.
    private static void Meter(StringBuilder page, Share share)
    {
        if (share.True == 0)
        {
            return;
        }

        int missed = share.True - share.Caught;
        page.Append($"<div class=\"meter\" aria-hidden=\"true\"><i style=\"width:{share.P * 100:F2}%\"></i></div>");
        page.Append($"<p class=\"meter-text\"><span>✓ {share.Caught:N0} heard<br>{Html.Vi("ghi nhận")}</span>");
        page.Append($"<span>✗ {missed:N0} missed<br>{Html.Vi("bỏ sót")}</span></p>");
    }

    private static string Ratio(Share share) => share.True == 0 ? "–" : Html.Percent(share.P);

    private static void Open(StringBuilder page, string number, string title, string titleVi)
    {
        page.Append($"<article><p class=\"number\">{number}</p><h2>{title}<br>{Html.Vi(titleVi)}</h2>");
    }

    private static void Close(StringBuilder page, string sentence, string sentenceVi)
    {
        page.Append($"<p>{sentence}</p><p lang=\"vi\">{sentenceVi}</p></article>");
    }
}
