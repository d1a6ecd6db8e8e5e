using System.Collections.Generic;
using BluezoneTag.Protocol.Sync;

namespace BluezoneTag.SyncClient;

/// <summary>
/// The claim secrets that a client holds: one on a family's phone, hundreds at a school. Finds the one that a tag has proved to
/// know; the tag does not name itself (docs/protocol.md 8.4).
/// </summary>
public sealed class ClaimRing
{
    private readonly List<byte[]> _secrets = [];

    /// <summary>Secrets held.</summary>
    public int Count => _secrets.Count;

    /// <summary>Adds a secret of 16 bytes; copied.</summary>
    public void Add(byte[] claimSecret) => _secrets.Add((byte[])claimSecret.Clone());

    /// <summary>
    /// Tries one secret after the other with <paramref name="derive"/>, which fills <paramref name="keys"/>, until the tag's proof at
    /// <paramref name="offset"/> agrees, and returns that one. Null when none does.
    /// </summary>
    internal byte[]? Find(SessionKeys keys, System.Action<byte[]> derive, byte[] challenge, int offset)
    {
        foreach (byte[] secret in _secrets)
        {
            derive(secret);
            if (ConstantTime.AreEqual(keys.TagProof, 0, challenge, offset, SyncProtocol.MacLength))
            {
                return secret;
            }
        }

        return null;
    }
}
