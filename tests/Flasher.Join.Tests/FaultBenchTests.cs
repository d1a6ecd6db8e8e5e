using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.FlasherBench.Faults;
using BluezoneTag.FlasherBench.Speed;
using BluezoneTag.Simulator.Usb;
using Xunit;
using Xunit.Abstractions;

namespace BluezoneTag.Flasher.Join.Tests;

/// <summary>The benches of tools/FlasherBench as tests: a part of the faults (FAULT_POINTS=all takes every one), all of the figures.</summary>
public sealed class FaultBenchTests(ITestOutputHelper output)
{
    // A prime, so that every kind of fault has its turn.
    private const int DefaultStride = 53;

    [Theory]
    [InlineData("c3")]
    [InlineData("c3-uart")]
    [InlineData("esp32")]
    public void Whatever_happens_on_the_wire_ok_means_every_byte_is_right(string chip)
    {
        int stride = Environment.GetEnvironmentVariable("FAULT_POINTS") == "all" ? 1 : DefaultStride;
        using var study = new FaultStudy(chip);
        IReadOnlyList<FaultOutcome> outcomes = FaultsCommand.Outcomes(study, stride);
        output.WriteLine(string.Join(", ", outcomes.GroupBy(one => one.End).Select(one => $"{one.Count()} {one.Key}")));
        Assert.Empty(outcomes.Where(one => one.End == FaultEnd.Wrong).Select(one => $"{one.Case}: {one.Detail}"));
        Assert.True(outcomes.Count > 3000 / stride, $"only {outcomes.Count} runs");
        Assert.Contains(outcomes, one => one.End == FaultEnd.Repaired);
        Assert.Contains(outcomes, one => one.End == FaultEnd.Ok);
    }

    [Fact]
    public void A_port_that_goes_away_for_good_is_an_error_and_the_next_run_is_ok()
    {
        using var study = new FaultStudy("c3");
        FaultOutcome outcome = study.Run(FaultCase.Parse("c3:in:30:Cut:0:-1:16:1")!);
        Assert.Equal(FaultEnd.ErrorThenOk, outcome.End);
        Assert.Contains("vanished", outcome.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_case_is_read_as_it_was_printed()
    {
        var one = new FaultCase("c3-uart", new LinkFault(false, 12, LinkFaultKind.Delay, 3_200_000), IsGone: true);
        Assert.Equal(one, FaultCase.Parse(one.ToString()));
        Assert.Null(FaultCase.Parse("c3:in:x"));
    }

    [Fact]
    public void Line_time_efficiency_new_identity_and_four_ports_keep_to_their_limits()
    {
        using var study = new SpeedStudy(StandInSizes.Full);
        IReadOnlyList<SpeedFigure> figures = study.Run();
        figures.ToList().ForEach(one => output.WriteLine($"{one.Name}: {one.Value} {one.Limit}"));
        Assert.All(figures, one => Assert.True(one.IsReached, $"{one.Name}: {one.Value}, limit {one.Limit}"));
        Assert.Equal(5, figures.Count(one => one.Limit.Length > 0));
    }
}
