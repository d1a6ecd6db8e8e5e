using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Simulator.Benches.Schedule;
using BluezoneTag.Simulator.Reporting;
using Xunit;

namespace BluezoneTag.Simulator.Tests.Benches.Schedule;

/// <summary>The bench as a whole: repeatable, complete, and honest about where it stands.</summary>
public sealed class ScheduleBenchTests
{
    // One trial of everything: enough for names and shapes, not for figures.
    private static readonly Lazy<ScheduleBenchResult> Everything = new(() => Run(ScheduleBench.Cases, 1, 0));

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_others()
    {
        BenchCase[] small = ScheduleBench.Cases.Where(one => one.Name is "pair" or "phone").ToArray();
        string first = ScheduleJson.Write(Run(small, 3, 0.01));

        Assert.Equal(first, ScheduleJson.Write(Run(small, 3, 0.01)));
        Assert.NotEqual(first, ScheduleJson.Write(Run(small, 4, 0.01)));
    }

    [Fact]
    public void Results_do_not_depend_on_how_many_threads_make_them()
    {
        var setup = new ContactSetup();
        HearingOfOne[] parallel = new TrialRunner(5, 1).Run("pair", 6, seed => ContactTrial.Run(setup, seed).Of(0, 1));
        var oneByOne = new List<HearingOfOne>();
        new TrialRunner(5, 1).Run("pair", 6, seed => seed).ToList().ForEach(seed => oneByOne.Add(ContactTrial.Run(setup, seed).Of(0, 1)));

        Assert.Equal(oneByOne, parallel);
    }

    [Fact]
    public void Every_target_has_its_row_and_figure()
    {
        foreach (ScheduleTarget target in ScheduleTargets.All)
        {
            BenchCaseResult? found = Everything.Value.Cases.SingleOrDefault(one => one.Name == target.Case);
            Assert.True(found != null, $"no table '{target.Case}'");
            BenchRow? row = found.Rows.SingleOrDefault(one => one.Label == target.Row);
            Assert.True(row != null, $"{target.Case}: no row '{target.Row}'");
            Assert.Contains(row.Metrics, metric => metric.Name == target.Metric);
        }
    }

    [Fact]
    public void Every_figure_has_a_format_and_every_table_says_how_to_repeat_it()
    {
        foreach (BenchCaseResult one in Everything.Value.Cases)
        {
            Assert.NotEmpty(one.Rows);
            Assert.All(one.MetricNames(), name => Assert.NotEmpty(MetricFormat.Of(name).Meaning));
            Assert.Equal($"replay {one.Name}", one.ReplayCommand);
        }
    }

    [Fact]
    public void The_page_holds_every_table_every_plot_and_both_languages()
    {
        string page = ScheduleHtml.Write(Everything.Value);

        Assert.Equal(4, page.Split("<svg ").Length - 1);
        Assert.All(Everything.Value.Cases, one => Assert.Contains($"<h2>{one.Name} ", page, StringComparison.Ordinal));
        Assert.Contains("chỉ tiêu", page, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.997, true)]
    [InlineData(0.9969, false)]
    [InlineData(double.NaN, false)]
    public void A_floor_is_met_from_its_limit_on(double value, bool isMet) =>
        Assert.Equal(isMet, new MeasuredTarget(ScheduleTargets.Of("pair", "chip, sync <= 8 h").First(), value).IsMet);

    [Fact]
    public void What_a_run_throws_comes_out_as_it_is() =>
        Assert.Throws<OperationCanceledException>(() => new TrialRunner(1, 1, () => throw new OperationCanceledException()).Run("x", 4, seed => seed));

    private static ScheduleBenchResult Run(IReadOnlyList<BenchCase> cases, ulong seed, double share) =>
        ScheduleBench.Run(cases, seed, share, name => $"replay {name}", _ => { }, () => { });
}
