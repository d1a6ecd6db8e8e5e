using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Exposure;
using BluezoneTag.Protocol.Sync;

namespace BluezoneTag.Tag.Sync;

/// <summary>
/// Carries an exposure list to the check, each chunk once and in order (docs/protocol.md 8.6), and says with each answer which chunk the
/// check wants next. What of a list has come outlives link, window and restart: the client begins it again with the same header and goes on.
/// </summary>
public sealed class ListDesk
{
    private const int ChunkHeaderLength = 2;

    private readonly SyncContext _context;
    private bool _isUnderWay;
    private bool _isFlushed;

    /// <summary>No list yet.</summary>
    public ListDesk(SyncContext context)
    {
        _context = context;
    }

    /// <summary>Begins a list, or goes on with the one that has this header.</summary>
    public SyncStatus Begin(byte[] body, int offset, int length, SyncReply reply)
    {
        if (_context.Exposure == null)
        {
            return SyncStatus.NotSupported;
        }

        if (length == 0)
        {
            return SyncStatus.Malformed;
        }

        if (!_isFlushed)
        {
            // Once is enough: the radio rests while the window is open.
            _context.Host.Flush();
            _isFlushed = true;
        }

        ExposureStatus code = _context.Exposure.Begin(body, offset, length);
        _isUnderWay = StatusOf(code) == SyncStatus.Ok;
        return Answer(code, reply);
    }

    /// <summary>Takes a chunk; one that the check has already is a repeat and does nothing.</summary>
    public SyncStatus Chunk(byte[] body, int offset, int length, SyncReply reply)
    {
        if (length <= ChunkHeaderLength)
        {
            return SyncStatus.Malformed;
        }

        if (!_isUnderWay)
        {
            return Answer(ExposureStatus.NotBegun, reply);
        }

        int number = LittleEndian.ReadUInt16(body, offset);
        int wanted = _context.Exposure.NextChunk;
        if (number != wanted)
        {
            return Answer(number < wanted ? ExposureStatus.Taken : ExposureStatus.WrongChunk, reply);
        }

        return Answer(_context.Exposure.Chunk(body, offset + ChunkHeaderLength, length - ChunkHeaderLength), reply);
    }

    /// <summary>Gives the verdict, which may say that the check is still going on.</summary>
    public SyncStatus Verdict(SyncReply reply)
    {
        if (_context.Exposure == null)
        {
            return SyncStatus.NotSupported;
        }

        int start = reply.Reserve(ExposureVerdict.Length);
        _context.Exposure.WriteVerdict(reply.Buffer, start);
        switch ((ExposureState)reply.Buffer[start + ExposureVerdict.StateOffset])
        {
            case ExposureState.None:
                return SyncStatus.OutOfOrder;
            case ExposureState.Receiving:
                return SyncStatus.Incomplete;
            default:
                return SyncStatus.Ok;
        }
    }

    private static SyncStatus StatusOf(ExposureStatus code)
    {
        switch (code)
        {
            case ExposureStatus.Taken:
            case ExposureStatus.Complete:
            case ExposureStatus.AlreadyChecked:
                return SyncStatus.Ok;
            case ExposureStatus.NoTime:
                return SyncStatus.NoTime;
            case ExposureStatus.Busy:
            case ExposureStatus.TooMuchToday:
                return SyncStatus.Later;
            case ExposureStatus.NotBegun:
            case ExposureStatus.WrongChunk:
                return SyncStatus.OutOfOrder;
            case ExposureStatus.StorageFailed:
                return SyncStatus.Storage;
            default:
                return SyncStatus.ListRefused;
        }
    }

    private SyncStatus Answer(ExposureStatus code, SyncReply reply)
    {
        reply.AddUInt16(_isUnderWay ? _context.Exposure.NextChunk : 0);
        reply.AddByte((int)code);
        return StatusOf(code);
    }
}
