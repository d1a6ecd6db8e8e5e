using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Sync;

namespace BluezoneTag.Tag.Sync;

/// <summary>
/// Carries an exposure list to whoever checks it, each chunk once and in order (docs/protocol.md 8.6). The list outlives a lost
/// link, but not its window: the client begins it again with the same header and is told where to go on.
/// </summary>
public sealed class ListDesk
{
    /// <summary>Bytes of a verdict at most.</summary>
    public const int MaxVerdictLength = 64;

    private const int ChunkHeaderLength = 2;
    private const int MaxChunks = 65535;

    private readonly SyncContext _context;
    private uint _header;
    private int _next;
    private bool _isUnderWay;

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

        uint header = Crc32.Compute(body, offset, length);
        if (!_isUnderWay || header != _header)
        {
            _next = 0;
            _header = header;
            _context.Host.Flush();
            _isUnderWay = _context.Exposure.Begin(body, offset, length);
        }

        reply.AddUInt16(_next);
        return _isUnderWay ? SyncStatus.Ok : SyncStatus.ListRefused;
    }

    /// <summary>Takes a chunk; the one before the wanted one is a repeat and does nothing.</summary>
    public SyncStatus Chunk(byte[] body, int offset, int length, SyncReply reply)
    {
        if (length <= ChunkHeaderLength)
        {
            return SyncStatus.Malformed;
        }

        int number = LittleEndian.ReadUInt16(body, offset);
        bool isNext = number == _next && _next < MaxChunks;
        if (!_isUnderWay || (!isNext && number != _next - 1))
        {
            reply.AddUInt16(_next);
            return SyncStatus.OutOfOrder;
        }

        if (isNext)
        {
            if (!_context.Exposure.Chunk(body, offset + ChunkHeaderLength, length - ChunkHeaderLength))
            {
                _isUnderWay = false;
                return SyncStatus.ListRefused;
            }

            _next++;
        }

        reply.AddUInt16(_next);
        return SyncStatus.Ok;
    }

    /// <summary>
    /// Gives the verdict. It stays, and so does the list until the window closes: an answer that was lost can be asked for again.
    /// </summary>
    public SyncStatus Verdict(SyncReply reply)
    {
        if (_context.Exposure == null)
        {
            return SyncStatus.NotSupported;
        }

        byte[] verdict = _context.Exposure.Verdict;
        if (verdict == null)
        {
            return _isUnderWay ? SyncStatus.Incomplete : SyncStatus.OutOfOrder;
        }

        reply.AddBytes(verdict, 0, verdict.Length < MaxVerdictLength ? verdict.Length : MaxVerdictLength);
        return SyncStatus.Ok;
    }
}
