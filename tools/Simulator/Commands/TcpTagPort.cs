using System;
using System.Net;
using System.Net.Sockets;
using BluezoneTag.Simulator.Usb;

namespace BluezoneTag.Simulator.Commands;

/// <summary>A virtual tag on a TCP port of the loopback interface, one host at a time: RFC 2217 or raw bytes.</summary>
internal sealed class TcpTagPort : ITagPort
{
    private readonly VirtualTag _tag;
    private readonly TcpListener _listener;
    private readonly byte[] _buffer = new byte[0x4000];
    private Socket? _host;
    private Rfc2217Session _session = new();

    public TcpTagPort(VirtualTag tag, int port)
    {
        _tag = tag;
        _listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            _listener.Start(1);
        }
        catch (SocketException exception)
        {
            throw new UserErrorException($"--tcp: port {port} cannot be opened ({exception.SocketErrorCode}).", "Choose another first port.");
        }
    }

    public string Name => $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public void Turn(long nowUs)
    {
        if (_host == null && _listener.Pending())
        {
            Accept();
        }

        try
        {
            Exchange(nowUs);
        }
        catch (SocketException)
        {
            Leave();
        }
    }

    public void Dispose()
    {
        Leave();
        _listener.Dispose();
    }

    private void Accept()
    {
        _host = _listener.AcceptSocket();
        _host.NoDelay = true;
        _session = new Rfc2217Session { OnLines = OnLines, OnData = OnData };
        _tag.Replug();
    }

    private void Exchange(long nowUs)
    {
        if (_host != null && _host.Poll(0, SelectMode.SelectRead))
        {
            int count = _host.Receive(_buffer);
            if (count == 0)
            {
                Leave();
                return;
            }

            Send(_session.Receive(_buffer.AsSpan(0, count)));
        }

        foreach ((_, byte[] bytes) in _tag.TakeOutput(nowUs))
        {
            Send(_session.Encode(bytes));
        }

        if (_tag.IsCut)
        {
            Leave();
        }
    }

    private void OnLines() => _tag.SetLines(_session.Dtr, _session.Rts);

    private void OnData(byte[] bytes)
    {
        // Raw connections have neither lines nor rate: see docs/virtual-tags.md.
        _tag.IsSyncReset = !_session.IsTelnet;
        _tag.Receive(bytes, _session.Baud == 0 ? _tag.ChipBaud : _session.Baud);
    }

    private void Send(byte[] bytes)
    {
        if (_host != null && bytes.Length > 0)
        {
            _host.Send(bytes);
        }
    }

    private void Leave()
    {
        bool wasRaw = _host != null && !_session.IsTelnet;
        _host?.Dispose();
        _host = null;
        if (wasRaw && _tag.IsInLoader)
        {
            _tag.Reset(isDownload: false);
        }
    }
}
