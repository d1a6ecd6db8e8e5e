using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Simulator.People;
using BluezoneTag.Simulator.Scoring;
using BluezoneTag.Simulator.Tests.Support;
using Xunit;

namespace BluezoneTag.Simulator.Tests.Scoring;

public sealed class NearScoreTests
{
    private const int Slot = 1_773_000;

    private readonly ContactTrace _trace = Traces.Make(["A", "A", "A", "A"], 100, (0, 1, 0, 45), (0, 2, 0, 60), (1, 3, 0, 44));

    [Fact]
    public void A_pair_is_claimed_when_both_logs_say_so()
    {
        double[,] near = new double[4, 4];
        (near[0, 1], near[1, 0]) = (900, 1000);
        (near[0, 2], near[2, 0]) = (1200, 899);
        (near[2, 3], near[3, 2]) = (900, 900);
        Assert.Equal(new Detection(2, 2, 1), NearScore.Score(_trace, 900, (receiver, sender) => near[receiver, sender]));
    }

    [Fact]
    public void Durations_show_each_long_pair_in_both_directions()
    {
        DurationPoint[] points = NearScore.Durations(_trace, 900, (receiver, sender) => (receiver * 10) + sender).ToArray();
        Assert.Equal([new DurationPoint(900, 1), new DurationPoint(900, 10), new DurationPoint(1200, 2), new DurationPoint(1200, 20)], points);
    }

    [Fact]
    public void The_phone_rule_takes_everything_from_minus_86_dBm_on_for_near()
    {
        var book = new SightingBook(_trace, 300);
        for (int second = 0; second < 900; second += 20)
        {
            book.Add(0, 1, second, UtcMs(Slot, second), -86);
            book.Add(1, 0, second, UtcMs(Slot, second), -87);
        }

        Assert.Equal(NearSeconds(0, 880, 45, 45), book.PhoneRuleSeconds(0, 1));
        Assert.Equal(NearSeconds(0, 880, 45, 0), book.PhoneRuleSeconds(1, 0));
        Assert.Equal(0, book.PhoneRuleSeconds(0, 2));
        Assert.Equal(90, book.Count);
    }

    [Fact]
    public void The_phone_rule_adds_up_slot_by_slot_and_can_be_asked_twice()
    {
        var book = new SightingBook(_trace, 300);
        foreach (int second in new[] { 600, 700, 880, 900, 940, 2000 })
        {
            book.Add(0, 1, second, UtcMs(Slot, second), -60);
        }

        double expected = NearSeconds(600, 880, 3, 3) + NearSeconds(0, 40, 2, 2) + NearSeconds(200, 200, 1, 1);
        Assert.Equal(expected, book.PhoneRuleSeconds(0, 1));
        Assert.Equal(expected, book.PhoneRuleSeconds(0, 1));
    }

    [Fact]
    public void Times_are_kept_for_pairs_that_met_long_enough_and_counted_for_all()
    {
        var book = new SightingBook(Traces.Make(["A", "A", "A"], 100, (0, 1, 0, 15), (0, 2, 0, 14)), 300);
        book.Add(0, 1, -0.5, 0, -50);
        book.Add(0, 1, 20.9, 0, -50);
        book.Add(0, 2, 30, 0, -50);
        Assert.Equal([-1, 20], book.SecondsOf(0, 1));
        Assert.Empty(book.SecondsOf(1, 0));
        Assert.Empty(book.SecondsOf(0, 2));
        Assert.Equal(3, book.Count);
    }

    private static long UtcMs(int slot, int second) => SlotTime.StartOfSlot(slot) + (second * 1000L);

    private static double NearSeconds(int firstSecond, int lastSecond, int sightings, int near)
    {
        var thresholds = new NearThresholds();
        thresholds.Calibrate(-86, -86);
        var record = new ContactRecord
        {
            FirstMs = firstSecond * 1000,
            LastMs = lastSecond * 1000,
            SightingCount = sightings,
            NearCount = near,
            MeanRssiDbm = near > 0 ? -60 : -87,
        };
        return ProximityRule.NearTimeMs(record, thresholds) / 1000.0;
    }
}
