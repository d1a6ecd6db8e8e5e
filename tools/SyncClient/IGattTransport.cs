using System.Threading.Tasks;

namespace BluezoneTag.SyncClient;

/// <summary>Finds one tag whose window is open and connects to it. Whoever has a radio implements this; the simulator does too.</summary>
public interface IGattTransport
{
    /// <summary>
    /// Connects, finds the service and subscribes to its replies (docs/protocol.md 8.1). Throws <see cref="SyncException"/> with
    /// <see cref="SyncFault.NotFound"/> when no window is open. With a <paramref name="peer"/>, an earlier link's, only to that tag.
    /// </summary>
    Task<IGattLink> ConnectAsync(string? peer = null);
}
