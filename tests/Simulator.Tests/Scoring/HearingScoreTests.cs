using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Simulator.People;
using BluezoneTag.Simulator.Scoring;
using BluezoneTag.Simulator.Tests.Support;
using Xunit;

namespace BluezoneTag.Simulator.Tests.Scoring;

public sealed class HearingScoreTests
{
    private const int Quarter = 45;

    [Fact]
    public void A_pair_that_heard_each_other_throughout_is_caught()
    {
        (HearingScore score, SightingBook book) = Make(Traces.Pair(Quarter));
        Hear(book, 0, 1, Enumerable.Range(0, Quarter));
        Hear(book, 1, 0, Enumerable.Range(0, Quarter));
        Assert.Equal(new Share(1, 1), score.Score(900, HearingScore.ShareFor15Minutes));
        Assert.Equal(new Share(1, 1), score.Score(300, HearingScore.ShareFor5Minutes));
    }

    [Fact]
    public void One_direction_is_not_enough()
    {
        (HearingScore score, SightingBook book) = Make(Traces.Pair(Quarter));
        Hear(book, 0, 1, Enumerable.Range(0, Quarter));
        Assert.Equal(new Share(1, 0), score.Score(900, HearingScore.ShareFor15Minutes));
    }

    // A sighting in the middle of a step also speaks for the three steps after it.
    [Theory]
    [InlineData(33, 1)]
    [InlineData(32, 0)]
    public void Four_fifths_of_the_steps_must_be_heard_for_15_minutes(int sightings, int caught)
    {
        (HearingScore score, SightingBook book) = Make(Traces.Pair(Quarter));
        Hear(book, 0, 1, Enumerable.Range(0, sightings));
        Hear(book, 1, 0, Enumerable.Range(0, Quarter));
        Assert.Equal(caught, score.Score(900, HearingScore.ShareFor15Minutes).Caught);
    }

    [Theory]
    [InlineData(5, 1)]
    [InlineData(4, 0)]
    public void Half_of_the_steps_must_be_heard_for_5_minutes(int sightings, int caught)
    {
        (HearingScore score, SightingBook book) = Make(Traces.Pair(15));
        Hear(book, 0, 1, Enumerable.Range(0, sightings));
        Hear(book, 1, 0, Enumerable.Range(0, 15));
        Assert.Equal(caught, score.Score(300, HearingScore.ShareFor5Minutes).Caught);
    }

    [Theory]
    [InlineData(-50, 1)]
    [InlineData(-51, 0)]
    [InlineData(70, 1)]
    [InlineData(71, 0)]
    public void A_sighting_speaks_for_60_s_before_and_after_the_middle_of_a_step(int second, int caught)
    {
        (HearingScore score, SightingBook book) = Make(Traces.Pair(Quarter));
        book.Add(0, 1, second, 0, -50);
        Hear(book, 1, 0, Enumerable.Range(0, Quarter));
        int heard = score.Timeline()[0].HeardSteps - 30;
        Assert.Equal(caught == 1, heard > 0 && (second < 60 ? heard == 1 : heard == 7));
    }

    [Fact]
    public void Pairs_shorter_than_asked_for_do_not_count()
    {
        (HearingScore score, _) = Make(Traces.Make(["A", "A", "A"], 100, (0, 1, 0, 44), (0, 2, 0, 20), (0, 2, 50, 25)));
        Assert.Equal((1, 2), (score.Score(900, 0.8).True, score.Score(300, 0.5).True));
    }

    [Fact]
    public void Latency_runs_from_the_start_of_the_encounter_to_the_first_sighting_in_it()
    {
        (HearingScore score, SightingBook book) = Make(Traces.Make(["A", "A"], 100, (0, 1, 2, 20)));
        book.Add(0, 1, 5, 0, -50);
        book.Add(0, 1, 110, 0, -50);
        book.Add(1, 0, 1000, 0, -50);
        List<double> latencies = score.Latencies(out int missed);
        Assert.Equal([70], latencies);
        Assert.Equal(1, missed);
    }

    [Theory]
    [InlineData(25, 2)]
    [InlineData(26, 3)]
    public void A_gap_of_two_minutes_ends_an_encounter_and_short_ones_are_left_out(int secondStart, int encounters)
    {
        (HearingScore score, SightingBook book) = Make(Traces.Make(["A", "A"], 200, (0, 1, 0, 20), (0, 1, secondStart, 20), (0, 1, 100, 15), (0, 1, 150, 14)));
        Hear(book, 0, 1, Enumerable.Range(0, 200));
        Hear(book, 1, 0, Enumerable.Range(0, 200));
        List<double> latencies = score.Latencies(out int missed);
        Assert.Equal((encounters * 2, 0), (latencies.Count, missed));
        Assert.All(latencies, latency => Assert.Equal(10, latency));
        Assert.Equal(latencies.Order(), latencies);
    }

    [Fact]
    public void The_timeline_counts_both_directions_in_bins_of_ten_minutes()
    {
        (HearingScore score, SightingBook book) = Make(Traces.Pair(Quarter));
        Hear(book, 0, 1, Enumerable.Range(0, Quarter));
        Hear(book, 1, 0, Enumerable.Range(0, 27));
        Assert.Equal([new TimelineBin(60, 60), new TimelineBin(30, 15)], score.Timeline());
    }

    [Fact]
    public void Without_anybody_to_catch_all_are_caught()
    {
        Assert.Equal(1, new Share(0, 0).P);
        Assert.Equal(0.25, new Share(4, 1).P);
        Assert.Equal((1.0, 1.0), (new Detection(0, 0, 0).Recall, new Detection(0, 0, 0).Precision));
        Assert.Equal((0.5, 0.25), (new Detection(4, 8, 2).Recall, new Detection(4, 8, 2).Precision));
    }

    private static (HearingScore Score, SightingBook Book) Make(ContactTrace trace)
    {
        var book = new SightingBook(trace, 300);
        return (new HearingScore(trace, book), book);
    }

    private static void Hear(SightingBook book, int receiver, int sender, IEnumerable<int> steps)
    {
        foreach (int step in steps)
        {
            book.Add(receiver, sender, (step * 20) + 10, 0, -50);
        }
    }
}
