using System.Linq;
using BluezoneTag.Simulator.Air;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.Tests.Support;
using Xunit;

namespace BluezoneTag.Simulator.Tests.Air;

public sealed class BurstTests
{
    private const long StartUs = 1_234_567;
    private const long IntervalUs = 45_000;

    [Fact]
    public void The_first_event_comes_within_an_interval_of_the_start()
    {
        Assert.All(Enumerable.Range(1, 200), seed => Assert.InRange(EventsOf((ulong)seed, 1_000_000)[0], StartUs, StartUs + IntervalUs - 1));
    }

    [Fact]
    public void Gaps_are_the_interval_and_up_to_ten_milliseconds_more()
    {
        long[] events = EventsOf(3, 100_000_000);
        long[] gaps = events.Zip(events.Skip(1), (one, next) => next - one).ToArray();
        Assert.All(gaps, gap => Assert.InRange(gap, IntervalUs, IntervalUs + 10_000));
        Assert.InRange(gaps.Average(), IntervalUs + 4_700, IntervalUs + 5_300);
    }

    [Fact]
    public void There_is_nothing_after_the_end()
    {
        Burst burst = Make(5);
        burst.End(StartUs + 600_000);
        burst.FindEvents(0, long.MaxValue, out int first, out int end);
        Assert.InRange(end - first, 10, 14);
        Assert.True(burst.EventUs(end - 1) < StartUs + 600_000);
    }

    [Fact]
    public void Any_window_has_the_events_that_a_plain_filter_finds()
    {
        long[] all = EventsOf(8, 10_000_000);
        Burst burst = Make(8);
        burst.End(StartUs + 10_000_000);
        for (int trial = 0; trial < 500; trial++)
        {
            long fromUs = (long)Noise.Between(0, 13_000_000, 1, trial);
            long toUs = fromUs + (long)Noise.Between(0, 2_000_000, 2, trial);
            burst.FindEvents(fromUs, toUs, out int first, out int end);
            long[] found = first < end ? Enumerable.Range(first, end - first).Select(burst.EventUs).ToArray() : [];
            Assert.Equal(all.Where(us => us >= fromUs && us < toUs), found);
        }
    }

    [Fact]
    public void An_event_at_the_edge_of_a_window_belongs_to_the_window_it_begins()
    {
        Burst burst = Make(2);
        long second = EventsOf(2, 1_000_000)[1];
        burst.FindEvents(second, second + 1, out int first, out int end);
        Assert.Equal((1, 2), (first, end));
        burst.FindEvents(0, second, out first, out end);
        Assert.Equal((0, 1), (first, end));
    }

    [Fact]
    public void A_burst_begun_again_forgets_the_one_before()
    {
        Burst burst = Make(4);
        burst.FindEvents(0, StartUs + 1_000_000, out _, out _);
        burst.Begin(StartUs + 5_000_000, IntervalUs, 9, Adverts.Foreign, Adverts.Foreign.Length, 4);
        burst.FindEvents(0, StartUs + 5_100_000, out int first, out int end);
        Assert.InRange(end - first, 2, 3);
        Assert.True(burst.EventUs(first) >= StartUs + 5_000_000);
        Assert.Equal((9UL, 3, long.MaxValue), (burst.Address, burst.Length, burst.EndUs));
    }

    [Fact]
    public void A_burst_keeps_its_payload_when_the_sender_changes_his()
    {
        byte[] data = [2, 1, 6];
        Burst burst = new();
        burst.Begin(0, IntervalUs, 1, data, 3, 1);
        data[2] = 0;
        Assert.Equal([2, 1, 6], burst.Data.Take(3));
    }

    private static Burst Make(ulong seed)
    {
        var burst = new Burst();
        burst.Begin(StartUs, IntervalUs, 1, Adverts.Foreign, Adverts.Foreign.Length, seed);
        return burst;
    }

    private static long[] EventsOf(ulong seed, long lengthUs)
    {
        Burst burst = Make(seed);
        burst.FindEvents(0, StartUs + lengthUs, out int first, out int end);
        return Enumerable.Range(first, end - first).Select(burst.EventUs).ToArray();
    }
}
