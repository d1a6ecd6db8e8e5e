using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using BluezoneTag.Exposure;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Protocol.Provisioning;
using BluezoneTag.Protocol.Sync;
using BluezoneTag.SyncClient;

namespace BluezoneTag.Simulator.Scenarios;

/// <summary>
/// The health authority of a scenario: keeps the release keys of the tags it handed out, gives codes, opens releases, publishes lists. It has
/// nothing else of the tags.
/// </summary>
public sealed class HealthAuthority : IDisposable
{
    private readonly ECDsa _signing = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDiffieHellman _opening = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
    private readonly Dictionary<uint, byte[]> _releaseKeys = [];
    private readonly HostCipher _cipher = new();

    /// <summary>A new one, with keys of its own.</summary>
    public HealthAuthority()
    {
        Pinned.Add(_signing.ExportSubjectPublicKeyInfo());
        PublicKey = _opening.ExportSubjectPublicKeyInfo();
    }

    /// <summary>The keys by which clients know its lists.</summary>
    public BluezoneTag.Exposure.AuthorityKeys Pinned { get; } = new();

    /// <summary>The public key to which releases are encrypted.</summary>
    public byte[] PublicKey { get; }

    /// <summary>Bytes of the releases opened so far.</summary>
    public long OpenedBytes { get; private set; }

    /// <summary>A tag is handed out.</summary>
    public void HandOut(IdentityImage identity) =>
        _releaseKeys[identity.Serial] = BluezoneTag.Protocol.Sync.AuthorityKeys.ReleaseKey(_cipher, identity.BaseKey);

    /// <summary>The officer's code for one release.</summary>
    public int CodeFor(uint serial, uint challenge, ReleaseRequest request) =>
        BluezoneTag.Protocol.Sync.AuthorityKeys.Code(_cipher, _releaseKeys[serial], challenge, request);

    /// <summary>Opens a release of daily keys: an entry for each run of days whose keys follow from one another.</summary>
    public IReadOnlyList<InfoEntry> Open(byte[] package)
    {
        OpenedBytes += package.Length;
        var entries = new List<InfoEntry>();
        byte[] next = [];
        foreach (ReleasedKey row in ReleasePackage.Open(_opening, package).Keys.OrderBy(row => row.Day))
        {
            long start = row.Day * (SlotTime.DayMs / 1000);
            long end = start + (row.LastSlot * (SlotTime.SlotMs / 1000));
            if (row.Key.AsSpan().SequenceEqual(next))
            {
                entries[^1] = entries[^1] with { EndSeconds = end };
            }
            else
            {
                entries.Add(new InfoEntry([.. row.Key], start, end, SlotTime.SlotsPerDay));
            }

            next = SHA256.HashData(row.Key);
        }

        return entries.Count > 0 ? entries : throw new InvalidDataException("A release without a key.");
    }

    /// <summary>The file of a list, signed.</summary>
    public byte[] Publish(int level, string name, long nowUtcMs, IReadOnlyList<InfoEntry> entries) =>
        PublishedList.Publish(level, name, nowUtcMs / 1000, entries, _signing);

    /// <inheritdoc/>
    public void Dispose()
    {
        _signing.Dispose();
        _opening.Dispose();
    }
}
