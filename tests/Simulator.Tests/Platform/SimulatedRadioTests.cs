using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Simulator.Air;
using BluezoneTag.Simulator.Tests.Support;
using Xunit;

namespace BluezoneTag.Simulator.Tests.Platform;

public sealed class SimulatedRadioTests
{
    private static readonly byte[] Advert = Adverts.Tag(1);

    [Fact]
    public void Starting_the_stack_while_it_runs_is_found_out()
    {
        var advertising = new RadioBench();
        Start(advertising);
        Assert.Throws<InvalidOperationException>(() => advertising.Scanner.Start(new RecordingSink()));
        Assert.Throws<InvalidOperationException>(() => Start(advertising));
        var scanning = new RadioBench();
        scanning.Scanner.Start(new RecordingSink());
        Assert.Throws<InvalidOperationException>(() => Start(scanning));
    }

    [Fact]
    public void Replacing_an_advertisement_that_is_not_on_the_air_is_found_out()
    {
        var bench = new RadioBench();
        Assert.Throws<InvalidOperationException>(() => bench.Advertiser.Replace(Advert, Advert.Length));
        bench.Scanner.Start(new RecordingSink());
        Assert.Throws<InvalidOperationException>(() => bench.Advertiser.Replace(Advert, Advert.Length));
    }

    [Fact]
    public void Stopping_what_does_not_run_takes_no_time()
    {
        var bench = new RadioBench();
        bench.Advertiser.Stop();
        bench.Scanner.Stop();
        Assert.Equal(0, bench.Radio.BlockedUs);
    }

    [Fact]
    public void A_start_blocks_for_250_ms_on_average_and_is_never_twice_the_same()
    {
        var bench = new RadioBench();
        long[] starts = Enumerable.Range(0, 200).Select(_ => TimeStart(bench)).ToArray();
        Assert.All(starts, us => Assert.InRange(us, 146_000, 354_000));
        Assert.InRange(starts.Average(), 243_000, 257_000);
        Assert.True(starts.Distinct().Count() > 190);
    }

    [Fact]
    public void Stopping_blocks_as_long_as_the_profile_says()
    {
        var bench = new RadioBench();
        Start(bench);
        bench.Pass(600);
        bench.Advertiser.Stop();
        Assert.Equal((80_000, 27.0), (bench.Radio.BlockedUs, bench.Radio.BlockedMilliamps));
        bench.Pass();
        bench.Scanner.Start(new RecordingSink());
        Assert.Equal((86, 40), (bench.Radio.SteadyMilliamps, bench.Radio.BlockedMilliamps));
        bench.Pass(400);
        bench.Scanner.Stop();
        Assert.Equal((120_000, 0.0), (bench.Radio.BlockedUs, bench.Radio.SteadyMilliamps));
    }

    [Fact]
    public void An_advertisement_is_on_the_air_from_the_end_of_the_start_to_the_stop()
    {
        var bench = new RadioBench();
        bench.Pass(1000);
        Start(bench);
        long onAirUs = 1_000_000 + bench.Radio.BlockedUs;
        bench.Pass(600);
        bench.Advertiser.Stop();
        Burst burst = bench.Air.Transmitters[0].BurstAt(0);
        Assert.Equal((onAirUs, onAirUs + 600_000), (burst.StartUs, burst.EndUs));
        Assert.Equal(Advert, burst.Data.Take(burst.Length));
    }

    [Fact]
    public void A_replaced_advertisement_follows_without_a_gap_from_the_same_address()
    {
        var bench = new RadioBench();
        Start(bench);
        bench.Pass(300);
        bench.Advertiser.Replace(Adverts.Tag(2), Advert.Length);
        Burst next = bench.Air.Transmitters[0].BurstAt(0);
        Burst before = bench.Air.Transmitters[0].BurstAt(1);
        Assert.Equal((before.EndUs, before.Address), (next.StartUs, next.Address));
        Assert.Equal(Adverts.Tag(2), next.Data.Take(next.Length));
        Assert.Equal(bench.Loop.NowUs, next.StartUs);
    }

    [Fact]
    public void A_scan_reports_each_neighbour_once()
    {
        var bench = new RadioBench(senders: 3);
        bench.Air.SendAll(0);
        Assert.Equal(3, bench.Scan(400).UptimesMs.Count);
    }

    [Fact]
    public void Reports_are_handed_over_one_after_the_other()
    {
        var bench = new RadioBench(senders: 12, intervalUs: 200_000);
        bench.Air.SendAll(0);
        List<long> uptimes = bench.Scan(400).UptimesMs;
        Assert.True(uptimes.Count > 8);
        Assert.All(uptimes.Zip(uptimes.Skip(1)), pair => Assert.True(pair.Second - pair.First >= 7));
    }

