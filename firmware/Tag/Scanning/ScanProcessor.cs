using BluezoneTag.Protocol.Advertising;
using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Tag.Contacts;
using BluezoneTag.Tag.Ports;
using BluezoneTag.Tag.Supervision;

namespace BluezoneTag.Tag.Scanning;

/// <summary>Turns the reports of one scan into sightings and counts, after the radio has been switched off.</summary>
public sealed class ScanProcessor
{
    /// <summary>More reports than this in one scan are called a storm and counted; nothing else changes.</summary>
    public const int StormReportCount = 60;

    private readonly ReportQueue _queue;
    private readonly ContactBook _book;
    private readonly NearThresholds _thresholds;
    private readonly TagCounters _counters;
    private readonly AdvertisementParser _parser = new AdvertisementParser();

    /// <summary>Reads <paramref name="queue"/>, writes <paramref name="book"/> and <paramref name="counters"/>.</summary>
    public ScanProcessor(ReportQueue queue, ContactBook book, TagCounters counters)
    {
        _queue = queue;
        _book = book;
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
        int count = _queue.Count;
        for (int i = 0; i < count; i++)
        {
            ProcessReport(i, now.UtcMs - (now.UptimeMs - _queue.UptimeMsOf(i)));
        }

        int dropped = _queue.DroppedCount;
        _counters.Add(TagCounter.Reports, count);
        _counters.Add(TagCounter.DroppedReports, dropped);
        if (dropped > 0 || count > StormReportCount)
        {
            _counters.Add(TagCounter.ReportStorms, 1);
        }

        _queue.Clear();
        return Live.BluezoneCount > 0;
    }

    private void ProcessReport(int index, long utcMs)
    {
        int rssiDbm = _queue.RssiDbmOf(index);
        AdvertisementKind kind = _parser.Parse(_queue.Data, _queue.OffsetOf(index), _queue.LengthOf(index));
        if (kind == AdvertisementKind.Malformed)
        {
            _counters.Add(TagCounter.MalformedReports, 1);
            return;
        }

        Live.DeviceCount++;
        if (kind == AdvertisementKind.IPhone)
        {
            Live.BluezoneCount++;
        }
        else if (kind == AdvertisementKind.Bluezone)
        {
            Live.BluezoneCount++;
            Live.NearCount += _thresholds.IsNear(rssiDbm, _parser.IsTag) ? 1 : 0;
            _book.Record(utcMs, _queue.Data, _parser.IdOffset, rssiDbm, _parser.IsTag);
        }
    }
}
