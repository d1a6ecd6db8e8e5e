using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Protocol.Advertising;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Simulator.Air;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.Phones;
using BluezoneTag.Simulator.Tests.Support;
using Xunit;

namespace BluezoneTag.Simulator.Tests.Phones;

public sealed class AndroidPhoneTests
{
    private const long StartUtcMs = 1_596_456_420_000;
    private const long HourUs = 3_600_000_000;
    private const int TagNode = 1;

    [Fact]
    public void It_advertises_15_s_and_is_silent_15_s()
    {
        Bench bench = new();
        bench.Loop.RunUntil(HourUs);
        Assert.InRange(bench.RunStartsUs.Count, 119, 120);
        Assert.All(bench.RunStartsUs.Zip(bench.RunStartsUs.Skip(1)), pair => Assert.Equal(30_000_000, pair.Second - pair.First));
        Burst[] kept = Enumerable.Range(1, 7).Select(bench.Air.Transmitters[0].BurstAt).ToArray();
        Assert.All(kept, burst => Assert.Equal(15_000_000, burst.EndUs - burst.StartUs));
    }

    [Fact]
    public void While_it_advertises_an_event_comes_each_100_to_110_ms()
    {
        Bench bench = new();
        bench.Loop.RunUntil(120_000_000);
        bench.Air.Transmitters[0].BurstAt(1).FindEvents(0, HourUs, out int first, out int end);
        Assert.InRange(end - first, 136, 150);
    }

    [Fact]
    public void Each_run_has_a_new_address()
    {
        Bench bench = new();
        var addresses = new HashSet<ulong>();
        bench.Phone.OnAdvertising += (_, _, _) => addresses.Add(bench.Air.Transmitters[0].BurstAt(0).Address);
        bench.Loop.RunUntil(HourUs);
        Assert.Equal(bench.RunStartsUs.Count, addresses.Count);
    }

    [Fact]
    public void What_it_sends_is_read_as_a_phone_with_an_id()
    {
        Bench bench = new();
        bench.Loop.RunUntil(60_000_000);
        Burst burst = bench.Air.Transmitters[0].BurstAt(0);
        var parser = new AdvertisementParser();
        Assert.Equal(AdvertisementKind.Bluezone, parser.Parse(burst.Data, 0, burst.Length));
        Assert.False(parser.IsTag);
    }

    [Fact]
    public void The_id_is_that_of_the_start_of_the_run_and_goes_stale_at_a_quarter_hour()
    {
        Bench probe = new();
        probe.Loop.RunUntil(31_000_000);
        long quarterUtcMs = SlotTime.StartOfSlot(SlotTime.SlotNumber(StartUtcMs) + 1);
        Bench bench = new(quarterUtcMs - 5_000 - (probe.RunStartsUs[0] / 1000));
        bench.Loop.RunUntil(probe.RunStartsUs[0] + 14_000_000);
        string stale = bench.Ids[^1];
        Assert.Single(bench.Ids);
        bench.Loop.RunUntil(probe.RunStartsUs[0] + 31_000_000);
        Assert.NotEqual(stale, bench.Ids[^1]);
        Assert.Equal(long.MaxValue, bench.Air.Transmitters[0].BurstAt(0).EndUs);
        Assert.Equal(15_000_000, bench.Air.Transmitters[0].BurstAt(1).EndUs - bench.Air.Transmitters[0].BurstAt(1).StartUs);
    }

    [Fact]
    public void The_id_changes_once_in_a_quarter_hour()
    {
        Bench bench = new();
        bench.Loop.RunUntil(4 * HourUs);
        Assert.InRange(bench.Ids.Distinct().Count(), 16, 17);
        int FirstRunOfSlot(long us) => bench.RunStartsUs.FindIndex(one => SlotOf(one) == SlotOf(us));
        Assert.All(bench.Ids.Zip(bench.RunStartsUs), run => Assert.Equal(run.First, bench.Ids[FirstRunOfSlot(run.Second)]));
    }

    [Fact]
    public void It_scans_40_s_of_300_s()
    {
        Bench bench = new();
        bench.Loop.RunUntil(2 * HourUs);
        Assert.InRange(bench.Scans.Count, 23, 24);
        Assert.All(bench.Scans, scan => Assert.Equal(40_000_000, scan.ToUs - scan.FromUs));
        Assert.All(bench.Scans.Zip(bench.Scans.Skip(1)), pair => Assert.Equal(300_000_000, pair.Second.FromUs - pair.First.FromUs));
        Assert.Equal(bench.Scans.Count, bench.Phone.ScanCount);
    }

