using System;
using System.IO;
using System.Text;
using BluezoneTag.Simulator.Scenarios;
using BluezoneTag.Simulator.Scoring;

namespace BluezoneTag.Simulator.Reporting;

/// <summary>
/// The result of a run as one self-contained page that asks nothing of the network: what it means first, charts next,
/// details last. English with Vietnamese beside it where a head teacher reads. Sums only, no person.
/// </summary>
public static class HtmlReport
{
    /// <summary>The whole page.</summary>
    public static string Write(ScenarioResult result)
    {
        var page = new StringBuilder();
        page.Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">");
        page.Append($"<title>BluezoneTag: {Html.Text(result.Scenario)}, {Html.Text(result.Source)}</title><style>{Style()}</style></head><body><main>");
        AppendHead(page, result);
        ReportCards.Append(page, result);
        AppendCharts(page, result);
        ReportDetails.Append(page, result);
        return page.Append("</main></body></html>\n").ToString();
    }

    /// <summary>The style sheet that all pages share.</summary>
    public static string Style()
    {
        using Stream stream = typeof(HtmlReport).Assembly.GetManifestResourceStream("report.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static void AppendHead(StringBuilder page, ScenarioResult result)
    {
        string start = ReportCharts.TimeOf(result, 0);
        string end = TimeSpan.FromSeconds(result.StartSecond + result.Seconds).ToString("hh\\:mm");
        page.Append($"<header><p class=\"kicker\">BluezoneTag · simulation {Html.Vi("/ mô phỏng")}</p>");
        AppendTitle(page, result.Heard15);
        page.Append($"<p>{result.Tags:N0} people wear a tag, {result.Phones:N0} also carry a phone, from {start} to {end}. ");
        page.Append("The tags run their real firmware; people, radio and battery are simulated. ");
        page.Append(Html.Vi(
            $"{result.Tags:N0} người đeo thẻ, {result.Phones:N0} người mang thêm điện thoại, từ {start} đến {end}. "
            + "Thẻ chạy phần mềm thật; con người, sóng và pin là mô phỏng."));
        page.Append($"<br>Contacts {Html.Vi("/ tiếp xúc")}: {Html.Text(result.Source)}.");
        page.Append("</p></header>");
    }

    private static void AppendTitle(StringBuilder page, Share heard)
    {
        string title = $"The tags noticed {heard.Caught:N0} of {heard.True:N0} long contacts";
        string titleVi = $"Thẻ ghi nhận {heard.Caught:N0} trên {heard.True:N0} tiếp xúc dài";
        if (heard.True == 0)
        {
            title = "Nobody was face to face for 15 minutes";
            titleVi = "Không có cặp nào ở đối diện nhau đủ 15 phút";
        }

        page.Append($"<h1>{title}</h1><p class=\"lead\" lang=\"vi\">{titleVi}</p>");
    }

    private static void AppendCharts(StringBuilder page, ScenarioResult result)
    {
        page.Append("<section class=\"charts\" aria-label=\"Charts\">");
        AppendChart(
            page,
            Html.Heading("Contacts over the day", "Tiếp xúc trong ngày"),
            ReportCharts.Timeline(result),
            $"<span class=\"key true\"></span>wide: really face to face {Html.Vi("/ thật")}<br><span class=\"key heard\"></span>narrow: heard within a minute {Html.Vi("/ nghe thấy")}. "
                + "Pairs with five minutes or more that day, each counted for both.");
        AppendChart(
            page,
            Html.Heading("Time near: estimated and true", "Thời gian ở gần: ước lượng và thật"),
            ReportCharts.Durations(result),
            "One point for each long contact and log. Above the line the log says too long, the side it leans to on purpose; below it says too short.");
        AppendChart(
            page,
            Html.Heading("Battery of each tag", "Pin của từng thẻ"),
            ReportCharts.Battery(result),
            result.IsExtrapolated
                ? $"The rate at which each of the {result.Tags:N0} tags used charge, as if it went on for 24 hours. The dashed line is meant for a whole day."
                : $"Charge that each of the {result.Tags:N0} tags used in 24 hours; {Promises.TagsOverBattery(result):N0} of them reach the dashed line.");
        AppendChart(
            page,
            Html.Heading("How soon a neighbour is heard", "Bao lâu thì nghe thấy"),
            ReportCharts.Latency(result),
            $"{result.LatencySeconds.Count + result.MissedEncounters:N0} encounters of five minutes or more, each counted for both; {result.MissedEncounters:N0} were never heard. "
                + "P95: 95 % of those that were heard, were so by then.");
        page.Append("</section>");
        AppendTimelineTable(page, result);
    }

    private static void AppendChart(StringBuilder page, string heading, string svg, string note)
    {
        page.Append($"<figure>{heading}{svg}<figcaption>{note}</figcaption></figure>");
    }

    private static void AppendTimelineTable(StringBuilder page, ScenarioResult result)
    {
        page.Append($"<details><summary>Contacts over the day in numbers {Html.Vi("/ bằng số")}</summary><table class=\"numbers\"><thead><tr>");
        page.Append($"<th scope=\"col\">from {Html.Vi("từ")}</th><th scope=\"col\">contact minutes {Html.Vi("phút tiếp xúc")}</th>");
        page.Append($"<th scope=\"col\">heard {Html.Vi("nghe thấy")}</th></tr></thead><tbody>");
        for (int i = 0; i < result.Timeline.Count; i++)
        {
            TimelineBin bin = result.Timeline[i];
            page.Append($"<tr><th scope=\"row\">{ReportCharts.TimeOf(result, i)}</th>");
            page.Append($"<td>{ReportCharts.Minutes(bin.TrueSteps):N0}</td><td>{ReportCharts.Minutes(bin.HeardSteps):N0}</td></tr>");
        }

        page.Append("</tbody></table></details>");
    }
}
