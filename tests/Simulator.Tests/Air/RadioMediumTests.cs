using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Simulator.Air;
using BluezoneTag.Simulator.Tests.Support;
using Xunit;

namespace BluezoneTag.Simulator.Tests.Air;

public sealed class RadioMediumTests
{
    [Fact]
    public void With_the_duplicate_filter_each_address_is_reported_once()
    {
        var bench = new AirBench(5);
        bench.SendAll(0);
        Assert.Equal([1, 2, 3, 4, 5], bench.Receive(1_000_000, 3_000_000, hasDuplicateFilter: true).Select(one => one.Node).Order());
    }

    [Fact]
    public void Without_it_every_decoded_packet_is_reported_in_order_of_time()
    {
        var bench = new AirBench(3);
        bench.SendAll(0);
        List<Reception> receptions = bench.Receive(1_000_000, 3_000_000);
        Assert.All(receptions.CountBy(one => one.Node), sender => Assert.InRange(sender.Value, 20, 44));
        Assert.Equal(receptions.OrderBy(one => one.TimeUs), receptions);
    }

    [Fact]
    public void A_sender_that_changes_its_address_is_reported_again()
    {
        var bench = new AirBench(1);
        bench.Send(1, 0, 1_000_000);
        bench.Transmitters[1].Begin(1_000_000, 77, Adverts.Foreign, Adverts.Foreign.Length);
        Assert.Equal([1UL, 77UL], bench.Receive(0, 2_000_000, hasDuplicateFilter: true).Select(one => one.Burst.Address));
    }

    [Fact]
    public void Nothing_comes_from_below_the_sensitivity()
    {
        var bench = new AirBench(1) { Field = { RssiOf = _ => -103 } };
        bench.Send(1, 0);
        Assert.Empty(bench.Receive(0, 60_000_000));
    }

    [Fact]
    public void At_the_sensitivity_half_of_the_packets_come_and_none_below_it()
    {
        var bench = new AirBench(1) { Field = { RssiOf = _ => -93 } };
        bench.Send(1, 0);
        List<Reception> receptions = bench.Receive(0, 100_000_000);
        Assert.InRange(receptions.Count, 700, 1000);
        Assert.All(receptions, one => Assert.InRange(one.RssiDbm, -93, -83));
    }

    [Fact]
    public void Rssi_scatters_around_the_mean()
    {
        var bench = new AirBench(1) { Field = { RssiOf = _ => -60 } };
        bench.Send(1, 0);
        int[] rssi = bench.Receive(0, 100_000_000).Select(one => one.RssiDbm).ToArray();
        Assert.InRange(rssi.Average(), -60.3, -59.7);
        Assert.InRange(Math.Sqrt(rssi.Average(one => Math.Pow(one + 60, 2))), 2.2, 2.8);
    }

    [Fact]
    public void Of_a_lone_sender_one_packet_in_ten_is_lost_and_a_few_fall_on_a_change_of_channel()
    {
        var bench = new AirBench(1);
        bench.Send(1, 0);
        bench.Transmitters[1].BurstAt(0).FindEvents(0, 300_000_000, out int first, out int end);
        Assert.InRange(bench.Receive(0, 300_000_000).Count / (double)(end - first), 0.82, 0.91);
    }

    [Fact]
    public void Packets_that_overlap_destroy_each_other()
    {
        int[] heardTogether = new int[3];
        int[] heardApart = new int[3];
        CountPairsOfPackets(_ => -50, heardTogether, heardApart);
        Assert.Equal([0, 0, 0], heardTogether);
        Assert.True(heardApart[1] > 300 && heardApart[2] > 300);
    }

    [Fact]
    public void A_packet_25_dB_stronger_survives_and_the_weak_one_does_not()
    {
        int[] heardTogether = new int[3];
        int overlaps = CountPairsOfPackets(node => node == 1 ? -40 : -65, heardTogether, new int[3]);
        Assert.True(overlaps > 200);
        Assert.InRange(heardTogether[1] / (double)overlaps, 0.78, 0.95);
        Assert.Equal(0, heardTogether[2]);
    }

    [Fact]
    public void A_packet_15_dB_stronger_does_not_survive()
    {
        int[] heardTogether = new int[3];
        int overlaps = CountPairsOfPackets(node => node == 1 ? -40 : -55, heardTogether, new int[3]);
        Assert.InRange(heardTogether[1] / (double)overlaps, 0, 0.05);
    }

    [Fact]
    public void What_was_sent_before_or_after_the_scan_is_not_heard()
    {
        var bench = new AirBench(2);
        bench.Send(1, 0, 1_000_000);
        bench.Send(2, 3_000_000);
        Assert.Empty(bench.Receive(1_000_000, 3_000_000));
        Assert.All(bench.Receive(500_000, 700_000), one => Assert.InRange(one.TimeUs, 500_000, 700_000 - RadioMedium.PduUs));
        Assert.Contains(bench.Receive(2_900_000, 3_500_000), one => one.Node == 2 && one.TimeUs >= 3_000_000);
    }

