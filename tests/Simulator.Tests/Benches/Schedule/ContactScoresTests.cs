using BluezoneTag.Simulator.Benches.Schedule;
using Xunit;

namespace BluezoneTag.Simulator.Tests.Benches.Schedule;

/// <summary>Scores over several trials.</summary>
public sealed class ContactScoresTests
{
    [Fact]
    public void Both_logs_must_say_it()
    {
        ContactScores scores = ContactScores.Of([Log(20, 20), Log(20, 400), Log(20, 20), Log(20, 20)]);

        Assert.Equal(0.75, scores.Caught);
        Assert.Equal(1, scores.Seen);
        Assert.Equal(4, scores.Pairs);

        // Three of four: deviation 0.5, over the root of 4.
        Assert.Equal(1.96 * 0.25, scores.CaughtMargin, 9);
    }

    [Fact]
    public void One_deaf_tag_is_a_pair_unseen_an_error_of_the_whole_length_and_no_latency()
    {
        ContactScores scores = ContactScores.Of([Log(20, double.PositiveInfinity)]);

        Assert.Equal(0, scores.Caught);
        Assert.Equal(0, scores.Seen);
        Assert.Equal(900, scores.ErrorP95);
        Assert.Equal(0.5, scores.Missed);
        Assert.Equal(10, scores.Latencies[0]);
        Assert.True(double.IsPositiveInfinity(scores.Latencies[1]));
        Assert.True(double.IsNaN(scores.CaughtMargin));
    }

    [Fact]
    public void Devices_that_do_not_count_are_left_out()
    {
        var log = new ContactLog(2, 900);
        log.Add(0, 2, 10);

        Assert.Equal(0, log.Of(0, 1).Detections);
    }

    // Detections each so many seconds, from ten on.
    private static ContactLog Log(double thereEvery, double backEvery)
    {
        var log = new ContactLog(2, 900);
        foreach ((int receiver, double every) in new[] { (0, thereEvery), (1, backEvery) })
        {
            for (double second = 10; second <= 900 && !double.IsInfinity(every); second += every)
            {
                log.Add(receiver, 1 - receiver, second);
            }
        }

        return log;
    }
}
