using System.Collections.Generic;
using System.Threading.Tasks;
using BluezoneTag.Protocol.Sync;

namespace BluezoneTag.SyncClient;

/// <summary>The sync of a day: status, time, counts, coverage, log, and an exposure list if there is one. Each part is fetched once.</summary>
public sealed class DaySync : ISyncJob
{
    private readonly byte[]? _header;
    private readonly IReadOnlyList<byte[]> _chunks;

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

    /// <summary>The verdict on the list; null when there was no list or the tag cannot check one.</summary>
    public byte[]? Verdict { get; private set; }

    /// <summary>Whether the tag cannot check lists.</summary>
    public bool IsListUnsupported { get; private set; }

    /// <inheritdoc/>
    public async Task ContinueAsync(TagClient tag)
    {
        Status ??= await tag.GetStatusAsync().ConfigureAwait(false);
        CorrectionMs ??= await tag.SetTimeAsync().ConfigureAwait(false);
        Days ??= await tag.GetDaysAsync().ConfigureAwait(false);
        Coverage ??= await tag.GetCoverageAsync().ConfigureAwait(false);
        Log ??= await tag.GetLogAsync().ConfigureAwait(false);
        if (_header != null && Verdict == null && !IsListUnsupported)
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
        catch (SyncException exception) when (exception.Fault == SyncFault.NotSupported)
        {
            IsListUnsupported = true;
        }
    }
}
