using System;
using BluezoneTag.Protocol.Advertising;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.Platform;
using BluezoneTag.Tag.Contacts;
using BluezoneTag.Tag.Ports;
using BluezoneTag.Tag.Scanning;
using BluezoneTag.Tag.Scheduling;
using BluezoneTag.Tag.Storage;
using BluezoneTag.Tag.Supervision;
using Xunit;

namespace BluezoneTag.Tag.Tests.Scanning;

public sealed class ScanProcessorTests
{
    private const int VietnamMinutes = 420;

    // 2020-08-03 16:58:00 UTC: two minutes before midnight in Vietnam.
    private const long BeforeMidnightUtcMs = 1596473880000;

    private static readonly byte[] IPhone =
        [2, 1, 6, 17, 7, 0x67, 0xA6, 0x07, 0xAD, 0xD1, 0x17, 0x2F, 0xA1, 0xC4, 0x4B, 0xF5, 0x73, 0x56, 0x4E, 0, 0];

    private readonly ReportQueue _queue = new();
    private readonly TagCounters _counters = new();
    private readonly ContactBook _book;
    private readonly ScanProcessor _scans;
    private readonly TagTime _now = new() { UptimeMs = 1000000, UtcMs = BeforeMidnightUtcMs, IsUtcKnown = true };

    public ScanProcessorTests()
    {
        var hardware = new TagHardware(new Battery(1000, 1), 1);
        var log = new ContactLog(new SimulatedFlash(), hardware, new LogCipher(hardware, new byte[32]), _counters);
        log.Open();
        _book = new ContactBook(log, _counters, VietnamMinutes, 1);
        var identifier = new RollingIdentifier(new byte[32], 0, 0);
        var pair = new LonePair();
        var phase = new GridPhase();
        var planner = new SlotPlanner(identifier, pair, phase, _book.Sightings);
        _scans = new ScanProcessor(_queue, _book, new Neighbourhood(pair, phase, planner, identifier), _counters);
    }

    [Fact]
    public void The_live_counts_are_those_of_the_app()
    {
        HearTag(1, -50);
        HearTag(2, -70);
        HearPhone(3, -62);
        HearPhone(4, -64);
        Hear(IPhone, -40);
        Hear([2, 1, 6], -40);
        Hear([30, 0xFF], -40);
        Assert.True(_scans.Process(_now));
        LiveCounts live = _scans.Live;
        Assert.Equal((6, 5, 2, 4), (live.DeviceCount, live.BluezoneCount, live.NearCount, live.OtherCount));
        Assert.Equal(1, _counters.Get(TagCounter.MalformedReports));
    }

    [Fact]
    public void Strangers_are_no_company()
    {
        Hear([2, 1, 6], -40);
        Assert.False(_scans.Process(_now));
    }

    [Fact]
    public void A_report_counts_for_the_slot_in_which_it_was_heard()
    {
        _now.UtcMs = SlotTime.StartOfSlot(SlotTime.SlotNumber(BeforeMidnightUtcMs) + 1) + 500;
        HearTag(1, -50, _now.UptimeMs - 1000);
        HearTag(2, -50, _now.UptimeMs);
        _scans.Process(_now);
        Assert.Equal(1, _book.Sightings.Count);
        Assert.Equal(1, _counters.Get(TagCounter.RecordsWritten));
    }

    [Fact]
    public void The_day_changes_at_midnight_in_vietnam_and_not_in_utc()
    {
        int day = _book.LocalDayOf(BeforeMidnightUtcMs);
        MeetTwice(1);
        _now.UtcMs += 5 * 60000;
        MeetTwice(2);
        MeetTwice(3);
        _book.Flush();
        Assert.Equal((1, 1), (_book.Days.GetTotal(day), _book.Days.GetClose(day)));
        Assert.Equal((2, 2), (_book.Days.GetTotal(day + 1), _book.Days.GetClose(day + 1)));
    }

    [Fact]
    public void One_near_sighting_alone_is_no_close_contact()
    {
        HearTag(1, -50);
        _scans.Process(_now);
        _book.Flush();
        int day = _book.LocalDayOf(BeforeMidnightUtcMs);
        Assert.Equal((1, 0), (_book.Days.GetTotal(day), _book.Days.GetClose(day)));
    }

    [Fact]
    public void Processing_a_full_queue_allocates_nothing()
    {
        Fill();
        _scans.Process(_now);
        Fill();
        long before = GC.GetAllocatedBytesForCurrentThread();
        _scans.Process(_now);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private void Fill()
    {
        for (int i = 0; i < ReportQueue.Capacity; i++)
        {
            HearTag(i, -60);
        }
    }

    private void MeetTwice(int who)
    {
        HearTag(who, -50);
        _scans.Process(_now);
        _now.UptimeMs += 20000;
        _now.UtcMs += 20000;
        HearTag(who, -50);
        _scans.Process(_now);
    }

    private void HearTag(int who, int rssiDbm, long uptimeMs = 0)
    {
        byte[] data = new byte[31];
        int length = AdvertisementBuilder.Build(data, Noise.Bytes(12, 3, who), 0, 5);
        _queue.OnReport(data, 0, length, rssiDbm, uptimeMs == 0 ? _now.UptimeMs : uptimeMs);
    }

    private void HearPhone(int who, int rssiDbm)
    {
        byte[] data = new byte[31];
        int length = AdvertisementBuilder.Build(data, Noise.Bytes(12, 3, who), 0, 5);
        _queue.OnReport(data, 0, length - 5, rssiDbm, _now.UptimeMs);
    }

    private void Hear(byte[] data, int rssiDbm) => _queue.OnReport(data, 0, data.Length, rssiDbm, _now.UptimeMs);
}
