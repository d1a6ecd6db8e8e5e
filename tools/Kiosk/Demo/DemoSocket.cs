using System;
using System.Net.WebSockets;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using BluezoneTag.Protocol.Sync;
using BluezoneTag.SyncClient;

namespace BluezoneTag.Kiosk.Demo;

/// <summary>
/// A link over a WebSocket: first a text with the tag's name and the longest frame, then binary messages, one frame each way. The server closes with
/// 4000 when the link is lost and with 4004 when no tag is open.
/// </summary>
public static class DemoSocket
{
    private const WebSocketCloseStatus LinkLost = (WebSocketCloseStatus)4000;
    private const WebSocketCloseStatus NoTag = (WebSocketCloseStatus)4004;

    /// <summary>Serves one socket until either side lets go.</summary>
    public static async Task ServeAsync(WebSocket socket, DemoThread thread, string? peer, CancellationToken cancel)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        byte[] buffer = new byte[SyncProtocol.MaxFrameLength + 1];
        Task<ValueWebSocketReceiveResult> first = socket.ReceiveAsync(buffer.AsMemory(), cancel).AsTask();
        Task<DemoLink?> connecting = DemoLink.ConnectAsync(thread, peer, gone.Token);
        if (await Task.WhenAny(first, connecting).ConfigureAwait(false) == first)
        {
            // Nothing is to be said before the link stands: the page has let go.
            await gone.CancelAsync().ConfigureAwait(false);
        }

        using DemoLink? link = await connecting.ConfigureAwait(false);
        if (link == null || gone.IsCancellationRequested)
        {
            await CloseAsync(socket, NoTag, "no tag is open").ConfigureAwait(false);
            return;
        }

        byte[] greeting = JsonSerializer.SerializeToUtf8Bytes(new { peer = link.Peer, maxFrame = link.MaxFrame });
        await socket.SendAsync(greeting, WebSocketMessageType.Text, true, cancel).ConfigureAwait(false);
        Task reading = ReadAsync(socket, link, first, buffer, cancel);
        await Task.WhenAny(reading, SendAsync(socket, link, cancel)).ConfigureAwait(false);
        await CloseAsync(socket, LinkLost, "the link is lost").ConfigureAwait(false);
    }

    private static async Task ReadAsync(WebSocket socket, DemoLink link, Task<ValueWebSocketReceiveResult> first, byte[] buffer, CancellationToken cancel)
    {
        try
        {
            ValueWebSocketReceiveResult received = await first.ConfigureAwait(false);
            while (received.MessageType == WebSocketMessageType.Binary && received.EndOfMessage && received.Count <= link.MaxFrame)
            {
                await link.WriteAsync(buffer[..received.Count]).ConfigureAwait(false);
                received = await socket.ReceiveAsync(buffer.AsMemory(), cancel).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or SyncException)
        {
            // Whoever closed, the link ends below.
        }
    }

    private static async Task SendAsync(WebSocket socket, DemoLink link, CancellationToken cancel)
    {
        try
        {
            await foreach (byte[] frame in link.Frames.ReadAllAsync(cancel).ConfigureAwait(false))
            {
                await socket.SendAsync(frame, WebSocketMessageType.Binary, true, cancel).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
        {
            // The page has gone.
        }
    }

    private static async Task CloseAsync(WebSocket socket, WebSocketCloseStatus status, string why)
    {
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
        {
            return;
        }

        try
        {
            await socket.CloseOutputAsync(status, why, CancellationToken.None).ConfigureAwait(false);
        }
        catch (WebSocketException)
        {
            // Gone in this moment.
        }
    }
}