    // 400 ms have room for 50 reports of 8 ms; at most 20 wait for their turn.
    [Fact]
    public void Of_200_senders_a_scan_hands_over_as_many_as_have_time()
    {
        Assert.InRange(ReportsOf200Senders(8), 44, 51);
        Assert.InRange(ReportsOf200Senders(20), 17, 21);
        Assert.InRange(ReportsOf200Senders(0.001), 90, 200);
    }

    [Fact]
    public void When_all_come_at_once_the_buffers_are_the_limit()
    {
        var bench = new RadioBench(senders: 300, profile => profile with { ReportMs = 40, ReportBuffers = 3 }, intervalUs: 5_000_000);
        for (int node = 1; node <= 300; node++)
        {
            bench.Air.Send(node, 500_000 + (node * 400));
        }

        // They come within 122 ms, one each 0.4 ms: four find the place free or a buffer, and some as it empties.
        Assert.InRange(bench.Scan(1500).UptimesMs.Count, 4, 8);
    }

    [Fact]
    public void Whatever_waits_when_the_scan_stops_is_lost()
    {
        var bench = new RadioBench(senders: 40, profile => profile with { ReportMs = 100 }, intervalUs: 200_000);
        bench.Air.SendAll(0);
        RecordingSink sink = bench.Scan(400);
        Assert.InRange(sink.UptimesMs.Count, 3, 4);
        Assert.All(sink.UptimesMs, uptime => Assert.True(uptime * 1000 < bench.Loop.NowUs));
        bench.Pass(1000);
        bench.Scanner.Stop();
        Assert.InRange(sink.UptimesMs.Count, 3, 4);
    }

    [Fact]
    public void A_scan_stopped_before_the_stack_was_up_reports_nothing()
    {
        var bench = new RadioBench(senders: 3);
        bench.Air.SendAll(0);
        var sink = new RecordingSink();
        bench.Scanner.Start(sink);
        bench.Loop.RunUntil(100_000);
        bench.Scanner.Stop();
        Assert.Empty(sink.UptimesMs);
    }

    [Fact]
    public void Power_that_goes_takes_the_scan_and_the_advertisement_with_it()
    {
        var bench = new RadioBench(senders: 3);
        bench.Air.SendAll(0);
        var sink = new RecordingSink();
        bench.Scanner.Start(sink);
        bench.Pass(400);
        bench.Radio.LosePower();
        bench.Scanner.Stop();
        Start(bench);
        bench.Pass(100);
        bench.Radio.LosePower();
        Assert.Empty(sink.UptimesMs);
        Assert.Equal((bench.Loop.NowUs, 0.0), (bench.Air.Transmitters[0].BurstAt(0).EndUs, bench.Radio.SteadyMilliamps));
    }

    [Fact]
    public void A_start_that_fails_takes_its_time_and_leaves_the_radio_off()
    {
        var bench = new RadioBench();
        bench.Radio.FailNextStarts = 1;
        Assert.False(bench.Advertiser.Start(Advert, Advert.Length));
        Assert.True(bench.Radio.BlockedUs > 100_000);
        Assert.Equal(0, bench.Air.Transmitters[0].BurstCount);
        Assert.True(bench.Scanner.Start(new RecordingSink()));
    }

    [Fact]
    public void A_port_can_be_made_to_throw_once()
    {
        var bench = new RadioBench();
        bench.Radio.ThrowNext = new TimeoutException();
        Assert.Throws<TimeoutException>(() => Start(bench));
        Start(bench);
    }

    [Fact]
    public void Only_reports_that_the_firmware_took_count_as_accepted()
    {
        var bench = new RadioBench(senders: 3);
        bench.Air.SendAll(0);
        var accepted = new List<int>();
        bench.Radio.OnAccepted = one => accepted.Add(one.Node);
        bench.Scan(400, hasRoom: false);
        Assert.Empty(accepted);
        bench.Scan(400);
        Assert.Equal([1, 2, 3], accepted.Order());
    }

    private static int ReportsOf200Senders(double reportMs)
    {
        var bench = new RadioBench(senders: 200, profile => profile with { ReportMs = reportMs }, intervalUs: 400_000);
        for (int node = 1; node <= 200; node++)
        {
            bench.Air.Send(node, node * 2_000);
        }

        bench.Pass(10_000);
        return bench.Scan(400).UptimesMs.Count;
    }

    private static void Start(RadioBench bench) => bench.Advertiser.Start(Advert, Advert.Length);

    private static long TimeStart(RadioBench bench)
    {
        Start(bench);
        long blockedUs = bench.Radio.BlockedUs;
        bench.Pass(1);
        bench.Advertiser.Stop();
        bench.Pass(1);
        return blockedUs;
    }
}
