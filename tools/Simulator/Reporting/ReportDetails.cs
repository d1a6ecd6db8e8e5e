using System.Collections.Generic;
using System.Linq;
using System.Text;
using BluezoneTag.Simulator.Platform;
using BluezoneTag.Simulator.Scenarios;
using BluezoneTag.Simulator.Scoring;

namespace BluezoneTag.Simulator.Reporting;

/// <summary>The lower half of the page: all figures, what was assumed, what not to conclude, how to repeat it.</summary>
public static class ReportDetails
{
    /// <summary>All of it.</summary>
    public static void Append(StringBuilder page, ScenarioResult result)
    {
        AppendTable(page, result);
        AppendAssumptions(page, result);
        AppendLimits(page);
        page.Append($"<section>{Html.Heading("Run it again", "Chạy lại")}<p>The same command gives the same figures, except the wall time.</p>");
        page.Append($"<pre><code>{Html.Text(result.ReplayCommand)}</code></pre></section>");
    }

    private static void AppendTable(StringBuilder page, ScenarioResult result)
    {
        page.Append($"<section>{Html.Heading("Details", "Chi tiết")}<table>");
        foreach ((string what, string value) in Rows(result))
        {
            page.Append($"<tr><th scope=\"row\">{Html.Text(what)}</th><td>{Html.Text(value)}</td></tr>");
        }

        page.Append("</table></section>");
    }

    private static IEnumerable<(string What, string Value)> Rows(ScenarioResult result)
    {
        PhoneScore phones = result.PhoneScore;
        yield return (
            "Simulated time",
            $"{Duration.Text(result.Seconds)} with contacts, {Duration.Text(result.SimulatedSeconds)} in all, computed in {result.WallSeconds:F1} s");
        yield return ("Heard by both tags", $"15 minutes: {Ratio(result.Heard15)}; 5 minutes: {Ratio(result.Heard5)}");
        yield return ("Near for 15 minutes, by the logs", Both(result.Near15));
        yield return ("The same by the phone app's rule", Both(result.Near15PhoneRule));
        yield return ("Error of the estimated time near", $"{Duration.Text(result.DurationErrorP95Seconds)} or less for 95 % of the long contacts");
        yield return ("First heard, P50, P95, P99", Latency(result));
        yield return ("Mean current", $"{result.MeanCurrentMilliamps:F2} mA; with contacts {result.SchoolCurrentMilliamps:F2} mA");
        yield return (
            "Phones heard tags",
            $"in {phones.ScansThatHeardIt:N0} of {phones.ScansWithTagInReach:N0} scans with a tag face to face throughout; {phones.RowsOfTags:N0} rows about tags");
        yield return ("Tags heard phones", $"{phones.TagSightingsOfPhones:N0} sightings");
        yield return ("Contact records", $"{result.LogRecords:N0} from {result.Sightings:N0} sightings; fullest tag {result.LargestFlashBytes:N0} bytes of files");
        yield return (
            "Must be zero",
            $"{Promises.Verdict(Promises.IsHonest(result))}: {result.InventedRecords:N0} invented records, {result.WrongIdentifiers:N0} wrong ids sent, "
                + $"{Promises.Exceptions(result):N0} exceptions, {Promises.LostRecords(result):N0} records lost");
        yield return ("Restarts", $"{result.Restarts:N0}, of them planned for the night {Counter(result, "PlannedRestarts")}");
        yield return ("Dropped reports, full table", $"{Counter(result, "DroppedReports")}, {Counter(result, "EvictedNeighbours")}");
    }

    private static void AppendAssumptions(StringBuilder page, ScenarioResult result)
    {
        string platform = PlatformProfile.All.FirstOrDefault(one => one.Name == result.Platform)?.Description ?? "see the document";
        string clock = ClockProfile.All.FirstOrDefault(one => one.Name == result.Clock)?.Description ?? "see the document";
        page.Append($"<section>{Html.Heading("What was assumed", "Giả định của mô hình")}<p>Every constant and where it comes from: <code>docs/simulation.md</code>.</p><table>");
        AppendRow(page, "People", "section 2", $"{result.Source}. Who is not in contact sits in the same room, behind one wall, or out of reach.");
        AppendRow(page, "Air", "section 3", "Three advertising channels with collisions and noise; no Wi-Fi, no connections.");
        AppendRow(page, "Signal strength", "section 4", "Free-space loss, bodies, walls and spread between devices, drawn at random.");
        AppendRow(page, "Board", "section 5", $"{result.Platform}: {platform}.");
        AppendRow(page, "Clock", "section 5", $"{result.Clock}: {clock}.");
        AppendRow(page, "Scores", "section 6", "What “heard”, “near” and “latency” mean, to the second.");
        page.Append("</table></section>");
    }

    private static void AppendRow(StringBuilder page, string what, string where, string value)
    {
        page.Append($"<tr><th scope=\"row\">{what} <small>{where}</small></th><td>{Html.Text(value)}</td></tr>");
    }

    private static void AppendLimits(StringBuilder page)
    {
        page.Append($"<section class=\"limits\">{Html.Heading("Read this before you quote it", "Xin đọc trước khi trích dẫn")}<ul>");
        page.Append("<li><strong>Simulated, not measured.</strong> No figure here comes from a tag in somebody's hand. ");
        page.Append("Currents, start times and signal strengths are published measurements and stated assumptions. ");
        page.Append($"{Html.Vi("Đây là mô phỏng: chưa có gì được đo trên phần cứng thật.")}</li>");
        page.Append("<li><strong>The signal model may be wrong.</strong> Phone models differ by 20 dB at two metres, seating alone makes 10 dB. ");
        page.Append("All “near” figures stand and fall with it; the “heard” figures hardly do. ");
        page.Append($"{Html.Vi("Mô hình cường độ sóng có thể sai; mọi con số “ở gần” phụ thuộc vào nó.")}</li>");
        page.Append("<li>Face to face is what the contact data say. Whoever sits back to back two metres away counts as not near here. ");
        page.Append($"{Html.Vi("Dữ liệu chỉ tính tiếp xúc mặt đối mặt.")}</li>");
        page.Append($"<li>iPhones, connections, other radio traffic and winter are not simulated. {Html.Vi("Không mô phỏng iPhone, kết nối và nhiễu khác.")}</li></ul></section>");
    }

    private static string Ratio(Share share) => share.True == 0 ? "no such pairs" : $"{share.Caught:N0} of {share.True:N0} pairs ({share.P:F3})";

    private static string Both(Detection one)
    {
        string recall = one.True == 0 ? "-" : $"{one.Recall:F3}";
        string precision = one.Claimed == 0 ? "-" : $"{one.Precision:F3}";
        return $"recall {recall}, precision {precision} ({one.Hits:N0} right of {one.Claimed:N0} named, {one.True:N0} true)";
    }

    private static string Latency(ScenarioResult result)
    {
        IEnumerable<string> times = new[] { 0.50, 0.95, 0.99 }.Select(share => Duration.Text(Statistics.Percentile(result.LatencySeconds, share)));
        int all = result.LatencySeconds.Count + result.MissedEncounters;
        return $"{(result.LatencySeconds.Count == 0 ? "-" : string.Join(", ", times))}; never: {result.MissedEncounters:N0} of {all:N0}";
    }

    private static string Counter(ScenarioResult result, string name) => $"{result.Counters.GetValueOrDefault(name):N0}";
}
