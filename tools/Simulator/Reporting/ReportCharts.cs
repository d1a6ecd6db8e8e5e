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
    private const double StepsPerMinute = 3;

    /// <summary>True contacts and those heard, every ten minutes.</summary>
    public static string Timeline(ScenarioResult result)
    {
        double max = result.Timeline.Select(bin => bin.TrueSteps).DefaultIfEmpty(0).Max() / StepsPerMinute;
        var chart = new SvgChart(result.Timeline.Count, max * 1.05);
        for (int i = 0; i < result.Timeline.Count; i++)
        {
            TimelineBin bin = result.Timeline[i];
            string title = $"{TimeOf(result, i)}: {bin.TrueSteps / StepsPerMinute:N0} contact minutes, {bin.HeardSteps / StepsPerMinute:N0} heard";
            chart.Bar(i, i + 1, bin.TrueSteps / StepsPerMinute, "true", title);
            chart.Bar(i + 0.2, i + 0.8, bin.HeardSteps / StepsPerMinute, "heard", title);
        }

        if (max == 0)
        {
            chart.Nothing("no pair met for five minutes");
        }

        return chart.Render(
            TimelineInWords(result), "local time / giờ", "contact minutes / phút tiếp xúc", TimeTicks(result), Ticks(max, 5, tick => $"{tick:N0}"));
    }

    /// <summary>Local time at which ten-minute bin <paramref name="bin"/> begins.</summary>
    public static string TimeOf(ScenarioResult result, int bin)
    {
        return TimeSpan.FromSeconds(result.StartSecond + (bin * BinSeconds)).ToString("hh\\:mm");
    }

    /// <summary>Minutes of a number of 20-s steps.</summary>
    public static double Minutes(int steps) => steps / StepsPerMinute;

    /// <summary>Estimated near time against true contact time.</summary>
    public static string Durations(ScenarioResult result)
    {
        double max = Math.Max(60, result.Durations.Select(point => Math.Max(point.TrueSeconds, point.EstimatedSeconds) / 60).DefaultIfEmpty(60).Max() * 1.05);
        var chart = new SvgChart(max, max);
        foreach (DurationPoint point in result.Durations)
        {
            chart.Point(point.TrueSeconds / 60, point.EstimatedSeconds / 60, "point");
        }

        chart.Line([(0, 0), (max, max)], "identity");
        if (result.Durations.Count == 0)
        {
            chart.Nothing("no pair met for 15 minutes");
        }
        else
        {
            chart.Label(max * 0.98, max * 0.34, "line: exact / đường: đúng", "end");
        }

        (double, string)[] ticks = Ticks(max, 6, tick => $"{tick:N0}");
        return chart.Render(DurationsInWords(result), "true minutes / phút thật", "estimated minutes / phút ước lượng", ticks, ticks);
    }

    /// <summary>How many tags used how much of their cell.</summary>
    public static string Battery(ScenarioResult result)
    {
        double max = Math.Max(Promises.BatteryPercent + 1, Math.Ceiling(Statistics.Max(result.BatteryPercentPerDay) + 0.5));
        double width = max <= 20 ? 0.25 : max / 60;
        int[] bins = new int[(int)(max / width) + 1];
        foreach (double percent in result.BatteryPercentPerDay)
        {
            bins[(int)(percent / width)]++;
        }

        double top = Math.Max(1, bins.Max() * 1.2);
        var chart = new SvgChart(max, top);
        foreach (int i in Enumerable.Range(0, bins.Length).Where(i => bins[i] > 0))
        {
            chart.Bar(i * width, (i + 1) * width, bins[i], "heard", $"{i * width:F2} to {(i + 1) * width:F2} %: {bins[i]} tags");
        }

        chart.Line([(Promises.BatteryPercent, 0), (Promises.BatteryPercent, top)], "limit");
        bool isLeft = Promises.BatteryPercent < max / 2;
        chart.Label(Promises.BatteryPercent + (max * (isLeft ? 0.01 : -0.01)), top * 0.94, "promise / cam kết: 10 %", isLeft ? "start" : "end");
        return chart.Render(
            BatteryInWords(result),
            "% of the cell a day / % pin mỗi ngày",
            "tags / số thẻ",
            Ticks(max, 11, tick => $"{tick:N0}"),
            Ticks(top, 5, tick => $"{tick:N0}"));
    }

    /// <summary>Share of encounters heard within a time.</summary>
    public static string Latency(ScenarioResult result)
    {
        const double LongestShown = 0.995;
        IReadOnlyList<double> sorted = result.LatencySeconds;
        double max = Math.Max(60, Statistics.Percentile(sorted, LongestShown));
        int all = Math.Max(1, sorted.Count + result.MissedEncounters);
        var chart = new SvgChart(max, 1);
        chart.Line(Curve(sorted, max, all), "curve");
        if (sorted.Count > 0)
        {
            AddPercentiles(chart, sorted, all, max);
        }
        else
        {
            chart.Nothing("nothing of five minutes or more was heard");
        }

        return chart.Render(
            LatencyInWords(result),
            "seconds from the start / giây từ lúc bắt đầu",
            "share heard / tỷ lệ nghe thấy",
            Ticks(max, 6, tick => $"{tick:N0}"),
            Ticks(1, 5, tick => $"{tick * 100:F0} %"));
    }

    // On the curve of all encounters, so the marks stand lower the more were never heard.
    private static void AddPercentiles(SvgChart chart, IReadOnlyList<double> sorted, int all, double max)
    {
        double[] shares = [0.50, 0.95, 0.99];
        for (int i = 0; i < shares.Length; i++)
        {
            double seconds = Statistics.Percentile(sorted, shares[i]);
            double height = HeardWithin(sorted, seconds) / (double)all;
            chart.Line([(seconds, 0), (seconds, height)], "drop");
            chart.Mark(seconds, height, i);
        }

        string[] legend = shares.Select(share => $"P{share * 100:F0}: {Statistics.Percentile(sorted, share):N0} s").ToArray();
        chart.Legend(legend, max * 0.74, isAtTop: sorted.Count < all / 2);
    }

    private static string TimelineInWords(ScenarioResult result)
    {
        int truth = result.Timeline.Sum(bin => bin.TrueSteps);
        int heard = result.Timeline.Sum(bin => bin.HeardSteps);
        return $"Bars for each ten minutes: {Minutes(truth):N0} contact minutes in all, {Minutes(heard):N0} of them heard. The numbers are in the table below.";
    }

    private static string DurationsInWords(ScenarioResult result)
    {
        int over = result.Durations.Count(point => point.EstimatedSeconds > point.TrueSeconds);
        return $"{result.Durations.Count} points, one for each neighbour in each log: {over} estimates are too long, {result.Durations.Count - over} exact or too short. "
            + $"95 % are wrong by {Duration.Text(result.DurationErrorP95Seconds)} or less.";
    }

    private static string BatteryInWords(ScenarioResult result)
    {
        return $"Number of tags by share of the cell used in 24 hours: mean {Statistics.Mean(result.BatteryPercentPerDay):F1} %, "
            + $"most {Statistics.Max(result.BatteryPercentPerDay):F1} %, {Promises.TagsOverBattery(result)} tags at the limit of 10 % or over it.";
    }

    private static string LatencyInWords(ScenarioResult result)
    {
        double[] seconds = new[] { 0.50, 0.95, 0.99 }.Select(share => Statistics.Percentile(result.LatencySeconds, share)).ToArray();
        return $"Rising curve: of {result.LatencySeconds.Count} encounters that were heard, half were so within {Duration.Text(seconds[0])}, "
            + $"95 % within {Duration.Text(seconds[1])}, 99 % within {Duration.Text(seconds[2])}; {result.MissedEncounters} were never heard.";
    }

    private static (double, string)[] Ticks(double max, int count, Func<double, string> text)
    {
        return SvgChart.RoundTicks(max, count).Select(tick => (tick, text(tick))).DistinctBy(tick => tick.Item2).ToArray();
    }

    private static IEnumerable<(double, string)> TimeTicks(ScenarioResult result)
    {
        int every = new[] { 1, 2, 3, 6, 9, 12, 18, 36 }.First(step => step == 36 || result.Timeline.Count / step <= 6);
        return Enumerable.Range(0, result.Timeline.Count).Where(i => i % every == 0).Select(i => ((double)i, TimeOf(result, i)));
    }

    private static IEnumerable<(double X, double Y)> Curve(IReadOnlyList<double> sorted, double max, int all)
    {
        double step = Math.Max(1, max / 240);
        yield return (0, 0);
        for (double second = 0; second <= max; second += step)
        {
            yield return (second, HeardWithin(sorted, second) / (double)all);
        }
    }

    private static int HeardWithin(IReadOnlyList<double> sorted, double seconds)
    {
        int low = 0;
        int high = sorted.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = sorted[middle] <= seconds ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
