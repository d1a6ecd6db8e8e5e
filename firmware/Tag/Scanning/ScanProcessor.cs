using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Tag.Contacts;
using BluezoneTag.Tag.Ports;
using BluezoneTag.Tag.Scheduling;
using BluezoneTag.Tag.Supervision;

namespace BluezoneTag.Tag.Scanning;

/// <summary>Turns the reports of one scan into sightings and counts, after the radio has been switched off.</summary>
public sealed class ScanProcessor
{
    /// <summary>More reports than this in one scan are called a storm and counted: no crowd sends as many.</summary>
    public const int StormReportCount = 150;

    private readonly ReportQueue _queue;
    private readonly ContactBook _book;
    private readonly Neighbourhood _neighbours;
    private readonly NearThresholds _thresholds;
    private readonly TagCounters _counters;

    /// <summary>Reads <paramref name="queue"/>; writes <paramref name="book"/>, <paramref name="neighbours"/> and <paramref name="counters"/>.</summary>
    public ScanProcessor(ReportQueue queue, ContactBook book, Neighbourhood neighbours, TagCounters counters)
    {
        _queue = queue;
        _book = book;
        _neighbours = neighbours;
        _thresholds = book.Sightings.Thresholds;
        _counters = counters;
    }

    /// <summary>What the latest scan heard.</summary>
    public LiveCounts Live { get; } = new LiveCounts();

    /// <summary>
    /// Takes all reports out of the queue. True when one of them was Bluezone: the wearer has company. Each report is
    /// dated by its own uptime, so that a sighting lands in the slot in which it was heard.
    /// </summary>
    public bool Process(TagTime now)
    {
        LiveCounts live = Live;
        int count = _queue.Count;
        int reports = _queue.ReportCount;
        int dropped = _queue.DroppedCount;
        live.Start(now.UptimeMs);
        live.ReportCount = reports;
        live.DeviceCount = reports - _queue.MalformedCount;
        live.BluezoneCount = _queue.IPhoneCount + count + dropped;
        int left = count * ReportQueue.EntryLength;
        for (int number = 0; left > 0; number++)
        {
            byte[] block = _queue.BlockOf(number);
            int end = left < ReportQueue.BlockLength ? left : ReportQueue.BlockLength;
            for (int entry = 0; entry < end; entry += ReportQueue.EntryLength)
            {
                ProcessId(block, entry, now);
            }

            left -= end;
        }

        _counters.Add(TagCounter.Reports, reports);
        _counters.Add(TagCounter.DroppedReports, dropped);
        _counters.Add(TagCounter.MalformedReports, _queue.MalformedCount);
        if (dropped > 0 || reports > StormReportCount)
        {
            _counters.Add(TagCounter.ReportStorms, 1);
        }

        _queue.Clear();
        return live.BluezoneCount > 0;
    }

    private void ProcessId(byte[] block, int entry, TagTime now)
    {
        int rssiDbm = (sbyte)block[entry + ReportQueue.RssiOffset];
        int flags = block[entry + ReportQueue.FlagsOffset];
        bool isTag = (flags & ReportQueue.TagFlag) != 0;
        long uptimeMs = _queue.UptimeMsOf(block, entry);
        long utcMs = now.UtcMs - (now.UptimeMs - uptimeMs);
        if (_thresholds.IsNear(rssiDbm, isTag))
        {
            Live.NearCount++;
            Live.NearPhoneCount += isTag ? 0 : 1;
        }

        _book.Record(utcMs, block, entry, rssiDbm, isTag);
        if (isTag)
        {
            _neighbours.Note(block, entry, block[entry + ReportQueue.HoursOffset], uptimeMs, utcMs, (flags & ReportQueue.PromptFlag) != 0);
        }
    }
}
