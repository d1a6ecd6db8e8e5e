using System.Collections.Generic;
using System.Threading.Tasks;
using BluezoneTag.Protocol.Sync;

namespace BluezoneTag.SyncClient;

/// <summary>The sync of a day: status, time, counts, coverage, log, last verdict, and an exposure list if there is one. Each part is fetched once.</summary>
public sealed class DaySync : ISyncJob
{
    private readonly byte[]? _header;
    private readonly IReadOnlyList<byte[]> _chunks;
    private bool _hasLastVerdict;

    /// <summary>A sync that carries the exposure list with this header and these chunks, or none.</summary>
    public DaySync(byte[]? listHeader = null, IReadOnlyList<byte[]>? listChunks = null)
    {
        _header = listHeader;
        _chunks = listChunks ?? [];
    }

    /// <summary>Cell, clock, versions, as they were before the time was set.</summary>
    public StatusReport? Status { get; private set; }

    /// <summary>By how much the clock was put right, milliseconds.</summary>
    public long? CorrectionMs { get; private set; }

    /// <summary>Contacts of the last 21 local days.</summary>
    public IReadOnlyList<DayCount>? Days { get; private set; }

    /// <summary>How well the tag listened.</summary>
    public byte[]? Coverage { get; private set; }

    /// <summary>What the log holds.</summary>
    public LogSummary? Log { get; private set; }

    /// <summary>The verdict on the list that the tag was brought before; null when there was none. Read before the new list is sent, which takes its place.</summary>
    public byte[]? LastVerdict { get; private set; }

    /// <summary>
    /// The verdict on the list; null when there was no list or the tag does not take it. It says that the tag is checking, as a rule, and
    /// what came of it is the <see cref="LastVerdict"/> of the next sync.
    /// </summary>
    public byte[]? Verdict { get; private set; }

    /// <summary>Why the tag does not take the list, with a sentence for people; null when it does. The rest of the sync has been done all the same.</summary>
    public SyncException? ListFault { get; private set; }

    /// <inheritdoc/>
    public async Task ContinueAsync(TagClient tag)
    {
        Status ??= await tag.GetStatusAsync().ConfigureAwait(false);
        CorrectionMs ??= await tag.SetTimeAsync().ConfigureAwait(false);
        Days ??= await tag.GetDaysAsync().ConfigureAwait(false);
        Coverage ??= await tag.GetCoverageAsync().ConfigureAwait(false);
        Log ??= await tag.GetLogAsync().ConfigureAwait(false);
        if (!_hasLastVerdict)
        {
            LastVerdict = await tag.GetVerdictAsync().ConfigureAwait(false);
            _hasLastVerdict = true;
        }

        if (_header != null && Verdict == null && ListFault == null)
        {
            await SendListAsync(tag, _header).ConfigureAwait(false);
        }
    }

    private async Task SendListAsync(TagClient tag, byte[] header)
    {
        try
        {
            Verdict = await tag.SendListAsync(header, _chunks).ConfigureAwait(false);
        }
        catch (SyncException exception) when (exception.ListStatus != null || exception.Fault == SyncFault.NotSupported)
        {
            ListFault = exception;
        }
    }
}
