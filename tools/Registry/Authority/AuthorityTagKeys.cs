using System;
using System.Security.Cryptography;
using BluezoneTag.Protocol.Sync;
using BluezoneTag.Registry.Tags;

namespace BluezoneTag.Registry.Authority;

/// <summary>
/// What the health authority keeps of a tag (docs/protocol.md 8.6, 8.9): the keys that follow from its base key and do not lead back to it. Secret:
/// never printed, never logged. Overwritten when disposed.
/// </summary>
/// <param name="Serial">Number of the tag.</param>
/// <param name="Generation">Which key of the tag, from 1.</param>
/// <param name="ReleaseKey">32 bytes: makes the officer's codes.</param>
/// <param name="SettingsKey">32 bytes: signs settings, checks certificates of wipes.</param>
/// <param name="BaseKeyFingerprint">16 bytes, one-way: by it the officer's desk knows a base key that must not be published.</param>
public sealed record AuthorityTagKeys(uint Serial, uint Generation, byte[] ReleaseKey, byte[] SettingsKey, byte[] BaseKeyFingerprint) : IDisposable
{
    /// <summary>Those of a tag with this base key.</summary>
    public static AuthorityTagKeys Of(uint serial, uint generation, byte[] baseKey)
    {
        HostHmac hmac = new();
        return new(serial, generation, AuthorityKeys.ReleaseKey(hmac, baseKey), AuthorityKeys.SettingsKey(hmac, baseKey), KeyFingerprint.OfBaseKey(baseKey));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(ReleaseKey);
        CryptographicOperations.ZeroMemory(SettingsKey);
    }

    /// <summary>No key becomes text by accident.</summary>
    public override string ToString() => $"authority's keys of tag {Serial}";

    private sealed class HostHmac : ICipherPrimitives
    {
        public byte[] HmacSha256(byte[] key, byte[] message) => HMACSHA256.HashData(key, message);

        public byte[] EncryptBlocks(byte[] key, byte[] blocks) => throw new NotSupportedException("Keys are derived by HMAC alone.");
    }
}