    [Fact]
    public void Every_second_scan_is_delivered_in_batches_of_ten_seconds()
    {
        Bench bench = new();
        bench.SendTag();
        bench.Loop.RunUntil(2 * HourUs);
        long[][] lagsMs = bench.Scans.Select(bench.LagsMs).ToArray();
        Assert.All(lagsMs.Where((_, scan) => scan % 2 == 1), lags => Assert.Equal([10_000, 20_000, 30_000, 40_000], lags.Select(RoundedToSteps)));
        Assert.All(lagsMs.Where((_, scan) => scan % 2 == 0), lags => Assert.InRange(lags.Length, 7, 8));
    }

    [Fact]
    public void Rows_of_one_id_are_five_seconds_apart_or_more()
    {
        Bench bench = new();
        bench.SendTag();
        bench.Loop.RunUntil(2 * HourUs);
        List<PhoneRow> rows = bench.Phone.Rows;
        Assert.True(rows.Count > 100);
        Assert.All(rows, row => Assert.Equal(TagNode, row.Node));
        Assert.All(rows.Zip(rows.Skip(1)), pair => Assert.True(pair.Second.UtcMs - pair.First.UtcMs >= 5_000));
        Assert.Equal(rows.OrderBy(row => row.UtcMs), rows);
    }

    [Fact]
    public void Two_ids_have_rows_of_their_own()
    {
        Bench bench = new(senders: 2);
        bench.SendTag();
        bench.Air.Transmitters[2].Begin(0, 2, Adverts.Tag(2), AdvertisementBuilder.Length);
        bench.Loop.RunUntil(HourUs);
        Assert.Equal([1, 2], bench.Phone.Rows.Select(row => row.Node).Distinct().Order());
        Assert.All(bench.Phone.Rows.CountBy(row => row.Node), sender => Assert.InRange(sender.Value, 60, 80));
    }

    [Fact]
    public void What_carries_no_id_is_not_stored()
    {
        Bench bench = new(senders: 2);
        bench.Air.Transmitters[1].Begin(0, 1, Adverts.BluezoneWithoutId, Adverts.BluezoneWithoutId.Length);
        bench.Air.Send(2, 0);
        bench.Loop.RunUntil(HourUs);
        Assert.NotEmpty(bench.Scans);
        Assert.Empty(bench.Phone.Rows);
    }

    [Fact]
    public void Phones_do_not_keep_step()
    {
        Assert.Equal(20, Enumerable.Range(1, 20).Select(seed => new Bench(seed: (ulong)seed).Phone.FirstActUs).Distinct().Count());
    }

    // The start of the scan has been rounded to milliseconds.
    private static long RoundedToSteps(long lagMs) => lagMs % 1_000 <= 1 ? lagMs / 1_000 * 1_000 : lagMs;

    private static int SlotOf(long us) => SlotTime.SlotNumber(StartUtcMs + (us / 1000));

    /// <summary>A phone, node 0, with what it did.</summary>
    private sealed class Bench
    {
        private readonly long _startUtcMs;

        public Bench(long startUtcMs = StartUtcMs, int senders = 1, ulong seed = 1)
        {
            _startUtcMs = startUtcMs;
            Air = new AirBench(senders, seed: seed);
            var transmitter = new Transmitter(0, AndroidPhone.AdvertisingIntervalUs, seed);
            Air.Transmitters[0] = transmitter;
            Phone = new AndroidPhone(Air.Medium, transmitter, startUtcMs, seed)
            {
                OnAdvertising = (data, length, us) =>
                {
                    RunStartsUs.Add(us);
                    Ids.Add(string.Join(' ', data.Take(length)));
                },
                OnScan = (fromUs, toUs) => Scans.Add((fromUs, toUs)),
            };
            Loop.Add(Phone, Phone.FirstActUs);
        }

        public EventLoop Loop { get; } = new();

        public AirBench Air { get; }

        public AndroidPhone Phone { get; }

        public List<long> RunStartsUs { get; } = new();

        public List<string> Ids { get; } = new();

        public List<(long FromUs, long ToUs)> Scans { get; } = new();

        /// <summary>A tag that is always on the air.</summary>
        public void SendTag() => Air.Transmitters[TagNode].Begin(0, TagNode, Adverts.Tag(TagNode), AdvertisementBuilder.Length);

        /// <summary>Rows of one scan, milliseconds after its start.</summary>
        public long[] LagsMs((long FromUs, long ToUs) scan) => Phone.Rows
            .Select(row => row.UtcMs - _startUtcMs - (scan.FromUs / 1000))
            .Where(lag => lag >= 0 && lag <= 40_001)
            .ToArray();
    }
}