    [Fact]
    public void A_sender_out_of_range_is_not_heard()
    {
        var bench = new AirBench(2);
        bench.SendAll(0);
        bench.Field.NodeCount = 2;
        Assert.All(bench.Receive(0, 1_000_000), one => Assert.Equal(1, one.Node));
    }

    // Eight events, each lost with a probability of about 0.14: one scan in some millions hears nothing.
    [Fact]
    public void A_scan_of_400_ms_hears_a_lone_near_neighbour_nearly_always()
    {
        int[] missed = Enumerable.Range(1, 1000).Where(seed => !HearsLoneNeighbour((ulong)seed)).ToArray();
        Assert.True(missed.Length <= 1, $"Missed with the seeds {string.Join(", ", missed)}");
    }

    [Fact]
    public void The_same_air_is_heard_again_as_before()
    {
        var bench = new AirBench(20);
        bench.SendAll(0);
        var other = new AirBench(20);
        other.SendAll(0);
        string[] first = Describe(bench.Receive(1_000_000, 1_400_000));
        Assert.NotEmpty(first);
        Assert.Equal(first, Describe(bench.Receive(1_000_000, 1_400_000)));
        Assert.Equal(first, Describe(other.Receive(1_000_000, 1_400_000)));
    }

    [Fact]
    public void Another_seed_makes_other_air()
    {
        var bench = new AirBench(20, seed: 1);
        bench.SendAll(0);
        var other = new AirBench(20, seed: 2);
        other.SendAll(0);
        Assert.NotEqual(Describe(bench.Receive(1_000_000, 1_400_000)), Describe(other.Receive(1_000_000, 1_400_000)));
    }

    [Fact]
    public void Three_hundred_senders_and_thousands_of_packets_fit()
    {
        var bench = new AirBench(300, intervalUs: 1_000_000);
        for (int node = 1; node <= 300; node++)
        {
            bench.Send(node, node * 3_000);
        }

        Assert.Equal(Enumerable.Range(1, 300), bench.Receive(0, 10_000_000, hasDuplicateFilter: true).Select(one => one.Node).Order());
        Assert.True(bench.Receive(0, 10_000_000).Count > 1024);
    }

    [Fact]
    public void More_bursts_than_senders_fit_too()
    {
        var bench = new AirBench(300, intervalUs: 1_000_000);
        for (int second = 0; second < 5; second++)
        {
            for (int node = 1; node <= 300; node++)
            {
                long startUs = (second * 1_000_000L) + (node * 2_000);
                bench.Transmitters[node].Begin(startUs, (ulong)((second * 1000) + node), Adverts.Foreign, Adverts.Foreign.Length);
                bench.Transmitters[node].End(startUs + 900_000);
            }
        }

        List<Reception> receptions = bench.Receive(0, 5_500_000, hasDuplicateFilter: true);
        Assert.InRange(receptions.Count, 1025, 1500);
        Assert.All(receptions, one => Assert.Equal(one.Node, (int)(one.Burst.Address % 1000)));
    }

    [Fact]
    public void The_medium_makes_40_tags_in_one_room_lose_packets_to_each_other()
    {
        var crowd = new AirBench(40);
        crowd.SendAll(0);
        var lone = new AirBench(1);
        lone.SendAll(0);
        double share = crowd.Receive(0, 20_000_000).Count / (40.0 * lone.Receive(0, 20_000_000).Count);
        Assert.InRange(share, 0.45, 0.70);
    }

    private static bool HearsLoneNeighbour(ulong seed)
    {
        var bench = new AirBench(1, seed: seed);
        bench.Send(1, 0);
        return bench.Receive(10_000_000, 10_400_000, hasDuplicateFilter: true).Count == 1;
    }

    // Two senders begin together again and again; their first packets overlap or not, as chance has it. Counts by sender who
    // was heard in the two cases, and returns how often they overlapped.
    private static int CountPairsOfPackets(Func<int, double> rssiOf, int[] heardTogether, int[] heardApart)
    {
        const int Trials = 1000;
        var bench = new AirBench(2) { Field = { RssiOf = rssiOf } };
        int overlaps = 0;
        for (int trial = 0; trial < Trials; trial++)
        {
            long startUs = trial * 1_000_000L;
            bench.SendAll(startUs, startUs + 10_000);
            List<Reception> receptions = bench.Receive(startUs, startUs + 10_000);
            bool isTogether = Math.Abs(FirstEventUs(bench, 1) - FirstEventUs(bench, 2)) < RadioMedium.PduUs;
            overlaps += isTogether ? 1 : 0;
            receptions.ForEach(one => (isTogether ? heardTogether : heardApart)[one.Node]++);
        }

        return overlaps;
    }

    private static long FirstEventUs(AirBench bench, int node)
    {
        Burst burst = bench.Transmitters[node].BurstAt(0);
        burst.FindEvents(burst.StartUs, burst.EndUs, out int first, out _);
        return burst.EventUs(first);
    }

    private static string[] Describe(List<Reception> receptions) =>
        receptions.Select(one => $"{one.TimeUs} {one.Node} {one.RssiDbm}").ToArray();
}
