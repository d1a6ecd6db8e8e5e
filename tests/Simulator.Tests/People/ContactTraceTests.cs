using System.Linq;
using BluezoneTag.Simulator.People;
using BluezoneTag.Simulator.Tests.Support;
using Xunit;

namespace BluezoneTag.Simulator.Tests.People;

public sealed class ContactTraceTests
{
    [Fact]
    public void A_contact_is_one_whichever_way_round_and_however_often_it_is_added()
    {
        var trace = new ContactTrace([new Person(1, "A"), new Person(2, "A")], 0, 10);
        trace.Add(1, 0, 5);
        trace.Add(0, 1, 3);
        trace.Add(0, 1, 5);
        trace.Freeze();
        Assert.Equal([3, 5], trace.Pairs[(0, 1)]);
        Assert.Equal([1], trace.PartnersOf(0, 5).ToArray());
        Assert.True(trace.IsContact(0, 1, 3) && trace.IsContact(1, 0, 3));
    }

    [Fact]
    public void Partners_are_those_of_the_step_and_there_are_none_outside()
    {
        ContactTrace trace = Traces.Make(["A", "A", "A"], 4, (0, 1, 0, 2), (0, 2, 1, 3));
        Assert.Equal([1], trace.PartnersOf(0, 0).ToArray());
        Assert.Equal([1, 2], trace.PartnersOf(0, 1).ToArray());
        Assert.Equal([0], trace.PartnersOf(2, 3).ToArray());
        Assert.True(trace.PartnersOf(0, -1).IsEmpty && trace.PartnersOf(0, 4).IsEmpty && trace.PartnersOf(1, 3).IsEmpty);
    }

    [Fact]
    public void Pairs_are_counted_by_their_total()
    {
        ContactTrace trace = Traces.Make(["A", "A", "A"], 100, (0, 1, 0, 15), (0, 2, 0, 40), (0, 2, 50, 5));
        Assert.Equal((2, 2, 1, 0), (trace.CountPairs(20), trace.CountPairs(300), trace.CountPairs(900), trace.CountPairs(901)));
    }

    [Fact]
    public void Made_pairs_meet_their_partner_alone_one_pair_after_the_other()
    {
        ContactTrace trace = TraceMaker.Pairs(50, 15);
        Assert.Equal((100, 50, 50), (trace.Persons.Count, trace.Pairs.Count, trace.Persons.Select(person => person.Group).Distinct().Count()));
        Assert.All(trace.Pairs, pair => Assert.Equal((1, 45), (pair.Key.Second - pair.Key.First, pair.Value.Count)));
        Assert.All(trace.Pairs.Values, steps => Assert.Equal(44, steps[^1] - steps[0]));
        Assert.Equal(45, trace.Pairs.Values.Select(steps => steps[0]).Distinct().Count());
        Assert.All(trace.Pairs.Values, steps => Assert.InRange(steps[^1], 0, trace.StepCount - 1));
        Assert.False(trace.HasNeighbouringRooms);
    }

    [Fact]
    public void In_a_made_room_everybody_meets_everybody_at_the_same_time()
    {
        ContactTrace trace = TraceMaker.Room(12, 15);
        Assert.Equal((12, 66, 66), (trace.Persons.Count, trace.Pairs.Count, trace.CountPairs(900)));
        Assert.All(trace.Pairs.Values, steps => Assert.Equal(trace.Pairs[(0, 1)], steps));
        Assert.Single(trace.Persons.Select(person => person.Group).Distinct());
        Assert.Equal((1.0, 6.0), (trace.NearestMetres, trace.FarthestMetres));
    }
}
