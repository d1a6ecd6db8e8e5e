using System.Linq;
using BluezoneTag.Simulator.People;
using BluezoneTag.Simulator.Tests.Support;
using Xunit;

namespace BluezoneTag.Simulator.Tests.People;

/// <summary>The reader against figures counted by others in the same file (docs/simulation.md 2).</summary>
public sealed class RealContactTests
{
    [RealContactDataFact]
    public void The_first_day_of_the_measured_school_has_its_known_totals()
    {
        AssertTotals(1, 5901, 980, 311, 9300);
    }

    [RealContactDataFact]
    public void The_second_day_of_the_measured_school_has_its_known_totals()
    {
        AssertTotals(2, 5541, 1110, 340, 8840);
    }

    private static void AssertTotals(int day, int pairs, int pairsOf5Minutes, int pairsOf15Minutes, int longestSeconds)
    {
        ContactTrace trace = ContactFile.Read(RealContactDataFactAttribute.FileName, day);
        Assert.Equal((242, 11), (trace.Persons.Count, trace.Persons.Select(person => person.Group).Distinct().Count()));
        Assert.Equal((pairs, pairsOf5Minutes, pairsOf15Minutes), (trace.Pairs.Count, trace.CountPairs(300), trace.CountPairs(900)));
        Assert.Equal(longestSeconds, trace.Pairs.Values.Max(steps => steps.Count) * ContactTrace.StepSeconds);
    }
}
