using System;
using System.Threading.Tasks;

namespace BluezoneTag.SyncClient;

/// <summary>Connects, authenticates and does a job, again and again while the faults are passing ones.</summary>
public sealed class SyncRunner(IGattTransport transport, ISyncClock clock, ClaimRing claims, Func<int, byte[]>? random = null)
{
    /// <summary>Connections that may be tried for one job.</summary>
    public const int MaxConnections = 30;

    private const int PauseMs = 300;

    /// <summary>Connections used by the last job.</summary>
    public int ConnectionCount { get; private set; }

    /// <summary>Does <paramref name="job"/> and says goodbye. Throws the <see cref="SyncException"/> that could not be waited out.</summary>
    public async Task RunAsync(ISyncJob job)
    {
        bool isDone = false;
        string? peer = null;
        ClaimRing ring = claims;
        for (ConnectionCount = 1; ; ConnectionCount++)
        {
            try
            {
                IGattLink link = await transport.ConnectAsync(peer).ConfigureAwait(false);
                using SyncConnection connection = new(link, clock, random);
                await connection.AuthenticateAsync(ring).ConfigureAwait(false);
                if (peer == null)
                {
                    // From here on the job is this one tag's: an address proves nothing, its secret does.
                    peer = link.Peer;
                    ring = new ClaimRing();
                    ring.Add(connection.Claim!);
                }

                TagClient tag = new(connection, clock);
                if (!isDone)
                {
                    await job.ContinueAsync(tag).ConfigureAwait(false);
                    isDone = true;
                }

                await tag.SayByeAsync().ConfigureAwait(false);
                return;
            }
            catch (SyncException exception) when (isDone && (exception.IsPassing || exception.Fault == SyncFault.NotFound))
            {
                // All that is left is goodbye; the window closes without it.
                return;
            }
            catch (SyncException exception) when (exception.IsPassing && ConnectionCount < MaxConnections)
            {
                await clock.DelayAsync(exception.Fault == SyncFault.Busy ? exception.WaitSeconds * 1000 : PauseMs).ConfigureAwait(false);
            }
        }
    }
}
