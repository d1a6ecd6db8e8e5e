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
        Live.Start(now.UptimeMs);
        Live.ReportCount = _queue.ReportCount;
        Live.DeviceCount = _queue.ReportCount - _queue.MalformedCount;
        Live.BluezoneCount = _queue.IPhoneCount + _queue.Count + _queue.DroppedCount;
        int count = _queue.Count;
        for (int i = 0; i < count; i++)
        {
            ProcessId(i, now);
        }

        _counters.Add(TagCounter.Reports, _queue.ReportCount);
        _counters.Add(TagCounter.DroppedReports, _queue.DroppedCount);
        _counters.Add(TagCounter.MalformedReports, _queue.MalformedCount);
        if (_queue.DroppedCount > 0 || _queue.ReportCount > StormReportCount)
        {
            _counters.Add(TagCounter.ReportStorms, 1);
        }

        _queue.Clear();
        return Live.BluezoneCount > 0;
    }

    private void ProcessId(int index, TagTime now)
    {
        int offset = _queue.OffsetOf(index);
        int rssiDbm = _queue.RssiDbmOf(index);
        bool isTag = _queue.IsTagOf(index);
        long uptimeMs = _queue.UptimeMsOf(index);
        long utcMs = now.UtcMs - (now.UptimeMs - uptimeMs);
        if (_thresholds.IsNear(rssiDbm, isTag))
        {
            Live.NearCount++;
            Live.NearPhoneCount += isTag ? 0 : 1;
        }

        _book.Record(utcMs, _queue.IdsOf(index), offset, rssiDbm, isTag);
        if (isTag)
        {
            _neighbours.Note(_queue.IdsOf(index), offset, _queue.HoursOf(index), uptimeMs, utcMs, _queue.IsPromptOf(index));
        }
    }
}
