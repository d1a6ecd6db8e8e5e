using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using BluezoneTag.Flasher.Messages;

namespace BluezoneTag.Flasher.Links;

/// <summary>
/// A serial port at the other end of a telnet connection with the com port option (RFC 2217): rate and modem lines go along. The lines
/// are sent one after the other, DTR first; both boards' reset circuits bear that order. Answers of the server are read and dropped:
/// who does not follow is noticed by a chip that does not answer.
/// </summary>
public sealed class Rfc2217Link : ISerialLink
{
    private const byte Iac = 255;
    private const byte Do = 253;
    private const byte Will = 251;
    private const byte Begin = 250;
    private const byte End = 240;
    private const byte Binary = 0;
    private const byte SuppressGoAhead = 3;
    private const byte ComPort = 44;
    private const byte SetBaudRate = 1;
    private const byte SetControl = 5;
    private const byte DtrOn = 8;
    private const byte RtsOn = 11;
    private const int MostDiscards = 4096;

    private readonly TcpLink _tcp;
    private readonly TelnetFilter _filter = new();
    private readonly byte[] _raw = new byte[4096];
    private readonly Queue<byte> _ready = new();
    private bool? _dtr;
    private bool? _rts;

    private Rfc2217Link(TcpLink tcp)
    {
        _tcp = tcp;
    }

    /// <inheritdoc/>
    public string Name => _tcp.Name;

    /// <summary>Connects to <paramref name="address"/>, HOST:PORT, and sets rate and lines. Throws <see cref="FlasherException"/>.</summary>
    public static Rfc2217Link Connect(string name, string address, int baud)
    {
        TcpLink tcp = TcpLink.Connect(name, address);
        try
        {
            var link = new Rfc2217Link(tcp);
            tcp.Write([Iac, Will, Binary, Iac, Do, Binary, Iac, Do, SuppressGoAhead, Iac, Will, ComPort]);
            link.SetBaud(baud);
            link.TrySetLines(false, false);
            return link;
        }
        catch (LinkLostException exception)
        {
            tcp.Dispose();
            throw PortProblems.NoTcpConnection(name, exception.Message);
        }
    }

    /// <inheritdoc/>
    public int Read(Span<byte> buffer, TimeSpan timeout)
    {
        // A piece may hold nothing but the server's own talk: then the wait was not for us, and the caller asks again.
        if (_ready.Count == 0)
        {
            int got = _tcp.Read(_raw, timeout);
            _filter.Take(_raw.AsSpan(0, got), _ready);
        }

        int count = 0;
        while (count < buffer.Length && _ready.TryDequeue(out byte value))
        {
            buffer[count++] = value;
        }

        return count;
    }

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IndexOf(Iac) < 0)
        {
            _tcp.Write(bytes);
            return;
        }

        _tcp.Write(Doubled(bytes));
    }

    /// <inheritdoc/>
    public void SetBaud(int baud)
    {
        byte[] rate = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(rate, baud);
        Command(SetBaudRate, rate);
    }

    /// <inheritdoc/>
    public bool TrySetLines(bool dtr, bool rts)
    {
        // On is followed by off in the numbering of the standard.
        if (_dtr != dtr)
        {
            Command(SetControl, [(byte)(dtr ? DtrOn : DtrOn + 1)]);
        }

        if (_rts != rts)
        {
            Command(SetControl, [(byte)(rts ? RtsOn : RtsOn + 1)]);
        }

        _dtr = dtr;
        _rts = rts;
        return true;
    }

    /// <inheritdoc/>
    public void Discard()
    {
        Span<byte> rubbish = stackalloc byte[512];
        for (int i = 0; i < MostDiscards && _tcp.Read(rubbish, TimeSpan.Zero) is int count and > 0; i++)
        {
            // Through the filter, or it would lose its place in the server's talk.
            _filter.Take(rubbish[..count], _ready);
        }

        _ready.Clear();
    }

    /// <inheritdoc/>
    public void Dispose() => _tcp.Dispose();

    private static byte[] Doubled(ReadOnlySpan<byte> bytes)
    {
        var escaped = new List<byte>(bytes.Length + 16);
        foreach (byte value in bytes)
        {
            escaped.Add(value);
            if (value == Iac)
            {
                escaped.Add(value);
            }
        }

        return [.. escaped];
    }

    private void Command(byte command, byte[] value) => _tcp.Write([Iac, Begin, ComPort, command, .. Doubled(value), Iac, End]);
}
