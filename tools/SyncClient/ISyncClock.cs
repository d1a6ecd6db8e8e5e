using System.Threading.Tasks;

namespace BluezoneTag.SyncClient;

/// <summary>The client's clock. Given from outside, so that the same client runs in virtual time.</summary>
public interface ISyncClock
{
    /// <summary>Milliseconds since any moment; never goes back.</summary>
    long NowMs { get; }

    /// <summary>UTC milliseconds since 1970 at this moment.</summary>
    long UtcMs { get; }

    /// <summary>How far <see cref="UtcMs"/> may be off, either way, milliseconds.</summary>
    int ErrorMs { get; }

    /// <summary>Waits.</summary>
    Task DelayAsync(int milliseconds);
}
