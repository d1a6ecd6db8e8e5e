using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using BluezoneTag.Simulator.Benches.Schedule;

namespace BluezoneTag.Simulator.Reporting;

/// <summary>The schedule bench as one self-contained page: verdict, plots, then every table.</summary>
public static class ScheduleHtml
{
    /// <summary>The whole page.</summary>
    public static string Write(ScheduleBenchResult result)
    {
        var page = new StringBuilder();
        page.Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">");
        page.Append($"<title>BluezoneTag: radio schedule</title><style>{HtmlReport.Style()}{OwnStyle}</style></head><body><main>");
        AppendHead(page, result);
        AppendCharts(page, result);
        AppendTargets(page, result);
        foreach (BenchCaseResult one in result.Cases)
        {
            AppendCase(page, one);
        }

        AppendMeanings(page, result);
        return page.Append("</main></body></html>\n").ToString();
    }

    // Tables here have a dozen columns: they scroll by themselves on a narrow screen.
    private const string OwnStyle = ".wide{overflow-x:auto}.wide table{min-width:720px}.wide th:first-child{text-align:left;min-width:220px}.wide th,.wide td{overflow-wrap:normal}"
        + "@media(max-width:560px){.wide tr{display:table-row}.wide th,.wide td{display:table-cell;padding:4px 8px}}figcaption ol{margin:.3rem 0 0;padding-left:1.4rem}";

    private static void AppendHead(StringBuilder page, ScheduleBenchResult result)
    {
        MeasuredTarget[] targets = [.. result.Targets()];
        int met = targets.Count(one => one.IsMet);
        page.Append($"<header><p class=\"kicker\">BluezoneTag · schedule bench {Html.Vi("/ đo lịch phát sóng")}</p>");
        page.Append($"<h1>{met} of {targets.Length} targets met</h1><p class=\"lead\" lang=\"vi\">Đạt {met} trên {targets.Length} chỉ tiêu</p>");
        page.Append("<p>The tags run their real firmware; air, clocks and cells are simulated, nothing was measured on a board. ");
        page.Append(Html.Vi("Thẻ chạy phần mềm thật; sóng, đồng hồ và pin là mô phỏng, chưa đo trên phần cứng."));
        page.Append($" Seed {result.Seed}.");
        page.Append(result.IsQuick ? $" <strong>Quick run: a tenth of the trials, do not quote. {Html.Vi("Chạy nhanh, không trích dẫn.")}</strong>" : string.Empty);
        page.Append("</p></header>");
    }

    private static void AppendCharts(StringBuilder page, ScheduleBenchResult result)
    {
        page.Append("<section class=\"charts\" aria-label=\"Charts\">");
        if (ScheduleCharts.Has(result, "pair") || ScheduleCharts.Has(result, "room"))
        {
            AppendChart(
                page,
                Html.Heading("What the age of the clock costs", "Đồng hồ cũ thì mất gì"),
                ScheduleCharts.ByAge(result),
                $"Contacts of 15 minutes that both logs call one. Dashed: the target of each. {Html.Vi("Nét đứt: chỉ tiêu.")}");
            AppendChart(
                page,
                Html.Heading("How soon a neighbour is heard", "Bao lâu thì nghe thấy"),
                ScheduleCharts.Latency(result),
                $"Last sync at most 8 hours ago; marks at 50, 95 and 99 %. {Html.Vi("Đồng bộ trong 8 giờ qua.")}");
        }

        if (ScheduleCharts.Has(result, "baselines"))
        {
            string names = string.Concat(ScheduleCharts.SchedulesOf(result).Select(name => $"<li>{Html.Text(name)}</li>"));
            AppendChart(
                page,
                Html.Heading("Caught against cost, C3 with an image of our own", "Ghi nhận và chi phí"),
                ScheduleCharts.CatchByCost(result),
                $"A pair, 15 minutes. {Html.Vi("Một cặp, 15 phút.")}<ol>{names}</ol>");
        }

        if (ScheduleCharts.Has(result, "day"))
        {
            AppendChart(
                page,
                Html.Heading("A typical day", "Một ngày thường"),
                ScheduleCharts.Energy(result),
                $"7 h with somebody, 9 h alone, 8 h night. Dashed: the promise of 10 %; paler bars are above it. {Html.Vi("Nét đứt: cam kết 10 %; cột nhạt là vượt.")}");
        }

        page.Append("</section>");
    }

    private static void AppendChart(StringBuilder page, string heading, string svg, string note) =>
        page.Append($"<figure>{heading}{svg}<figcaption>{note}</figcaption></figure>");

    private static void AppendTargets(StringBuilder page, ScheduleBenchResult result)
    {
        MeasuredTarget[] targets = [.. result.Targets()];
        if (targets.Length == 0)
        {
            return;
        }

        page.Append($"<section>{Html.Heading("Targets", "Chỉ tiêu")}<div class=\"wide\"><table class=\"numbers\"><thead><tr><th scope=\"col\">case, row</th>");
        page.Append("<th scope=\"col\">target</th><th scope=\"col\">measured</th><th scope=\"col\">verdict</th></tr></thead><tbody>");
        foreach (MeasuredTarget one in targets)
        {
            page.Append($"<tr><th scope=\"row\" title=\"{Html.Text(one.Target.Definition)}\">{Html.Text($"{one.Target.Case}: {one.Target.Row}")}</th>");
            page.Append($"<td>{Html.Text(one.Target.Text)}</td><td>{one.Text}</td><td class=\"{(one.IsMet ? "kept" : "broken")}\">{(one.IsMet ? "met / đạt" : "MISSED / chưa đạt")}</td></tr>");
        }

        page.Append("</tbody></table></div></section>");
    }

    private static void AppendCase(StringBuilder page, BenchCaseResult one)
    {
        string[] names = one.MetricNames();
        page.Append($"<section><h2>{Html.Text(one.Name)} <small>{Html.Text(one.Title)}</small></h2><div class=\"wide\"><table class=\"numbers\"><thead><tr><th scope=\"col\"></th>");
        page.Append(string.Concat(names.Select(name => $"<th scope=\"col\">{Html.Text(MetricFormat.Of(name).Title)}</th>")));
        page.Append("</tr></thead><tbody>");
        foreach (BenchRow row in one.Rows)
        {
            page.Append($"<tr><th scope=\"row\">{Html.Text(row.Label)}</th>");
            page.Append(string.Concat(names.Select(name => $"<td>{MetricFormat.Of(name).Text(row.Value(name))}</td>")));
            page.Append("</tr>");
        }

        page.Append("</tbody></table></div>");
        page.Append(one.Note.Length > 0 ? $"<p><small>{Html.Text(one.Note)}</small></p>" : string.Empty);
        page.Append($"<pre><code>{Html.Text(one.ReplayCommand)}</code></pre></section>");
    }

    private static void AppendMeanings(StringBuilder page, ScheduleBenchResult result)
    {
        IEnumerable<string> names = result.Cases.SelectMany(one => one.MetricNames()).Distinct();
        page.Append($"<section>{Html.Heading("What the columns mean", "Ý nghĩa các cột")}<table>");
        foreach (string name in names)
        {
            MetricFormat format = MetricFormat.Of(name);
            page.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{Html.Text(format.Title)}</th><td>{Html.Text(format.Meaning)}</td></tr>");
        }

        page.Append("</table></section>");
    }
}
