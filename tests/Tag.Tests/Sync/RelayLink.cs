using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using BluezoneTag.Protocol.Sync;
using BluezoneTag.SyncClient;

namespace BluezoneTag.Tag.Tests.Sync;

/// <summary>Somebody who carries frames between a client and a tag that are far apart: reads all of them, holds them back, changes what he likes.</summary>
internal sealed class RelayLink(IGattLink link, ISyncClock clock, int delayMs) : IGattLink
{
    public string Peer => link.Peer;

    public int MaxFrameLength => link.MaxFrameLength;

    /// <summary>Frames that he carried: from the tag or not.</summary>
    public List<(byte[] Frame, bool IsFromTag)> Carried { get; } = [];

    /// <summary>What becomes of a frame on its way to the tag; null for nothing.</summary>
    public Func<byte[], byte[]>? Change { get; set; }

    /// <summary>The messages in what he carried, frames put together.</summary>
    public IEnumerable<byte[]> Messages()
    {
        foreach (bool isFromTag in new[] { false, true })
        {
            var frames = new FrameAssembler(isFromTag);
            foreach ((byte[] frame, _) in Carried.Where(one => one.IsFromTag == isFromTag))
            {
                frames.TakeOnly(frame[0]);
                if (frames.Add(frame, frame.Length))
                {
                    yield return frames.Message[..frames.Length];
                }
            }
        }
    }

    public async Task WriteAsync(byte[] frame)
    {
        Carried.Add((frame, false));
        await clock.DelayAsync(delayMs).ConfigureAwait(false);
        await link.WriteAsync(Change?.Invoke((byte[])frame.Clone()) ?? frame).ConfigureAwait(false);
    }

    public async Task<byte[]?> ReadAsync(int timeoutMs)
    {
        byte[]? frame = await link.ReadAsync(timeoutMs).ConfigureAwait(false);
        if (frame != null)
        {
            Carried.Add((frame, true));
            await clock.DelayAsync(delayMs).ConfigureAwait(false);
        }

        return frame;
    }

    public void Dispose() => link.Dispose();
}
