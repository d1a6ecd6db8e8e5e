using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using BluezoneTag.Protocol.Sync;
using BluezoneTag.SyncClient;

namespace BluezoneTag.Officer.Releases;

/// <summary>A release as the authority reads it. Secret; its keys are overwritten when disposed.</summary>
/// <param name="Request">The days that the wearer agreed to.</param>
/// <param name="Keys">Key rows, ascending by day.</param>
/// <param name="Contacts">Contact rows.</param>
public sealed record OpenedRelease(ReleaseRequest Request, IReadOnlyList<ReleasedKey> Keys, IReadOnlyList<ReleasedContact> Contacts) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (ReleasedKey key in Keys)
        {
            CryptographicOperations.ZeroMemory(key.Key);
        }
    }

    /// <summary>No key becomes text by accident.</summary>
    public override string ToString() => $"release of {Keys.Count} keys and {Contacts.Count} contacts";
}
