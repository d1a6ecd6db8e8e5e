using BluezoneTag.Protocol.Sync;
using BluezoneTag.Tag.Sync;

namespace BluezoneTag.Simulator.Benches;

/// <summary>How long a client has to wait for the verdict on a list of its own size, contacts in nine hours a day.</summary>
/// <param name="PersonCount">People on the list.</param>
/// <param name="Days">Days that each is listed.</param>
/// <param name="AwakeSeconds">Seconds of the check by the planning figure.</param>
public sealed record ExposureWait(int PersonCount, int Days, double AwakeSeconds)
{
    /// <summary>How often a waiting client asks (docs/protocol.md 8.6).</summary>
    public const int PollMs = 2000;

    /// <summary>Seconds in a session whose client asks and waits.</summary>
    public double SessionSeconds => AwakeSeconds * PollMs / (PollMs - SyncWindow.QuietMs);

    /// <summary>Whether a session lasts so long.</summary>
    public bool IsWithinSession => SessionSeconds * 1000 < SyncProtocol.MaxSessionMs;
}
