using System;
using System.Threading.Tasks;

namespace BluezoneTag.SyncClient;

/// <summary>A connection to a tag's sync service.</summary>
public interface IGattLink : IDisposable
{
    /// <summary>What the radio knows the tag by, its Bluetooth address as a rule: good for finding it again, and no proof of anything.</summary>
    string Peer { get; }

    /// <summary>Bytes that one frame may have: the MTU less 3, at least 20.</summary>
    int MaxFrameLength { get; }

    /// <summary>Writes one frame to the command characteristic, with response. Throws with <see cref="SyncFault.LinkLost"/> when the link is gone.</summary>
    Task WriteAsync(byte[] frame);

    /// <summary>
    /// Hands one frame to the radio without waiting for the tag's answer to the write; it arrives before what is written after it. Throws as
    /// <see cref="WriteAsync"/> does. Where the radio cannot do that it writes with response.
    /// </summary>
    Task WriteAheadAsync(byte[] frame) => WriteAsync(frame);

    /// <summary>
    /// The next notification, or null when none came within <paramref name="timeoutMs"/> milliseconds. Throws with <see cref="SyncFault.LinkLost"/>
    /// when the link is gone.
    /// </summary>
    Task<byte[]?> ReadAsync(int timeoutMs);
}
