using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using BluezoneTag.Protocol.Sync;

namespace BluezoneTag.SyncClient;

/// <summary>
/// A release: asks the wearer, gets the officer's code, reads each row once, encrypts everything to the authority. After a lost link
/// it goes on at the row where it stopped.
/// </summary>
public sealed class ReleaseJob : ISyncJob
{
    private const int PollMs = 500;

    private readonly ReleaseRequest _request;
    private readonly ISyncClock _clock;
    private readonly byte[] _authorityKey;
    private readonly Func<uint, int> _askOfficer;
    private readonly List<ReleasedKey> _keys = [];
    private readonly List<ReleasedContact> _contacts = [];
    private int? _code;
    private bool _isAccepted;
    private bool _hasKeys;
    private bool _hasContacts;

    /// <summary>
    /// <paramref name="authorityKey"/> is the authority's public key (SubjectPublicKeyInfo, P-256), whose hash goes into <paramref name="request"/>.
    /// <paramref name="askOfficer"/> is given the challenge and returns the code.
    /// </summary>
    public ReleaseJob(ReleaseRequest request, byte[] authorityKey, Func<uint, int> askOfficer, ISyncClock clock)
    {
        _request = request;
        _authorityKey = authorityKey;
        _askOfficer = askOfficer;
        _clock = clock;
        ReleasePackage.NameOf(authorityKey).CopyTo(request.Authority, 0);
    }

    /// <summary>The encrypted package, when everything has been read.</summary>
    public byte[]? Package { get; private set; }

    /// <summary>Rows read, keys and contacts together.</summary>
    public int RowCount { get; private set; }

    /// <inheritdoc/>
    public async Task ContinueAsync(TagClient tag)
    {
        if (!_isAccepted)
        {
            await AcceptAsync(tag).ConfigureAwait(false);
        }

        while (!_hasKeys)
        {
            (IReadOnlyList<ReleasedKey> rows, _hasKeys) = await tag.ReadKeysAsync(_keys.Count).ConfigureAwait(false);
            _keys.AddRange(rows);
        }

        while (!_hasContacts)
        {
            (IReadOnlyList<ReleasedContact> rows, _hasContacts) = await tag.ReadContactsAsync(_contacts.Count).ConfigureAwait(false);
            _contacts.AddRange(rows);
        }

        if (Package == null)
        {
            RowCount = _keys.Count + _contacts.Count;
            Package = ReleasePackage.Seal(_authorityKey, _request, _keys, _contacts);
            _keys.ForEach(key => Array.Clear(key.Key));
            _keys.Clear();
            _contacts.Clear();
        }

        await EndAsync(tag).ConfigureAwait(false);
    }

    private async Task AcceptAsync(TagClient tag)
    {
        _code ??= _askOfficer(await tag.AskReleaseAsync(_request).ConfigureAwait(false));
        while (!_isAccepted)
        {
            try
            {
                await tag.GiveCodeAsync(_code.Value).ConfigureAwait(false);
                _isAccepted = true;
            }
            catch (SyncException exception) when (exception.Fault == SyncFault.HoldButton)
            {
                await _clock.DelayAsync(PollMs).ConfigureAwait(false);
            }
        }
    }

    // When the answer was lost with its link, the release is over already.
    private static async Task EndAsync(TagClient tag)
    {
        try
        {
            await tag.EndReleaseAsync().ConfigureAwait(false);
        }
        catch (SyncException exception) when (exception.Fault == SyncFault.OutOfOrder)
        {
        }
    }
}
