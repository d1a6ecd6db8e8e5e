using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Flasher.Links;

namespace BluezoneTag.Flasher.Tests.Support;

/// <summary>The wire between the tool and a <see cref="FakeChip"/>: 10 bits a byte at the rate in force, faults applied to whole frames.</summary>
public sealed class FakeLink : ISerialLink
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan LongDelay = TimeSpan.FromSeconds(20);
    private readonly FakeBench _bench;
    private readonly LinkedList<(TimeSpan At, byte[] Bytes)> _arriving = [];
    private byte[] _readable = [];
    private TimeSpan _wireFree;
    private int _baud = 115200;
    private bool _isLost;

    public FakeLink(FakeBench bench)
    {
        _bench = bench;
    }

    public string Name => FakeBench.PortName;

    private TimeSpan Now => _bench.Clock.Elapsed;

    public int Read(Span<byte> buffer, TimeSpan timeout)
    {
        ThrowIfLost();
        if (_readable.Length == 0 && !TryArrive(Now + timeout))
        {
            _bench.Clock.Wait(timeout);
            return 0;
        }

        int count = Math.Min(buffer.Length, _readable.Length);
        _readable.AsSpan(0, count).CopyTo(buffer);
        _readable = _readable[count..];
        return count;
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        ThrowIfLost();
        _bench.LengthsToChip.Add(bytes.Length);
        LinkFault? fault = _bench.FaultFor(toChip: true);
        foreach ((TimeSpan delay, byte[] frame) in Faulty(bytes.ToArray(), fault))
        {
            _bench.Clock.Wait(LineTime(frame.Length) + delay);
            byte[] heard = IsRateRight() ? frame : Garbled(frame);
            foreach (byte[] reply in _bench.Chip.Receive(heard))
            {
                Send(reply);
            }
        }
    }

    public void SetBaud(int baud)
    {
        ThrowIfLost();
        _baud = baud;
    }

    public bool TrySetLines(bool dtr, bool rts)
    {
        ThrowIfLost();
        if (_bench.HasLines)
        {
            bool wasInLoader = _bench.Chip.IsInLoader;
            _bench.Chip.SetLines(dtr, rts);
            _isLost |= _bench.VanishesAtReset && _bench.Chip.IsInLoader && !wasInLoader;
        }

        return _bench.HasLines;
    }

    public void Discard()
    {
        ThrowIfLost();
        while (TryArrive(Now))
        {
        }

        _readable = [];
    }

    public void Dispose() => _isLost = true;

    private static byte[] Garbled(byte[] frame) => [.. frame.Select(one => (byte)(one * 7 % 191))];

    // That reply still comes at the old rate.
    private static bool IsBaudReply(byte[] frame) => frame.Length > 2 && frame[1] == 1 && frame[2] == 0x0F;

    private bool IsRateRight() => _bench.Chip.IsUsb || !_bench.Chip.IsInLoader || _baud == _bench.Chip.Baud;

    private TimeSpan LineTime(int bytes) => TimeSpan.FromSeconds(bytes * 10.0 / _baud);

    private void Send(byte[] reply)
    {
        _bench.LengthsFromChip.Add(reply.Length);
        LinkFault? fault = _bench.FaultFor(toChip: false);
        foreach ((TimeSpan delay, byte[] frame) in Faulty(reply, fault))
        {
            TimeSpan start = _wireFree > Now ? _wireFree : Now;
            _wireFree = start + LineTime(frame.Length);
            byte[] heard = IsRateRight() || IsBaudReply(frame) ? frame : Garbled(frame);
            _arriving.AddLast((_wireFree + delay, heard));
        }
    }

    private IEnumerable<(TimeSpan Delay, byte[] Frame)> Faulty(byte[] frame, LinkFault? fault)
    {
        int place = fault == null ? 0 : fault.Place % frame.Length;
        switch (fault?.Kind ?? FaultKind.None)
        {
            case FaultKind.Drop:
                return [];
            case FaultKind.Corrupt:
                byte[] damaged = [.. frame];
                damaged[place] ^= fault!.Mask;
                return [(TimeSpan.Zero, damaged)];
            case FaultKind.Duplicate:
                return [(TimeSpan.Zero, frame), (TimeSpan.Zero, frame)];
            case FaultKind.Delay:
                return [(Delay, frame)];
            case FaultKind.DelayLong:
                return [(LongDelay, frame)];
            case FaultKind.Truncate:
                return [(TimeSpan.Zero, frame[..place])];
            case FaultKind.Noise:
                return [(TimeSpan.Zero, [.. frame[..place], 0xDB, 0xC0, 0x00, 0xFF, .. frame[place..]])];
            case FaultKind.CutLink:
                _isLost = true;
                return fault!.ToChip ? [(TimeSpan.Zero, frame[..place])] : [];
            case FaultKind.Brownout:
                _bench.Chip.Brownout();
                return [(TimeSpan.Zero, frame)];
            default:
                return [(TimeSpan.Zero, frame)];
        }
    }

    private bool TryArrive(TimeSpan deadline)
    {
        LinkedListNode<(TimeSpan At, byte[] Bytes)>? first = null;
        for (LinkedListNode<(TimeSpan At, byte[] Bytes)>? node = _arriving.First; node != null; node = node.Next)
        {
            first = first == null || node.Value.At < first.Value.At ? node : first;
        }

        if (first == null || first.Value.At > deadline)
        {
            return false;
        }

        if (first.Value.At > Now)
        {
            _bench.Clock.Wait(first.Value.At - Now);
        }

        _arriving.Remove(first);
        _readable = [.. _readable, .. first.Value.Bytes];
        return true;
    }

    private void ThrowIfLost()
    {
        if (_isLost)
        {
            throw new LinkLostException(Name, "cut");
        }
    }
}
