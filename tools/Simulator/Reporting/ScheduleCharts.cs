using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using BluezoneTag.Simulator.Benches.Schedule;

namespace BluezoneTag.Simulator.Reporting;

/// <summary>The plots of the schedule bench. Each is empty when the run left out its table.</summary>
public static class ScheduleCharts
{
    // Below this a schedule is of no use, and above it the differences are what matters.
    private const double LowestShare = 0.5;
    private const double LongestLatency = 300;
    private const double MostPercent = 1000;
    private static readonly string[] Where = ["pair", "room"];

    /// <summary>P15 of pair and room by age of the last sync.</summary>
    public static string ByAge(ScheduleBenchResult result)
    {
        IReadOnlyList<double> ages = ContactCases.SyncAges;
        var chart = new SvgChart(ages.Count, 1 - LowestShare);
        for (int i = 0; i < Where.Length; i++)
        {
            IReadOnlyList<BenchRow> rows = RowsOf(result, Where[i]);
            chart.Line(rows.Select((row, at) => (at + 0.5, row.Value("p15") - LowestShare)), i == 0 ? "curve" : "identity");
            for (int at = 0; at < rows.Count; at++)
            {
                chart.Mark(at + 0.5, rows[at].Value("p15") - LowestShare, i);
                ScheduleTarget? target = ScheduleTargets.Of(Where[i], rows[at].Label).FirstOrDefault(one => one.Metric == "p15");
                if (target != null)
                {
                    double middle = at + 0.5 + (i == 0 ? -0.16 : 0.16);
                    chart.Line([(middle - 0.12, target.Limit - LowestShare), (middle + 0.12, target.Limit - LowestShare)], "limit");
                }
            }
        }

        chart.Legend(["pair / một cặp", "room / phòng 40 thẻ"], 0.15, isAtTop: false);
        return chart.Render(
            "P15 of pair and room falls with the age of the last sync. The numbers are in the tables below.",
            "last sync at most so long ago / lần đồng bộ cuối",
            "both logs say 15 min / cả hai ghi 15 phút",
            ages.Select((age, at) => (at + 0.5, age > 72 ? $"{age / 24:F0} d" : $"{age:F0} h")),
            new[] { 0, 0.1, 0.2, 0.3, 0.4, 0.5 }.Select(tick => (tick, $"{(tick + LowestShare) * 100:F0} %")));
    }

    /// <summary>Share of the directions with a first detection within a time.</summary>
    public static string Latency(ScheduleBenchResult result)
    {
        var chart = new SvgChart(LongestLatency, 1);
        for (int i = 0; i < Where.Length; i++)
        {
            IReadOnlyList<double> sorted = RowsOf(result, Where[i]).Select(row => row.Latencies).FirstOrDefault([]);
            if (sorted.Count > 0)
            {
                chart.Line(Enumerable.Range(0, 151).Select(step => (step * 2.0, Within(sorted, step * 2.0))), i == 0 ? "curve" : "identity");
                foreach (double share in new[] { 0.50, 0.95, 0.99 })
                {
                    chart.Mark(Statistics.Percentile(sorted, share), share, i);
                }
            }
        }

        chart.Legend(["pair / một cặp", "room / phòng 40 thẻ"], LongestLatency * 0.5, isAtTop: false);
        return chart.Render(
            "Rising curves: share of the neighbours heard within a time, with marks at 50, 95 and 99 %.",
            "seconds from the start / giây từ lúc bắt đầu",
            "heard / đã nghe thấy",
            SvgChart.RoundTicks(LongestLatency, 6).Select(tick => (tick, $"{tick:F0}")),
            SvgChart.RoundTicks(1, 5).Select(tick => (tick, $"{tick * 100:F0} %")));
    }

    /// <summary>What schedules catch against what they cost; the number at each mark is its place in <see cref="SchedulesOf"/>.</summary>
    public static string CatchByCost(ScheduleBenchResult result)
    {
        IReadOnlyList<BenchRow> rows = RowsOf(result, "baselines");
        var chart = new SvgChart(Math.Log10(MostPercent), 1.08);
        chart.Line([(1, 0), (1, 1.08)], "limit");
        chart.Label(1.03, 0.52, "promise / cam kết: 10 %");
        for (int i = 0; i < rows.Count; i++)
        {
            double x = Math.Log10(Math.Max(1, rows[i].Value("percent1000")));
            chart.Mark(x, rows[i].Value("p15"), i == 0 ? 2 : 0);

            // Several stand on the ground beside each other.
            chart.Label(x, rows[i].Value("p15") + 0.02 + (i % 3 * 0.07), $"{i + 1}", "middle");
        }

        return chart.Render(
            "What each schedule catches against its cost. The list of numbers is below the chart.",
            "% of 1000 mAh a day / % pin mỗi ngày",
            "both logs say 15 min / cả hai ghi 15 phút",
            new double[] { 1, 3, 10, 30, 100, 300 }.Select(tick => (Math.Log10(tick), $"{tick:F0} %")),
            SvgChart.RoundTicks(1, 5).Select(tick => (tick, $"{tick * 100:F0} %")));
    }

    /// <summary>Names of the schedules in <see cref="CatchByCost"/>, in order.</summary>
    public static IEnumerable<string> SchedulesOf(ScheduleBenchResult result) => RowsOf(result, "baselines").Select(row => row.Label);

    /// <summary>Share of a cell that a typical day takes, by platform and cell.</summary>
    public static string Energy(ScheduleBenchResult result)
    {
        const double Most = 25;
        string[] cells = ["400", "600", "1000"];
        IReadOnlyList<BenchRow> rows = RowsOf(result, "day");
        var chart = new SvgChart(Math.Max(1, rows.Count), Most);
        chart.Line([(0, 10), (rows.Count, 10)], "limit");
        for (int i = 0; i < rows.Count; i++)
        {
            for (int cell = 0; cell < cells.Length; cell++)
            {
                double from = i + 0.08 + (cell * 0.29);
                double percent = rows[i].Value($"percent{cells[cell]}");
                string text = percent.ToString("F1", CultureInfo.InvariantCulture);
                chart.Bar(from, from + 0.25, percent, percent <= 10 ? "heard" : "true", $"{rows[i].Label}, {cells[cell]} mAh: {text} %");
                chart.Label(from + 0.125, percent, text, "middle");
                chart.Label(from + 0.125, 0.2, cells[cell], "middle");
            }
        }

        return chart.Render(
            "Bars: share of cells of 400, 600 and 1000 mAh that a typical day takes on each platform, against the promise of 10 %.",
            "platform; mAh of the cell / bo mạch; dung lượng pin",
            "% a day / % mỗi ngày",
            rows.Select((row, i) => (i + 0.5, row.Label)),
            SvgChart.RoundTicks(Most, 5).Select(tick => (tick, $"{tick:F0}")));
    }

    /// <summary>Whether the run has the table called <paramref name="name"/>.</summary>
    public static bool Has(ScheduleBenchResult result, string name) => RowsOf(result, name).Count > 0;

    private static IReadOnlyList<BenchRow> RowsOf(ScheduleBenchResult result, string name) =>
        result.Cases.Where(one => one.Name == name).Select(one => one.Rows).FirstOrDefault([]);

    private static double Within(IReadOnlyList<double> sorted, double seconds) => (double)sorted.Count(one => one <= seconds) / sorted.Count;
}
