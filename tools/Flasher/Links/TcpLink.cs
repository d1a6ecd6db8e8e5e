using System;
using System.Globalization;
using System.IO;
using System.Net.Sockets;
using BluezoneTag.Flasher.Messages;

namespace BluezoneTag.Flasher.Links;

/// <summary>A raw TCP stream to an emulated chip or a serial server. No modem lines, no rate.</summary>
public sealed class TcpLink : ISerialLink
{
    private const int SendTimeoutMs = 10_000;

    // Who sends faster than we can drop is not waited out.
    private const int MostDiscards = 4096;
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);
    private readonly TcpClient _client;
    private readonly Socket _socket;

    private TcpLink(string name, TcpClient client)
    {
        Name = name;
        _client = client;
        _socket = client.Client;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Connects to <paramref name="address"/>, HOST:PORT. Throws <see cref="FlasherException"/>.</summary>
    public static TcpLink Connect(string name, string address)
    {
        int colon = address.LastIndexOf(':');
        if (colon <= 0 || !ushort.TryParse(address.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out ushort port) || port == 0)
        {
            throw PortProblems.BadTcpAddress(name);
        }

        var client = new TcpClient { NoDelay = true, SendTimeout = SendTimeoutMs };
        try
        {
            if (!client.ConnectAsync(address[..colon].Trim('[', ']'), port).Wait(ConnectTimeout))
            {
                throw new IOException("no connection within 5 s");
            }

            return new TcpLink(name, client);
        }
        catch (Exception exception) when (exception is IOException or SocketException or AggregateException)
        {
            client.Dispose();
            throw PortProblems.NoTcpConnection(name, exception.GetBaseException().Message);
        }
    }

    /// <inheritdoc/>
    public int Read(Span<byte> buffer, TimeSpan timeout)
    {
        try
        {
            if (!_socket.Poll(timeout, SelectMode.SelectRead))
            {
                return 0;
            }

            int count = _socket.Receive(buffer);
            return count > 0 ? count : throw new LinkLostException(Name, "closed by the other end");
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            throw new LinkLostException(Name, exception.Message, exception);
        }
    }

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            while (bytes.Length > 0)
            {
                bytes = bytes[_socket.Send(bytes)..];
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            throw new LinkLostException(Name, exception.Message, exception);
        }
    }

    /// <inheritdoc/>
    public void SetBaud(int baud)
    {
        // TCP has no rate; an emulator paces itself by what CHANGE_BAUDRATE told it.
    }

    /// <inheritdoc/>
    public bool TrySetLines(bool dtr, bool rts) => false;

    /// <inheritdoc/>
    public void Discard()
    {
        Span<byte> rubbish = stackalloc byte[512];
        for (int i = 0; i < MostDiscards && Read(rubbish, TimeSpan.Zero) > 0; i++)
        {
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();
}
