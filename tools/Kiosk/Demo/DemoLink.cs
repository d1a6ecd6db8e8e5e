using System;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using BluezoneTag.Simulator.Sync;
using BluezoneTag.SyncClient;

namespace BluezoneTag.Kiosk.Demo;

/// <summary>A client's link to a simulated tag, for callers on other threads than the bench's.</summary>
public sealed class DemoLink : IDisposable
{
    private const int LookMs = 1000;

    private readonly DemoThread _thread;
    private readonly VirtualLink _link;
    private readonly Channel<byte[]> _frames = Channel.CreateUnbounded<byte[]>();

    private DemoLink(DemoThread thread, VirtualLink link)
    {
        _thread = thread;
        _link = link;
    }

    /// <summary>Name of the tag's place.</summary>
    public string Peer => _link.Peer;

    /// <summary>Bytes of the longest frame.</summary>
    public int MaxFrame => _link.MaxFrameLength;

    /// <summary>Notifications of the tag; complete when the link is gone.</summary>
    public ChannelReader<byte[]> Frames => _frames.Reader;

    /// <summary>Connects as <see cref="DemoBench.ConnectAsync"/> does; null when no tag is open.</summary>
    public static async Task<DemoLink?> ConnectAsync(DemoThread thread, string? peer, CancellationToken cancel)
    {
        var connected = new TaskCompletionSource<DemoLink?>(TaskCreationOptions.RunContinuationsAsynchronously);
        thread.Post(bench => bench.Start(async () =>
        {
            VirtualLink? link = await bench.ConnectAsync(peer, cancel).ConfigureAwait(false);
            DemoLink? made = link == null ? null : new DemoLink(thread, link);
            connected.SetResult(made);
            if (made != null)
            {
                await made.ForwardAsync().ConfigureAwait(false);
            }
        }));
        return await connected.Task.ConfigureAwait(false);
    }

    /// <summary>Writes one frame; done when the tag's stack has answered. Throws <see cref="SyncException"/> when the link is gone.</summary>
    public Task WriteAsync(byte[] frame)
    {
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _thread.Post(_ => _link.WriteAsync(frame).ContinueWith(written.SetFromTask, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default));
        return written.Task;
    }

    /// <summary>The client lets go.</summary>
    public void Dispose() => _thread.Post(_ => _link.Dispose());

    // On the bench's thread, like all that waits for the link.
    private async Task ForwardAsync()
    {
        try
        {
            while (true)
            {
                if (await _link.ReadAsync(LookMs).ConfigureAwait(false) is byte[] frame)
                {
                    _frames.Writer.TryWrite(frame);
                }
            }
        }
        catch (SyncException)
        {
            _frames.Writer.Complete();
        }
    }
}
