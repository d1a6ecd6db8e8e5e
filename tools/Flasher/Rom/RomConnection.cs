using System;
using System.Buffers.Binary;
using System.Threading;
using BluezoneTag.Flasher.Links;

namespace BluezoneTag.Flasher.Rom;

/// <summary>
/// Requests and replies of the ROM loader over a link. Request: 00, op, u16 length, u32 checksum, data. Reply: 01, op,
/// u16 length, u32 value, data, the last four of which are status, error and two stale bytes.
/// </summary>
public sealed class RomConnection
{
    private const int HeaderLength = 8;
    private const int StatusLength = 4;
    private const int LongestReply = 256;
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(100);
    private readonly CancellationToken _cancellation;
    private readonly SlipDecoder _decoder = new(LongestReply);
    private readonly byte[] _received = new byte[512];
    private int _next;
    private int _count;

    /// <summary>Over <paramref name="link"/>, by <paramref name="clock"/>.</summary>
    public RomConnection(ISerialLink link, ILinkClock clock, CancellationToken cancellation)
    {
        Link = link;
        Clock = clock;
        _cancellation = cancellation;
    }

    /// <summary>The link below.</summary>
    public ISerialLink Link { get; }

    /// <summary>The time.</summary>
    public ILinkClock Clock { get; }

    /// <summary>
    /// Drops what came uninvited, sends a request and waits for its reply. Throws <see cref="RomException"/> for an error reply or
    /// none in time. Never sends anything twice: the ROM cannot bear it.
    /// </summary>
    public RomReply Execute(RomOpcode opcode, ReadOnlySpan<byte> data, uint checksum, TimeSpan timeout)
    {
        Discard();
        Link.Write(Slip.Encode(Request(opcode, data, checksum)));
        TimeSpan deadline = Clock.Elapsed + timeout;
        while (TryReadFrame(deadline))
        {
            RomReply? reply = Match(opcode, _decoder.Frame);
            if (reply != null)
            {
                return reply;
            }
        }

        throw RomException.NoReply(opcode);
    }

    /// <summary>Drops everything that comes until the line is silent for <paramref name="silence"/>, or for 500 ms in all.</summary>
    public void Drain(TimeSpan silence)
    {
        TimeSpan end = Clock.Elapsed + TimeSpan.FromMilliseconds(500);
        while (Clock.Elapsed < end && Link.Read(_received, silence) > 0)
        {
            _cancellation.ThrowIfCancellationRequested();
        }

        Discard();
    }

    private static byte[] Request(RomOpcode opcode, ReadOnlySpan<byte> data, uint checksum)
    {
        byte[] request = new byte[HeaderLength + data.Length];
        request[1] = (byte)opcode;
        BinaryPrimitives.WriteUInt16LittleEndian(request.AsSpan(2), (ushort)data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(request.AsSpan(4), checksum);
        data.CopyTo(request.AsSpan(HeaderLength));
        return request;
    }

    // Null: not the reply to this request. An unsupported request is answered with the opcode of the one before it, so another
    // opcode together with status 1, error 5 is an answer to us; any other one is stale.
    private static RomReply? Match(RomOpcode opcode, ReadOnlySpan<byte> frame)
    {
        if (frame.Length < HeaderLength + StatusLength
            || frame[0] != 1
            || BinaryPrimitives.ReadUInt16LittleEndian(frame[2..]) != frame.Length - HeaderLength)
        {
            return null;
        }

        byte status = frame[^StatusLength];
        byte error = frame[^(StatusLength - 1)];
        if (frame[1] != (byte)opcode)
        {
            return status == 1 && error == RomException.InvalidMessage ? throw RomException.Refused(opcode, error) : null;
        }

        // On success the error byte is left over from an earlier failure and means nothing.
        return status == 0
            ? new RomReply(BinaryPrimitives.ReadUInt32LittleEndian(frame[4..]), frame[HeaderLength..^StatusLength].ToArray())
            : throw RomException.Refused(opcode, error);
    }

    private void Discard()
    {
        Link.Discard();
        _decoder.Reset();
        _next = _count = 0;
    }

    private bool TryReadFrame(TimeSpan deadline)
    {
        while (true)
        {
            while (_next < _count)
            {
                if (_decoder.Push(_received[_next++]))
                {
                    return true;
                }
            }

            _cancellation.ThrowIfCancellationRequested();
            TimeSpan left = deadline - Clock.Elapsed;
            if (left <= TimeSpan.Zero)
            {
                return false;
            }

            _next = 0;
            _count = Link.Read(_received, left < Slice ? left : Slice);
        }
    }
}
