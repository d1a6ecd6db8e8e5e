using System;
using System.Collections.Generic;

namespace BluezoneTag.Simulator.Usb;

/// <summary>
/// The host's end of a cable to a <see cref="VirtualTag"/> in virtual time: each byte takes ten bit times in each direction, waiting costs
/// nothing real. Shaped like a serial link, so that a program can be tested over it without changing anything but its link.
/// </summary>
public sealed class VirtualLine
{
    /// <summary>Start bit, eight data bits, stop bit.</summary>
    public const int BitsPerByte = 10;

    private readonly VirtualTag _tag;
    private readonly int _usbBaud;
    private readonly Queue<(long ReadyUs, byte Value)> _incoming = new();
    private int _baud = VirtualTag.RomBaud;
    private bool _dtr;
    private bool _rts;
    private long _sendFreeUs;
    private double _nowUs;

    /// <summary>Plugs the tag in. <paramref name="usbBaud"/>: the rate by which bytes are paced when the chip's own USB has none; 0 for no pacing.</summary>
    public VirtualLine(VirtualTag tag, int usbBaud = 0)
    {
        _tag = tag;
        _usbBaud = usbBaud;
    }

    /// <summary>Virtual time.</summary>
    public long NowUs => (long)_nowUs;

    /// <summary>Bytes that went each way.</summary>
    public (long Sent, long Received) Counts { get; private set; }

    /// <summary>Sets the host's rate.</summary>
    public void SetBaud(int baud)
    {
        // What the chip said at the old rate is already on its way.
        Collect();
        _baud = baud;
    }

    /// <summary>Sets DTR and RTS; true is asserted.</summary>
    public void SetLines(bool dtr, bool rts)
    {
        _dtr = dtr;
        _rts = rts;
        _tag.AdvanceTo(NowUs);
        _tag.SetLines(_dtr, _rts);
    }

    /// <summary>Lets time pass.</summary>
    public void Sleep(long us)
    {
        _nowUs += us;
        _tag.AdvanceTo(NowUs);
    }

    /// <summary>Sends; returns when the last bit is out.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        Counts = (Counts.Sent + bytes.Length, Counts.Received);
        _nowUs += bytes.Length * ByteUs(_usbBaud);
        _tag.AdvanceTo(NowUs);
        _tag.Receive(bytes.ToArray(), _baud);
    }

    /// <summary>Waits at most <paramref name="timeoutUs"/> for at least one byte; returns how many there were, 0 after the time.</summary>
    public int Read(Span<byte> buffer, long timeoutUs)
    {
        Collect();
        long limitUs = NowUs + timeoutUs;
        if (_incoming.Count == 0 || _incoming.Peek().ReadyUs > limitUs)
        {
            Sleep(limitUs - NowUs);
            return 0;
        }

        _nowUs = Math.Max(_nowUs, _incoming.Peek().ReadyUs);
        int count = 0;
        while (count < buffer.Length && _incoming.TryPeek(out (long ReadyUs, byte Value) next) && next.ReadyUs <= NowUs)
        {
            buffer[count++] = _incoming.Dequeue().Value;
        }

        Counts = (Counts.Sent, Counts.Received + count);
        _tag.AdvanceTo(NowUs);
        return count;
    }

    /// <summary>Throws away what has arrived by now.</summary>
    public void Discard()
    {
        Collect();
        while (_incoming.TryPeek(out (long ReadyUs, byte Value) next) && next.ReadyUs <= NowUs)
        {
            _incoming.Dequeue();
        }
    }

    // Puts each byte of the output on the line at its own time.
    private void Collect()
    {
        double byteUs = ByteUs(_usbBaud);
        foreach ((long readyUs, byte[] bytes) in _tag.TakeOutput(long.MaxValue - 1))
        {
            double at = Math.Max(_sendFreeUs, readyUs);
            foreach (byte value in bytes)
            {
                at += byteUs;
                _incoming.Enqueue(((long)Math.Ceiling(at), value));
            }

            _sendFreeUs = (long)Math.Ceiling(at);
        }
    }

    private double ByteUs(int usbBaud)
    {
        int rate = _tag.IsUsbJtag && usbBaud != 0 ? usbBaud : _baud;
        return BitsPerByte * 1e6 / rate;
    }
}
