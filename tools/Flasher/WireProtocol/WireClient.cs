using System;
using System.Buffers.Binary;
using System.Threading;
using BluezoneTag.Flasher.Links;

namespace BluezoneTag.Flasher.WireProtocol;

/// <summary>Ping and TargetInfo to a started nanoCLR: the cheap proof after flashing that it runs.</summary>
public sealed class WireClient
{
    /// <summary>Rate of nanoCLR's UART; without meaning on USB-Serial-JTAG.</summary>
    public const int Baud = 921600;

    private const uint PingCommand = 0x00;
    private const uint TargetInfoCommand = 0x20;
    private const uint SourceHost = 0x00010002;
    private const uint SourceClr = 0x00010000;
    private static readonly TimeSpan ReplyTimeout = TimeSpan.FromMilliseconds(500);
    private readonly ISerialLink _link;
    private readonly ILinkClock _clock;
    private readonly CancellationToken _cancellation;
    private readonly byte[] _received = new byte[2 * (WirePacket.HeaderLength + WirePacket.LongestPayload)];
    private int _count;
    private ushort _sequence;
    private bool _hasCrc = true;

    /// <summary>Over <paramref name="link"/>, which is set to the rate of nanoCLR.</summary>
    public WireClient(ISerialLink link, ILinkClock clock, CancellationToken cancellation)
    {
        _link = link;
        _clock = clock;
        _cancellation = cancellation;
        link.SetBaud(Baud);
    }

    /// <summary>
    /// Pings until an answer comes, for <paramref name="patience"/> at most: a tag needs 1 to 2 s to start. Tries with and without
    /// CRC in turn, which is an option of the firmware.
    /// </summary>
    public bool TryPing(TimeSpan patience)
    {
        Span<byte> payload = stackalloc byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(payload, SourceHost);
        TimeSpan deadline = _clock.Elapsed + patience;
        for (int attempt = 0; _clock.Elapsed < deadline; attempt++)
        {
            _hasCrc = attempt % 2 == 0;
            byte[]? reply = Ask(PingCommand, payload);
            if (reply != null && reply.Length >= 8 && BinaryPrimitives.ReadUInt32LittleEndian(reply) == SourceClr)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What runs there; null when nothing answers. After a successful ping.</summary>
    public TargetInfo? GetTargetInfo() => TargetInfo.Parse(Ask(TargetInfoCommand, []));

    private byte[]? Ask(uint command, ReadOnlySpan<byte> payload)
    {
        var request = new WirePacket(command, ++_sequence, 0, 0, payload.ToArray());
        _link.Discard();
        _count = 0;
        _link.Write(request.ToBytes(_hasCrc));
        TimeSpan deadline = _clock.Elapsed + ReplyTimeout;
        while (true)
        {
            WirePacket? packet = Next(deadline);
            if (packet == null)
            {
                return null;
            }

            const uint Good = WirePacket.Reply | WirePacket.Acknowledged;
            if (packet.Command == command && packet.Answers == _sequence && (packet.Flags & Good) == Good)
            {
                return packet.Payload;
            }
        }
    }

    // The next packet among boot text and noise; null at the deadline.
    private WirePacket? Next(TimeSpan deadline)
    {
        while (true)
        {
            while (_count > 0)
            {
                WireMatch match = WirePacket.TryRead(_received.AsSpan(0, _count), out WirePacket? packet);
                if (match == WireMatch.Incomplete)
                {
                    break;
                }

                Skip(match == WireMatch.Yes ? WirePacket.HeaderLength + packet!.Payload.Length : 1);
                if (match == WireMatch.Yes)
                {
                    return packet;
                }
            }

            _cancellation.ThrowIfCancellationRequested();
            TimeSpan left = deadline - _clock.Elapsed;
            if (left <= TimeSpan.Zero)
            {
                return null;
            }

            _count += _link.Read(_received.AsSpan(_count), left);
        }
    }

    private void Skip(int bytes)
    {
        Array.Copy(_received, bytes, _received, 0, _count - bytes);
        _count -= bytes;
    }
}
