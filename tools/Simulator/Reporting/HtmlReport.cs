using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Text;
using BluezoneTag.Simulator.Scenarios;

namespace BluezoneTag.Simulator.Reporting;

/// <summary>
/// The result of a run as one self-contained page: what it means first, charts next, details last. English with Vietnamese
/// beside it where a head teacher reads. Sums only, no person.
/// </summary>
public static class HtmlReport
{
    /// <summary>The whole page.</summary>
    public static string Write(ScenarioResult result)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            var page = new StringBuilder();
            page.Append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">");
            page.Append($"<title>BluezoneTag: {Text(result.Scenario)}</title><style>{Style()}</style></head><body><main>");
            AddHead(page, result);
            AddCards(page, result);
            AddCharts(page, result);
            AddDetails(page, result);
            AddLimits(page, result);
            return page.Append("</main></body></html>\n").ToString();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static string Style()
    {
        using Stream stream = typeof(HtmlReport).Assembly.GetManifestResourceStream("report.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static void AddHead(StringBuilder page, ScenarioResult result)
    {
        string start = TimeSpan.FromSeconds(result.StartSecond).ToString("hh\\:mm");
        string end = TimeSpan.FromSeconds(result.StartSecond + result.Seconds).ToString("hh\\:mm");
        page.Append("<header><p class=\"kicker\">BluezoneTag · simulated / mô phỏng</p>");
        page.Append($"<h1>{result.Tags} tags, {result.Phones} phones, {start} to {end}</h1>");
        page.Append($"<p>{Text(result.Source)}. The tags run their own firmware; only people, radio and battery are simulated. ");
        page.Append($"<span lang=\"vi\">{result.Tags} thẻ và {result.Phones} điện thoại, từ {start} đến {end}: thẻ chạy phần mềm thật, chỉ người, sóng và pin là mô phỏng.</span></p></header>");
    }

    private static void AddCards(StringBuilder page, ScenarioResult result)
    {
        page.Append("<section class=\"cards\">");
        AddCard(
            page,
            Percent(result.Heard15.P),
            "of long contacts heard",
            "tiếp xúc dài được ghi nhận",
            $"Of {result.Heard15.True} pairs together for 15 minutes or more, {result.Heard15.Caught} are in both logs; {result.Heard15.True - result.Heard15.Caught} were missed.",
            $"Trong {result.Heard15.True} cặp ở cạnh nhau từ 15 phút, {result.Heard15.Caught} cặp có trong cả hai nhật ký; bỏ sót {result.Heard15.True - result.Heard15.Caught}.");
        AddCard(
            page,
            Percent(result.Heard5.P),
            "of short contacts heard",
            "tiếp xúc ngắn được ghi nhận",
            $"The same for 5 minutes or more: {result.Heard5.Caught} of {result.Heard5.True} pairs.",
            $"Tương tự với từ 5 phút: {result.Heard5.Caught} trên {result.Heard5.True} cặp.");
        AddCard(
            page,
            Percent(result.Near15.Precision),
            "of “near” claims are right",
            "kết luận “ở gần” là đúng",
            $"The logs claim {result.Near15.Claimed} pairs near for 15 minutes; {result.Near15.Hits} were. They find {Percent(result.Near15.Recall)} of the true ones. The phone app's threshold would claim {result.Near15PhoneRule.Claimed}.",
            $"Nhật ký kết luận {result.Near15.Claimed} cặp ở gần đủ 15 phút, trong đó {result.Near15.Hits} cặp đúng. Ngưỡng của ứng dụng sẽ báo {result.Near15PhoneRule.Claimed} cặp.");
        AddCard(
            page,
            $"{result.BatteryPercentPerDay.Average():F1} %",
            "of the battery a day",
            "pin mỗi ngày",
            result.IsExtrapolated
                ? "If it went on like this around the clock, without evening and night: leave out --no-night for a whole day."
                : $"The hungriest tag used {result.BatteryPercentPerDay.Max():F1} % of {result.CapacityMilliampHours:N0} mAh; the promise is less than 10 %.",
            result.IsExtrapolated
                ? "Nếu cứ như vậy suốt ngày đêm, không có buổi tối và ban đêm."
                : $"Thẻ tốn nhất dùng {result.BatteryPercentPerDay.Max():F1} % của {result.CapacityMilliampHours:N0} mAh; cam kết là dưới 10 %.");
        page.Append("</section>");
    }

    private static void AddCard(StringBuilder page, string number, string title, string titleVi, string sentence, string sentenceVi)
    {
        page.Append($"<article><p class=\"number\">{number}</p><h2>{title}<br><span lang=\"vi\">{titleVi}</span></h2>");
        page.Append($"<p>{sentence}</p><p lang=\"vi\">{sentenceVi}</p></article>");
    }

    private static void AddCharts(StringBuilder page, ScenarioResult result)
    {
        page.Append("<section class=\"charts\">");
        AddChart(
            page,
            "Contacts over the day",
            "Tiếp xúc trong ngày",
            ReportCharts.Timeline(result),
            "Wide pale bars: minutes that pairs with at least five minutes that day really spent face to face, counted for each of the two. Narrow dark bars inside: those that the tag heard within a minute.");
        AddChart(
            page,
            "Time near: estimated against true",
            "Thời gian ở gần: ước lượng và thật",
            ReportCharts.Durations(result),
            "Pairs with 15 minutes or more. Above the line the log says too long, which is the side it leans to on purpose; below, too short. Points beyond the chart stand on its edge.");
        AddChart(
            page,
            "Battery",
            "Pin",
            ReportCharts.Battery(result),
            $"Charge used in 24 hours, school, evening and night, by all {result.Tags} tags.");
        AddChart(
            page,
            "How soon a neighbour is heard",
            "Bao lâu thì nghe thấy",
            ReportCharts.Latency(result),
            $"{result.LatencySeconds.Count + result.MissedEncounters} encounters of five minutes or more, each counted for both; {result.MissedEncounters} were never heard.");
        page.Append("</section>");
    }

    private static void AddChart(StringBuilder page, string title, string titleVi, string svg, string note)
    {
        page.Append($"<figure><h2>{title} <span lang=\"vi\">/ {titleVi}</span></h2>{svg}<figcaption>{note}</figcaption></figure>");
    }

    private static void AddDetails(StringBuilder page, ScenarioResult result)
    {
        page.Append("<section><h2>Details <span lang=\"vi\">/ Chi tiết</span></h2><table>");
        foreach ((string what, string value) in Rows(result))
        {
            page.Append($"<tr><th scope=\"row\">{Text(what)}</th><td>{Text(value)}</td></tr>");
        }

        page.Append("</table></section>");
    }

    private static IEnumerable<(string What, string Value)> Rows(ScenarioResult result)
    {
        yield return ("Platform, clock, seed", $"{result.Platform}, {result.Clock}, {result.Seed}");
        yield return ("Simulated", $"{result.Seconds:N0} s of contacts, {result.SimulatedSeconds:N0} s in all, in {result.WallSeconds:F1} s");
        yield return ("Mean current", $"{result.MeanCurrentMilliamps:F2} mA; during the contacts {result.SchoolCurrentMilliamps:F2} mA");
        yield return ("Near 15 min, recall / precision", $"{result.Near15.Recall:F3} / {result.Near15.Precision:F3}; phone app's threshold {result.Near15PhoneRule.Recall:F3} / {result.Near15PhoneRule.Precision:F3}");
        yield return ("Duration error, 95 %", $"{result.DurationErrorP95Seconds:N0} s");
        yield return ("Phones", $"{result.PhoneScore.ScansThatHeardIt} of {result.PhoneScore.ScansWithTagInReach} scans heard a tag that was face to face throughout; {result.PhoneScore.RowsOfTags:N0} rows about tags");
        yield return ("Tags heard phones", $"{result.PhoneScore.TagSightingsOfPhones:N0} sightings");
        yield return ("Contact records", $"{result.LogRecords:N0}, of {result.Sightings:N0} sightings; fullest tag {result.LargestFlashBytes:N0} bytes of files");
        yield return ("Must be zero", $"{result.InventedRecords} records of ids nobody sent, {result.WrongIdentifiers} ids on the air at the wrong time, {result.Counters["Exceptions"]} exceptions, {result.Counters["RecordsLost"]} records lost");
        yield return ("Restarts", $"{result.Restarts}, planned for the night {result.Counters["PlannedRestarts"]}");
        yield return ("Reports dropped, table full", $"{result.Counters["DroppedReports"]:N0}, {result.Counters["EvictedNeighbours"]:N0}");
    }

    private static void AddLimits(StringBuilder page, ScenarioResult result)
    {
        page.Append("<section><h2>Read this before you quote it <span lang=\"vi\">/ Xin đọc trước khi trích dẫn</span></h2><ul>");
        page.Append("<li>Nothing here was measured on hardware. Currents, start times and signal strengths come from published measurements and stated assumptions: docs/simulation.md. ");
        page.Append("<span lang=\"vi\">Chưa có gì được đo trên phần cứng thật.</span></li>");
        page.Append("<li>Distance from signal strength is rough: phone models differ by 20 dB at two metres, seating alone by 10 dB. The “near” figures depend on that model more than all others.</li>");
        page.Append("<li>iPhones, connections and weather are not simulated. Whoever is not in contact is in the same room, behind one wall, or out of range.</li>");
        page.Append($"<li>Again: <code>{Text(result.ReplayCommand)}</code></li></ul></section>");
    }

    private static string Percent(double share) => $"{share * 100:F1} %";
}
