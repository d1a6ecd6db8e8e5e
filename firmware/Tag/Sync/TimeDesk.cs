using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Sync;
using BluezoneTag.Tag.Ports;

namespace BluezoneTag.Tag.Sync;

/// <summary>
/// Mark and Set time (docs/protocol.md 8.6): the client says what time it was when the tag took the mark, so that neither a repeat
/// nor a delay makes the time wrong by more than it says.
/// </summary>
public sealed class TimeDesk
{
    private const int SetLength = 13;
    private const int MaxErrorMs = 2000;
    private const int MaxMarkAgeMs = 10000;

    // 2020-01-01 and 2100-01-01.
    private const long EarliestUtcMs = 1577836800000;
    private const long LatestUtcMs = 4102444800000;

    private readonly SyncContext _context;
    private long _markMs;
    private int _mark;
    private bool _hasMark;

    /// <summary>No mark yet.</summary>
    public TimeDesk(SyncContext context)
    {
        _context = context;
    }

    /// <summary>Forgets the mark: another session.</summary>
    public void Reset()
    {
        _hasMark = false;
    }

    /// <summary>Takes a mark at this moment.</summary>
    public void Mark(TagTime now, SyncReply reply)
    {
        _mark = (_mark + 1) & 0xFF;
        _markMs = now.UptimeMs;
        _hasMark = true;
        reply.AddByte(_mark);
        reply.AddInt64(_markMs);
    }

    /// <summary>Sets the clock by the last mark, which is used up.</summary>
    public SyncStatus Set(TagTime now, byte[] body, int offset, int length, SyncReply reply)
    {
        if (length != SetLength)
        {
            return SyncStatus.Malformed;
        }

        if (!_hasMark || body[offset] != _mark || now.UptimeMs - _markMs > MaxMarkAgeMs)
        {
            return SyncStatus.OutOfOrder;
        }

        long utcMs = LittleEndian.ReadInt64(body, offset + 1);
        uint errorMs = LittleEndian.ReadUInt32(body, offset + 9);
        if (errorMs > MaxErrorMs)
        {
            return SyncStatus.TooVague;
        }

        if (utcMs < EarliestUtcMs || utcMs >= LatestUtcMs)
        {
            return SyncStatus.OutOfRange;
        }

        _hasMark = false;
        long utcNowMs = utcMs + now.UptimeMs - _markMs;
        reply.AddInt64(now.IsUtcKnown ? utcNowMs - now.UtcMs : 0);
        _context.Host.SetUtc(now, utcNowMs, (int)errorMs);
        return SyncStatus.Ok;
    }
}
