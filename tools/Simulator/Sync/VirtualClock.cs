using System.Threading.Tasks;
using BluezoneTag.SyncClient;

namespace BluezoneTag.Simulator.Sync;

/// <summary>A client's clock in virtual time: right but for a known error.</summary>
public sealed class VirtualClock(VirtualPump pump, long startUtcMs, int offsetMs) : ISyncClock
{
    private const int ClaimedErrorMs = 40;

    /// <inheritdoc/>
    public long NowMs => pump.NowUs / 1000;

    /// <inheritdoc/>
    public long UtcMs => startUtcMs + (pump.NowUs / 1000) + offsetMs;

    /// <inheritdoc/>
    public int ErrorMs => ClaimedErrorMs;

    /// <inheritdoc/>
    public Task DelayAsync(int milliseconds) => pump.DelayAsync(milliseconds * 1000L);
}
