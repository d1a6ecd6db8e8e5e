using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Simulator.Scenarios;
using BluezoneTag.Simulator.Scoring;

namespace BluezoneTag.Simulator.Reporting;

/// <summary>The four charts of the report.</summary>
public static class ReportCharts
{
    private const int BinSeconds = 600;

    /// <summary>True contacts and those heard, every ten minutes.</summary>
    public static string Timeline(ScenarioResult result)
    {
        const double MinuteSteps = 3;
        double max = result.Timeline.Max(bin => bin.TrueSteps) / MinuteSteps;
        var chart = new SvgChart(0, result.Timeline.Count, max * 1.05);
        for (int i = 0; i < result.Timeline.Count; i++)
        {
            TimelineBin bin = result.Timeline[i];
            chart.Bar(i, i + 1, bin.TrueSteps / MinuteSteps, "true", $"{TimeOf(result, i)}: {bin.TrueSteps / MinuteSteps:F0} contact minutes");
            chart.Bar(i + 0.2, i + 0.8, bin.HeardSteps / MinuteSteps, "heard", $"{TimeOf(result, i)}: {bin.HeardSteps / MinuteSteps:F0} heard");
        }

        int every = Math.Max(1, result.Timeline.Count / 9);
        IEnumerable<(double, string)> xTicks = Enumerable.Range(0, result.Timeline.Count).Where(i => i % every == 0).Select(i => ((double)i, TimeOf(result, i)));
        return chart.Render(
            "Minutes of contact in each ten minutes of the day, and how many of them the tags heard",
            "local time / giờ",
            "contact minutes / phút tiếp xúc",
            xTicks,
            SvgChart.RoundTicks(max, 5).Select(tick => (tick, $"{tick:N0}")));
    }

    /// <summary>Estimated near time against true contact time.</summary>
    public static string Durations(ScenarioResult result)
    {
        double max = Math.Max(60, result.Durations.Select(point => point.TrueSeconds / 60).DefaultIfEmpty(60).Max() * 1.05);
        var chart = new SvgChart(0, max, max);
        foreach (DurationPoint point in result.Durations)
        {
            chart.Point(point.TrueSeconds / 60, point.EstimatedSeconds / 60, "point");
        }

        chart.Line([(0, 0), (max, max)], "identity");
        chart.Label(max * 0.93, max * 0.93, "exact / đúng", "end");
        (double, string)[] ticks = SvgChart.RoundTicks(max, 6).Select(tick => (tick, $"{tick:N0}")).ToArray();
        return chart.Render(
            "Each point is one neighbour in one log: minutes in contact, and minutes near by the log", "true minutes / phút thật", "estimated / ước lượng", ticks, ticks);
    }

    /// <summary>How many tags used how much of their cell.</summary>
    public static string Battery(ScenarioResult result)
    {
        const double BinPercent = 0.25;
        double max = Math.Max(11, Math.Ceiling(result.BatteryPercentPerDay.Max() + 1));
        int[] bins = new int[(int)(max / BinPercent) + 1];
        foreach (double percent in result.BatteryPercentPerDay)
        {
            bins[(int)(percent / BinPercent)]++;
        }

        var chart = new SvgChart(0, max, bins.Max() * 1.15);
        for (int i = 0; i < bins.Length; i++)
        {
            if (bins[i] > 0)
            {
                chart.Bar(i * BinPercent, (i + 1) * BinPercent, bins[i], "heard", $"{i * BinPercent:F2} to {(i + 1) * BinPercent:F2} %: {bins[i]} tags");
            }
        }

        chart.Line([(10, 0), (10, bins.Max() * 1.15)], "limit");
        chart.Label(9.9, bins.Max() * 1.05, "promise: 10 % / cam kết", "end");
        return chart.Render(
            "Number of tags by share of the cell used in 24 hours, with the limit of ten percent",
            "% of the cell a day / % pin mỗi ngày",
            "tags / số thẻ",
            SvgChart.RoundTicks(max, 11).Select(tick => (tick, $"{tick:N0}")),
            SvgChart.RoundTicks(bins.Max() * 1.15, 5).Select(tick => (tick, $"{tick:N0}")));
    }

    /// <summary>Share of encounters heard within a time.</summary>
    public static string Latency(ScenarioResult result)
    {
        double max = Math.Max(60, Math.Min(600, Statistics.Percentile(result.LatencySeconds, 0.995)));
        int all = Math.Max(1, result.LatencySeconds.Count + result.MissedEncounters);
        var chart = new SvgChart(0, max, 1.05);
        chart.Line(Curve(result.LatencySeconds, max, all), "curve");
        foreach (double share in new[] { 0.50, 0.95, 0.99 })
        {
            double seconds = Statistics.Percentile(result.LatencySeconds, share);
            chart.Line([(seconds, 0), (seconds, share)], "drop");
            chart.Label(seconds, share - 0.12, $" {share:P0}: {seconds:N0} s");
        }

        return chart.Render(
            "Share of encounters of five minutes or more that were heard within so many seconds",
            "seconds from the start of the encounter / giây",
            "share heard / tỷ lệ",
            SvgChart.RoundTicks(max, 8).Select(tick => (tick, $"{tick:N0}")),
            SvgChart.RoundTicks(1, 5).Select(tick => (tick, $"{tick:P0}")));
    }

    private static IEnumerable<(double X, double Y)> Curve(IReadOnlyList<double> sorted, double max, int all)
    {
        yield return (0, 0);
        int heard = 0;
        for (int second = 0; second <= (int)max; second += 2)
        {
            while (heard < sorted.Count && sorted[heard] <= second)
            {
                heard++;
            }

            yield return (second, (double)heard / all);
        }
    }

    private static string TimeOf(ScenarioResult result, int bin)
    {
        return TimeSpan.FromSeconds(result.StartSecond + (bin * BinSeconds)).ToString("hh\\:mm");
    }
}
