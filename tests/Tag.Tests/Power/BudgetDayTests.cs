using System;
using System.Collections.Generic;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Tag.Power;
using BluezoneTag.Tag.Scheduling;
using Xunit;
using Xunit.Abstractions;

namespace BluezoneTag.Tag.Tests.Power;

/// <summary>Thirty days of every pattern: never above 10 %, never silent, numbers that add up.</summary>
public sealed class BudgetDayTests
{
    private const int Days = 30;
    private const long HourMs = 3600000;

    private static readonly Dictionary<string, Func<int, int, RadioMode>> Patterns = new()
    {
        ["meeting all day"] = (_, _) => RadioMode.Meeting,
        ["company all day"] = (_, _) => RadioMode.Company,
        ["alone all day"] = (_, _) => RadioMode.Alone,
        ["resting all day"] = (_, _) => RadioMode.Resting,
        ["a school day"] = (_, minute) => IsBetween(minute, 7, 16) ? RadioMode.Company : IsBetween(minute, 6, 22) ? RadioMode.Alone : RadioMode.Resting,
        ["sixteen hours"] = (_, minute) => IsBetween(minute, 6, 22) ? RadioMode.Company : RadioMode.Resting,
        ["moving all night"] = (_, minute) => IsBetween(minute, 8, 20) ? RadioMode.Resting : RadioMode.Company,
        ["spikes"] = (day, minute) => ((minute / 10) + day) % 3 == 0 ? RadioMode.Company : RadioMode.Resting,
        ["changing each minute"] = (_, minute) => (minute % 3) switch { 0 => RadioMode.Company, 1 => RadioMode.Alone, _ => RadioMode.Resting },
        ["every second day"] = (day, _) => day % 2 == 0 ? RadioMode.Company : RadioMode.Resting,
        ["busy evenings"] = (_, minute) => IsBetween(minute, 12, 24) ? RadioMode.Company : RadioMode.Alone,
    };

    private readonly ITestOutputHelper _output;

    public BudgetDayTests(ITestOutputHelper output)
    {
        _output = output;
    }

