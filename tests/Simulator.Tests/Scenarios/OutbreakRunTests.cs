using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using BluezoneTag.Simulator.People;
using BluezoneTag.Simulator.Reporting;
using BluezoneTag.Simulator.Scenarios;
using BluezoneTag.Simulator.Scoring;
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
        Assert.Equal(new Detection(2, 2, 2), result.Scores[OutbreakScore.F1]);
        Assert.Equal(new Detection(2, 2, 2), result.Scores[OutbreakScore.F2]);
        Assert.Empty(result.FalseF1Minutes);

        // The patient too has met those who are listed then.
        Assert.Equal([2, 3], result.Alerts);
        Assert.Equal([1, 2], result.ListPeople);
        Assert.Equal([1, 5, 5, 2, 5, 5], result.Rounds.Select(round => round.Served));
        Assert.All(result.Rounds, round => Assert.InRange(round.Seconds, 1, 600));
    }

    [Fact]
    public void Nobody_is_told_where_nobody_was_near_for_long()
    {
        // 3 minutes each; where nobody is F1 there is no second list.
        OutbreakResult result = Run(Traces.Make([Group, Group, Group], 100, (0, 1, 10, 9), (1, 2, 40, 9), (0, 2, 70, 9)));
        Assert.Equal(new Detection(0, 0, 0), result.Scores[OutbreakScore.F1]);
        Assert.Equal([0, 0], result.Alerts);
        Assert.Single(result.ListBytes);
        Assert.True(result.Scores[OutbreakScore.F1Phone].Claimed > 0, "The phone's rule takes any row.");
    }

    [Theory]
    [InlineData(0.06, 1)]
    [InlineData(0.06, 2)]
    public void Links_that_die_often_change_nothing_but_the_time_it_takes(double cuts, int seed)
    {
        ContactTrace day = Traces.Make([Group, Group, Group, Group, Group], 3 * 110, (0, 1, 10, 90), (1, 2, 120, 90), (2, 3, 230, 90));
        OutbreakResult good = Run(day, 0, seed);
        OutbreakResult bad = Run(day, cuts, seed);
        Assert.Equal(0, good.Rounds.Sum(round => round.Cuts));
        Assert.True(bad.Rounds.Sum(round => round.Cuts) > 10, "The links do not die.");
        Assert.Equal(good.Scores, bad.Scores);
        Assert.Equal(good.Alerts, bad.Alerts);
        Assert.True(bad.Rounds.Sum(round => round.Seconds) > good.Rounds.Sum(round => round.Seconds));
    }

    [Fact]
    public void The_same_seed_gives_the_same_outbreak()
    {
        Assert.Equal(Report(Run(TraceMaker.Pairs(2, 25))), Report(Run(TraceMaker.Pairs(2, 25))));
    }

    [Fact]
    public void What_is_true_is_so_on_one_day_with_one_person_while_she_is_listed()
    {
        Dictionary<(int, int), int>[] days = [new() { [(0, 1)] = 600, [(0, 2)] = 600 }, new() { [(0, 1)] = 840, [(1, 2)] = 900 }];
        var score = new OutbreakScore(days, 100, 4);
        Assert.Equal(14, score.BestMinutes(1, [(0, 100)]));
        Assert.Equal(10, score.BestMinutes(2, [(0, 100)]));
        Assert.Equal(0, score.BestMinutes(2, [(0, 101)]));
        Assert.Equal(15, score.BestMinutes(2, [(0, 100), (1, 101), (2, 100)]));
        Assert.Equal(new Detection(0, 1, 0), score.Score([0], [(0, 100)], 15, person => person == 1));
        Assert.Equal(new Detection(2, 1, 1), score.Score([0], [(0, 100)], 10, person => person == 1));
    }

    [Fact]
    public void The_report_gives_every_row_and_the_command_that_repeats_it()
    {
        OutbreakResult result = Run(TraceMaker.Pairs(2, 25));
        string[] lines = Report(result).Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0).ToArray();
        Assert.StartsWith("4 tags, 1 school days ", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.Contains("F1, by the tags", StringComparison.Ordinal) && line.Contains("1.00", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains($"list of F0: 1 people, {result.ListBytes[0]:N0} bytes", StringComparison.Ordinal));
        Assert.All(result.Rounds, round => Assert.Contains(lines, line => line.Contains(round.What, StringComparison.Ordinal)));
        Assert.Equal("Again: outbreak --seed 1", lines[^1]);
        using var output = new StringWriter();
        OutbreakReport.WriteAll([result, result], "outbreak --seeds 2", output);
        Assert.Contains("All 2 seeds together", output.ToString(), StringComparison.Ordinal);
        Detection one = result.Scores[OutbreakScore.F1Phone];
        Assert.Matches($@"F1, by the phone app's rule[^\n]* {2 * one.True} +{2 * one.Claimed} +{2 * one.Hits} ", output.ToString());
    }

    private static string Report(OutbreakResult result)
    {
        using var output = new StringWriter();
        OutbreakReport.Write(result, "outbreak --seed 1", output);
        return output.ToString();
    }

    private static OutbreakResult Run(ContactTrace day, double cuts = 0.01, int seed = 1) =>
        new OutbreakRun(Runs.Options(nameof(OutbreakRunTests), (ulong)seed) with { Phones = 0 }, 1, 1, _ => day) { Link = new() { CutShare = cuts } }.Run();
}
