using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Protocol.Sync;
using BluezoneTag.Tag.Contacts;
using BluezoneTag.Tag.Ports;
using BluezoneTag.Tag.Power;
using BluezoneTag.Tag.Storage;
using BluezoneTag.Tag.Supervision;

namespace BluezoneTag.Tag.Sync;

/// <summary>The replies that only tell (docs/protocol.md 8.6): status, counters, days, coverage, log. None names whom the tag met.</summary>
public sealed class Reports
{
    /// <summary>Version of this firmware: major x 65536 + minor x 256 + patch.</summary>
    public const int FirmwareVersion = 0x000100;

    private readonly SyncContext _context;

    /// <summary>Reports of the tag behind <paramref name="context"/>.</summary>
    public Reports(SyncContext context)
    {
        _context = context;
    }

    /// <summary>Cell, clock, versions.</summary>
    public void AddStatus(TagTime now, int leftSeconds, SyncReply reply)
    {
        StatusReport status = new StatusReport();
        status.Serial = _context.Identity.Serial;
        status.Firmware = FirmwareVersion;
        status.SyncVersion = SyncProtocol.Version;
        status.LogVersion = SegmentHeader.FormatVersion;
        status.RuleVersion = _context.Book.Sightings.Thresholds.RuleVersion;
        status.CellMillivolts = _context.Battery.Millivolts;
        status.ClockTrust = (int)_context.Timekeeper.TrustAt(now.UtcMs);
        status.ClockFlags = (now.IsUtcKnown ? StatusReport.FlagKnown : 0)
            | (_context.Timekeeper.IsChip ? StatusReport.FlagChip : 0)
            | (_context.Timekeeper.IsDoubted ? StatusReport.FlagDoubted : 0);
        status.ClockErrorMs = _context.Timekeeper.ErrorMs(now.UtcMs);
        status.UtcMs = now.UtcMs;
        status.LastSyncUtcMs = _context.Timekeeper.LastSyncUtcMs;
        status.UptimeSeconds = (uint)(now.UptimeMs / 1000);
        status.LeftSeconds = leftSeconds;
        status.SettingsVersion = _context.State.Settings.Version;
        status.Write(reply.Buffer, reply.Reserve(StatusReport.Length));
    }

    /// <summary>All counters.</summary>
    public void AddCounters(SyncReply reply)
    {
        reply.AddByte(TagCounters.Count);
        _context.Counters.Write(reply.Buffer, reply.Reserve(TagCounters.Length));
    }

    /// <summary>Contacts of the local day of <paramref name="now"/> and the 20 before it.</summary>
    public void AddDays(TagTime now, SyncReply reply)
    {
        int today = _context.Book.LocalDayOf(now.UtcMs);
        reply.AddUInt32((uint)today);
        for (int i = 0; i < DayCounts.Capacity; i++)
        {
            bool isDay = today - i > 0;
            reply.AddUInt16(isDay ? _context.Book.Days.GetTotal(today - i) : 0);
            reply.AddUInt16(isDay ? _context.Book.Days.GetClose(today - i) : 0);
        }
    }

    /// <summary>How well the tag listened.</summary>
    public void AddCoverage(SyncReply reply)
    {
        _context.Budget.Coverage.Write(reply.Buffer, reply.Reserve(CoverageLog.Length));
    }

    /// <summary>What the log holds and what is missing from it.</summary>
    public void AddLog(SyncReply reply)
    {
        SegmentIndex segments = _context.Log.Segments;
        uint oldest = 0;
        uint newest = 0;
        for (int i = 0; i < segments.Count; i++)
        {
            uint slot = segments.NewestSlotAt(i, _context.Log.Marks);
            oldest = oldest == 0 ? slot : oldest;
            newest = slot > newest ? slot : newest;
        }

        reply.AddByte(segments.Count);
        reply.AddUInt32(oldest);
        reply.AddUInt32(newest);
        reply.AddUInt32((uint)_context.Counters.Get(TagCounter.RecordsWritten));
        reply.AddUInt32((uint)_context.Counters.Get(TagCounter.RecordsLost));
        reply.AddUInt32((uint)_context.Counters.Get(TagCounter.RecordsOverQuota));
        reply.AddUInt32((uint)_context.Counters.Get(TagCounter.DamagedFiles));
        reply.AddUInt32((uint)_context.Counters.Get(TagCounter.RecordsRecovered));
    }
}