    public static TheoryData<string, int, bool> Cases()
    {
        var cases = new TheoryData<string, int, bool>();
        foreach (string name in Patterns.Keys)
        {
            foreach (int capacity in new[] { 400, 600, 1000, 2000 })
            {
                cases.Add(name, capacity, false);
                cases.Add(name, capacity, true);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void No_day_costs_more_than_a_tenth_of_the_cell(string pattern, int capacity, bool isCrowd)
    {
        var simulation = new BudgetSimulation(capacity) { Wanted = Patterns[pattern], IsCrowd = (_, _) => isCrowd };
        simulation.Run(Days);
        Report(simulation);
        AssertKept(simulation);
        AssertCoverageAddsUp(simulation, Patterns[pattern]);
    }

    [Theory]
    [InlineData(true, 360)]
    [InlineData(false, 360)]
    [InlineData(false, 359)]
    [InlineData(false, 12)]
    [InlineData(true, 12)]
    public void Restarts_give_no_second_budget(bool savesFirst, int everySteps)
    {
        var simulation = new BudgetSimulation(1000)
        {
            IsCrowd = (_, _) => true,
            OnStep = (self, _, step) =>
            {
                if (step % everySteps == everySteps - 1 && self.Step > 0)
                {
                    self.Restart(savesFirst);
                }
            },
        };
        simulation.Run(Days);
        Report(simulation);
        AssertKept(simulation);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(-5)]
    [InlineData(11)]
    [InlineData(-13)]
    [InlineData(23)]
    [InlineData(-23)]
    [InlineData(8760)]
    [InlineData(8767)]
    [InlineData(-48)]
    public void A_day_on_which_the_clock_jumps_has_one_budget(int hours)
    {
        for (int at = 0; at < 24; at++)
        {
            int hour = at;
            var simulation = new BudgetSimulation(1000)
            {
                IsCrowd = (_, _) => true,
                OnStep = (self, day, step) =>
                {
                    if (step == hour * BudgetSimulation.StepsPerHour && day == 2)
                    {
                        self.ClockErrorMs = hours * HourMs;
                    }
                },
            };
            simulation.Run(5);
            Assert.True(simulation.WorstDayPercent(0, 3) <= 10.0, $"jump at {at} h: {simulation.WorstDayPercent(0, 3):F3} %");
            Assert.InRange(simulation.LongestGapSteps, 1, (int)RadioMode.Resting);
            AssertTagDays(simulation, hours, at);
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(-7)]
    [InlineData(12)]
    public void A_clock_that_was_wrong_and_is_set_right_keeps_the_days_it_began_in(int hours)
    {
        for (int at = 0; at < 24; at++)
        {
            int hour = at;
            var simulation = new BudgetSimulation(1000)
            {
                // Wrong for a part of each day only.
                OnStep = (self, _, step) => self.ClockErrorMs = step >= hour * BudgetSimulation.StepsPerHour && step < (hour + 2) * BudgetSimulation.StepsPerHour ? hours * HourMs : 0,
            };
            simulation.Run(10);
            Assert.True(simulation.WorstDayPercent() <= 10.0, $"wrong from {at} h: {simulation.WorstDayPercent():F3} %");
        }
    }

    [Fact]
    public void A_clock_that_is_set_every_few_minutes_neither_opens_nor_starves_the_budget()
    {
        var simulation = new BudgetSimulation(1000)
        {
            OnStep = (self, _, _) => self.ClockErrorMs = self.Step % 22 == 0 ? (long)(Noise.Bits(5, self.Step) % 86400000) : self.ClockErrorMs,
        };
        simulation.Run(Days);
        Report(simulation);
        Assert.True(simulation.WorstDayPercent() <= 10.0, $"{simulation.WorstDayPercent():F3} %");
        Assert.True(simulation.DayMillicoulombs[^1] / 36.0 / 1000 > 4, $"{simulation.DayMillicoulombs[^1] / 36000:F3} %");
    }

    [Fact]
    public void A_stack_that_starts_slowly_from_one_moment_on_is_paid_for_by_the_same_day()
    {
        for (int hour = 0; hour < 24; hour++)
        {
            int at = hour;
            var simulation = new BudgetSimulation(600)
            {
                OnStep = (self, day, step) => self.ExtraStartMs = day % 2 == 1 && step >= at * BudgetSimulation.StepsPerHour ? 1750 : 0,
            };
            simulation.Run(6);
            Assert.True(simulation.WorstDayPercent() <= 10.0, $"slow from {at} h: {simulation.WorstDayPercent():F3} %");
        }
    }

    [Fact]
    public void A_restart_without_a_clock_gives_no_second_budget()
    {
        for (int at = 0; at < 24; at++)
        {
            int hour = at;
            var simulation = new BudgetSimulation(1000)
            {
                OnStep = (self, day, step) =>
                {
                    if (day == 1 && step == (hour * BudgetSimulation.StepsPerHour) + (BudgetSimulation.StepsPerHour / 2))
                    {
                        self.IsUtcKnown = false;
                        self.Restart(false);
                    }

                    self.IsUtcKnown |= step % BudgetSimulation.StepsPerHour == 0;
                    if (step % BudgetSimulation.StepsPerHour == 0)
                    {
                        self.Save();
                    }
                },
            };
            simulation.Run(3);
            Assert.True(simulation.WorstDayPercent() <= 10.0, $"restart at {at} h: {simulation.WorstDayPercent():F3} %");
        }
    }

    [Fact]
    public void Without_a_voltmeter_the_day_is_bounded_all_the_same()
    {
        var simulation = new BudgetSimulation(1000) { HasVoltmeter = false, OnGranted = (budget, _, _) => Assert.NotEqual(StretchReason.LowCell, budget.Reason) };
        simulation.Run(Days);
        AssertKept(simulation);
    }

    [Fact]
    public void A_cell_at_twenty_per_cent_is_stretched_before_it_is_empty()
    {
        long firstStretch = -1;
        var simulation = new BudgetSimulation(1000)
        {
            IsRecharged = false,
            Wanted = (_, minute) => IsBetween(minute, 7, 16) ? RadioMode.Company : RadioMode.Alone,
            OnGranted = (budget, _, _) => firstStretch = firstStretch < 0 && budget.Reason == StretchReason.LowCell ? budget.Meter.Day.EndsAtMs : firstStretch,
        };
        simulation.Battery = new Simulator.Platform.Battery(1000, 0.20);
        simulation.Run(10);
        int working = simulation.DayListened.FindAll(count => count > 0).Count;
        _output.WriteLine($"days with slots {working}: {string.Join(", ", simulation.DayListened)}");
        Assert.True(firstStretch > 0);
        Assert.InRange(working, 3, 10);
        Assert.InRange(simulation.LongestGapSteps, 1, (int)RadioMode.Resting);
    }

    [Fact]
    public void The_level_changes_a_few_times_a_day_and_no_more()
    {
        foreach (string name in Patterns.Keys)
        {
            int changes = 0;
            BudgetLevel last = BudgetLevel.Crowd;
            var simulation = new BudgetSimulation(1000)
            {
                Wanted = Patterns[name],
                IsCrowd = (_, minute) => minute % 5 < 2,
                OnGranted = (budget, _, _) =>
                {
                    BudgetLevel level = budget.AllowsCrowdWindows ? BudgetLevel.Crowd : budget.Reason == StretchReason.None ? BudgetLevel.Company : BudgetLevel.Alone;
                    changes += level == BudgetLevel.Alone != (last == BudgetLevel.Alone) ? 1 : 0;
                    last = level;
                },
            };
            if (name != "changing each minute" && name != "spikes")
            {
                simulation.Run(10);
                Assert.True(changes <= 10 * 8, $"{name}: {changes} changes in ten days");
            }
        }
    }

    private static bool IsBetween(int minute, int fromHour, int toHour) => minute >= fromHour * 60 && minute < toHour * 60;

    private static void AssertKept(BudgetSimulation simulation)
    {
        Assert.True(simulation.WorstDayPercent() <= 10.0, $"{simulation.WorstDayPercent():F3} %");
        Assert.InRange(simulation.LongestGapSteps, 1, (int)RadioMode.Resting);
    }

    // After the jump the days are the tag's own: from its midnight to its midnight.
    private static void AssertTagDays(BudgetSimulation simulation, int hours, int at)
    {
        CoverageLog coverage = simulation.Budget.Coverage;
        int today = coverage.LocalDayAt(BudgetSimulation.FirstMidnightUtcMs + (hours * HourMs) + ((simulation.Step - 1) * BudgetSimulation.StepMs));
        for (int day = today - 1; day <= today; day++)
        {
            CoverageDay? found = coverage.Find(day);
            Assert.NotNull(found);
            Assert.True(found.SpentPermille <= 100, $"jump at {at} h: {found.SpentPermille} per mille");
        }
    }

    private static void AssertCoverageAddsUp(BudgetSimulation simulation, Func<int, int, RadioMode> wanted)
    {
        CoverageLog coverage = simulation.Budget.Coverage;
        int firstDay = coverage.LocalDayAt(BudgetSimulation.FirstMidnightUtcMs);
        Assert.Null(coverage.Find(firstDay + Days - 9));
        for (int day = Days - 7; day < Days; day++)
        {
            CoverageDay? found = coverage.Find(firstDay + day);
            Assert.NotNull(found);
            Assert.Equal(Planned(day, wanted), found.PlannedCount);
            Assert.Equal(simulation.DayListened[day], found.ListenedCount);
            Assert.Equal(0, found.MissedCount);
            Assert.Equal(found.PlannedCount, found.ListenedCount + found.StretchedCount);
            Assert.InRange(found.SpentPermille, 1, 100);
            Assert.Equal(found.StretchedCount > 0, found.StretchCount > 0);
        }
    }

    private static int Planned(int day, Func<int, int, RadioMode> wanted)
    {
        int count = 0;
        for (int step = 0; step < BudgetSimulation.StepsPerDay; step++)
        {
            long slot = (BudgetSimulation.FirstMidnightUtcMs / BudgetSimulation.StepMs) + ((long)day * BudgetSimulation.StepsPerDay) + step;
            count += slot % (int)wanted(day, step * 60 / BudgetSimulation.StepsPerHour) == 0 ? 1 : 0;
        }

        return count;
    }

    private void Report(BudgetSimulation simulation)
    {
        _output.WriteLine($"worst day {simulation.WorstDayPercent():F2} %, last day {simulation.DayListened[^1]} slots");
    }
}
