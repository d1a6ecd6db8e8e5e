using System.Threading.Tasks;

namespace BluezoneTag.SyncClient;

/// <summary>
/// A wipe: asks the wearer, acknowledges, and brings the certificate home; after a lost link it asks for the certificate again
/// before it asks for anything else.
/// </summary>
public sealed class WipeJob(bool isForReturn, ISyncClock clock) : ISyncJob
{
    private const int PollMs = 500;

    private byte[]? _token;

    /// <summary>The certificate, 37 bytes, when there is one.</summary>
    public byte[]? Certificate { get; private set; }

    /// <inheritdoc/>
    public async Task ContinueAsync(TagClient tag)
    {
        if (_token != null)
        {
            await LookForCertificateAsync(tag).ConfigureAwait(false);
        }

        if (Certificate == null)
        {
            _token ??= await tag.AskWipeAsync(isForReturn).ConfigureAwait(false);
            await WipeAsync(tag, _token).ConfigureAwait(false);
        }
    }

    private async Task LookForCertificateAsync(TagClient tag)
    {
        try
        {
            Certificate = await tag.GetCertificateAsync().ConfigureAwait(false);
        }
        catch (SyncException exception) when (exception.Fault == SyncFault.OutOfOrder)
        {
            // Not wiped yet.
        }
    }

    private async Task WipeAsync(TagClient tag, byte[] token)
    {
        while (Certificate == null)
        {
            try
            {
                Certificate = await tag.WipeAsync(token).ConfigureAwait(false);
            }
            catch (SyncException exception) when (exception.Fault == SyncFault.HoldButton)
            {
                await clock.DelayAsync(PollMs).ConfigureAwait(false);
            }
        }
    }
}
