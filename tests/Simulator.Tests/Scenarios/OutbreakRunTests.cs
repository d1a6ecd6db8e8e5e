using System;
using System.IO;
using System.Linq;
using BluezoneTag.Simulator.People;
using BluezoneTag.Simulator.Reporting;
using BluezoneTag.Simulator.Scenarios;
using BluezoneTag.Simulator.Tests.Support;
using Xunit;

namespace BluezoneTag.Simulator.Tests.Scenarios;

public sealed class OutbreakRunTests
{
    private const string Group = "class";

    [Fact]
    public void One_day_of_few_pupils_finds_all_who_met_the_patient_and_whom_those_met()
    {
        // 0 is beside 1 for half an hour, then 1 beside 2, and so on round: whoever falls ill, two are F1 and two are F2.
        OutbreakResult result = Run(Traces.Make([Group, Group, Group, Group, Group], 5 * 110,
            (0, 1, 10, 90), (1, 2, 120, 90), (2, 3, 230, 90), (3, 4, 340, 90), (0, 4, 450, 90)));
        Assert.Equal((5, 1, 1), (result.Tags, result.Days, result.Patients.Count));
        Assert.Equal((2, 2, 2), (result.F1.True, result.F1.Claimed, result.F1.Hits));
        Assert.Equal((2, 2, 2), (result.F2.True, result.F2.Claimed, result.F2.Hits));

        // The patient too has met those who are listed then.
        Assert.Equal([2, 3], result.Alerts);
        Assert.Equal(2, result.ListBytes.Count);
    }

    [Fact]
    public void Nobody_is_told_where_nobody_was_near_for_long()
    {
        // 3 minutes each; where nobody is F1 there is no second list.
        OutbreakResult result = Run(Traces.Make([Group, Group, Group], 100, (0, 1, 10, 9), (1, 2, 40, 9), (0, 2, 70, 9)));
        Assert.Equal((0, 0), (result.F1.True, result.F1.Claimed));
        Assert.Equal([0, 0], result.Alerts);
        Assert.Single(result.ListBytes);
        Assert.True(result.F1PhoneRule.Claimed > 0, "The phone's rule takes any row.");
    }

    [Fact]
    public void The_report_gives_every_row_and_the_command_that_repeats_it()
    {
        OutbreakResult result = Run(TraceMaker.Pairs(2, 25));
        using var output = new StringWriter();
        OutbreakReport.Write(result, "outbreak --seed 1", output);
        string[] lines = output.ToString().Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0).ToArray();
        Assert.StartsWith("4 tags, 1 school days,", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.Contains("F1, by the tags", StringComparison.Ordinal) && line.Contains("1.00", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains($"list of F0: {result.ListBytes[0]:N0} bytes", StringComparison.Ordinal));
        Assert.Equal("Again: outbreak --seed 1", lines[^1]);
    }

    private static OutbreakResult Run(ContactTrace day) =>
        new OutbreakRun(Runs.Options(nameof(OutbreakRunTests), 1) with { Phones = 0 }, 1, 1, _ => day).Run();
}
