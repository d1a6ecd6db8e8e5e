using System;
using System.Linq;
using BluezoneTag.Protocol.Advertising;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Tag.Scanning;
using Xunit;

namespace BluezoneTag.Tag.Tests.Scanning;

public sealed class ReportQueueTests
{
    private const long StartMs = 5_000_000_000;
    private const int ReportsOfScan = 460;

    private readonly ReportQueue _queue = new();
    private readonly byte[] _data = new byte[AdvertisingData.MaxLength];

    [Fact]
    public void A_report_that_follows_another_closely_is_not_prompt()
    {
        Hear(1, StartMs);
        Hear(2, StartMs + ReportQueue.PromptGapMs - 1);
        Hear(3, StartMs + (2 * ReportQueue.PromptGapMs) - 1);
        Hear(4, StartMs + (2 * ReportQueue.PromptGapMs) + 7);
        Assert.Equal([true, false, true, false], Enumerable.Range(0, 4).Select(index => At(index).IsPrompt));
    }

    [Fact]
    public void Strangers_delay_the_handler_too()
    {
        _queue.OnReport([2, 1, 6], 0, 3, -50, StartMs);
        Hear(1, StartMs + 8);
        Assert.False(At(0).IsPrompt);
    }

    [Fact]
    public void What_was_heard_is_what_is_held()
    {
        Hear(1, StartMs, hours: 7, rssiDbm: -61);
        Hear(2, StartMs + 1000, hours: 200, rssiDbm: -200);
        Hear(3, StartMs + 60000, rssiDbm: 20);
        Assert.Equal(3, _queue.Count);
        Assert.Equal((7, -61, true, StartMs), (At(0).Hours, At(0).RssiDbm, At(0).IsTag, At(0).UptimeMs));
        Assert.Equal((200, -128, StartMs + 1000), (At(1).Hours, At(1).RssiDbm, At(1).UptimeMs));
        Assert.Equal(0, At(2).RssiDbm);
        Assert.Equal(Noise.Bytes(12, 3, 2), At(1).Id);
    }

    [Fact]
    public void What_does_not_fit_is_dropped_and_counted()
    {
        for (int i = 0; i < ReportQueue.Capacity; i++)
        {
            Assert.True(Hear(i, StartMs));
        }

        Assert.False(Hear(-1, StartMs));
        Assert.False(Hear(-2, StartMs));
        Assert.Equal((ReportQueue.Capacity, 2, ReportQueue.Capacity + 2), (_queue.Count, _queue.DroppedCount, _queue.ReportCount));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(65536)]
    public void A_report_whose_time_cannot_be_kept_is_dropped(int afterMs)
    {
        Hear(1, StartMs);
        Assert.False(Hear(2, StartMs + afterMs));
        Assert.Equal(1, _queue.DroppedCount);
    }

    [Fact]
    public void Everything_is_counted_by_its_kind_and_cleared()
    {
        Hear(1, StartMs);
        _queue.OnReport([2, 1, 6], 0, 3, -50, StartMs);
        _queue.OnReport([30, 0xFF], 0, 2, -50, StartMs);
        Assert.Equal((3, 1, 0, 1, 0), (_queue.ReportCount, _queue.Count, _queue.DroppedCount, _queue.MalformedCount, _queue.IPhoneCount));
        _queue.Clear();
        Assert.Equal((0, 0, 0, 0, 0), (_queue.ReportCount, _queue.Count, _queue.DroppedCount, _queue.MalformedCount, _queue.IPhoneCount));
    }

    [Fact]
    public void An_hour_of_a_storm_takes_memory_for_what_each_scan_holds_and_keeps_none()
    {
        const int Scans = (3_600_000 / ReportsOfScan) + 1;
        Storm(1000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Storm(3_600_000);

        // Eight arrays of 16 ids, 17 bytes each, and what an array costs on this machine; nothing for the hundreds dropped.
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / Scans, 0, 8 * (272 + 32));
        _queue.Clear();
        Assert.Null(_queue.BlockOf(0));
    }

    private Entry At(int index)
    {
        byte[] block = _queue.BlockOf(index * ReportQueue.EntryLength / ReportQueue.BlockLength);
        int entry = index * ReportQueue.EntryLength % ReportQueue.BlockLength;
        int flags = block[entry + ReportQueue.FlagsOffset];
        return new Entry(
            block[entry..(entry + 12)],
            block[entry + ReportQueue.HoursOffset],
            (sbyte)block[entry + ReportQueue.RssiOffset],
            (flags & ReportQueue.TagFlag) != 0,
            (flags & ReportQueue.PromptFlag) != 0,
            _queue.UptimeMsOf(block, entry));
    }

    // A thousand a second, scans of 460 reports, each with an id of its own.
    private void Storm(int count)
    {
        int length = AdvertisementBuilder.Build(_data, Noise.Bytes(12, 3, 1), 0, 5);
        for (int i = 0; i < count; i++)
        {
            _data[11] = (byte)i;
            _data[12] = (byte)(i >> 8);
            _data[13] = (byte)(i >> 16);
            _queue.OnReport(_data, 0, length, -40, StartMs + i);
            if (i % ReportsOfScan == ReportsOfScan - 1)
            {
                _queue.Clear();
            }
        }
    }

    private bool Hear(int who, long uptimeMs, int hours = 5, int rssiDbm = -50)
    {
        int length = AdvertisementBuilder.Build(_data, Noise.Bytes(12, 3, who), 0, hours);
        return _queue.OnReport(_data, 0, length, rssiDbm, uptimeMs);
    }

    private sealed record Entry(byte[] Id, int Hours, int RssiDbm, bool IsTag, bool IsPrompt, long UptimeMs);
}
