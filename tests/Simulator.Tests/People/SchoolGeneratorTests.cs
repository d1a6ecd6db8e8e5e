using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Simulator.People;
using BluezoneTag.Simulator.Tests.Support;
using Xunit;

namespace BluezoneTag.Simulator.Tests.People;

public sealed class SchoolGeneratorTests
{
    [Fact]
    public void The_same_seed_makes_the_same_day_and_another_seed_another()
    {
        ContactTrace day = SchoolGenerator.Generate(1);
        ContactTrace again = SchoolGenerator.Generate(1);
        Assert.Equal(Describe(day), Describe(again));
        Assert.NotEqual(Describe(day), Describe(SchoolGenerator.Generate(2)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Totals_resemble_measured_schools(ulong seed)
    {
        ContactTrace day = SchoolGenerator.Generate(seed);
        string totals = $"{day.Pairs.Count} pairs, {day.CountPairs(300)} of 5 minutes, {day.CountPairs(900)} of 15";
        Seeded.True(day.Pairs.Count is > 2500 and < 9000, seed, totals);
        Seeded.True(day.CountPairs(300) is > 500 and < 1800, seed, totals);
        Seeded.True(day.CountPairs(900) is >= 150 and <= 600, seed, totals);
    }

    [Fact]
    public void There_are_ten_classes_of_23_and_their_teachers()
    {
        ContactTrace day = SchoolGenerator.Generate(1);
        Dictionary<string, int> groups = day.Persons.CountBy(person => person.Group).ToDictionary();
        Assert.Equal((240, 11, 10), (day.Persons.Count, groups.Count, groups["Teachers"]));
        Assert.All(groups.Where(group => group.Key != "Teachers"), group => Assert.Equal(23, group.Value));
        Assert.Equal(240, day.Persons.Select(person => person.Id).Distinct().Count());
        Assert.Equal((7 * 3600, 9 * 3600), (day.StartSecond, day.Seconds));
    }

    [Fact]
    public void Everybody_meets_somebody_and_nobody_himself()
    {
        ContactTrace day = SchoolGenerator.Generate(1);
        Assert.Equal(240, day.Pairs.Keys.SelectMany(pair => new[] { pair.First, pair.Second }).Distinct().Count());
        Assert.All(day.Pairs.Keys, pair => Assert.True(pair.First < pair.Second));
        Assert.All(day.Pairs.Values, steps => Assert.True(steps[0] >= 0 && steps[^1] < day.StepCount));
    }

    [Fact]
    public void Every_class_has_long_contacts_of_its_own()
    {
        ContactTrace day = SchoolGenerator.Generate(1);
        string[] groups = day.Pairs.Where(pair => pair.Value.Count >= 45).Select(pair => day.Persons[pair.Key.First].Group).Distinct().ToArray();
        Assert.Equal(10, groups.Length);
    }

    [Fact]
    public void Most_time_is_spent_within_the_class_and_some_across()
    {
        ContactTrace day = SchoolGenerator.Generate(1);
        double within = day.Pairs.Where(pair => day.Persons[pair.Key.First].Group == day.Persons[pair.Key.Second].Group).Sum(pair => pair.Value.Count);
        Assert.InRange(within / day.Pairs.Values.Sum(steps => steps.Count), 0.6, 0.95);
    }

    private static string Describe(ContactTrace trace) =>
        string.Join(';', trace.Pairs.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}: {string.Join(',', pair.Value)}"));
}
