using System;

namespace BluezoneTag.Protocol.Sync;

/// <summary>
/// All that one handshake leads to (docs/protocol.md 8.4): the two proofs and the keys of both directions. Both sides derive the
/// same; which box seals and which opens is theirs to choose. Secret.
/// </summary>
public sealed class SessionKeys
{
    private const string SessionLabel = "bluezonetag sync";

    private readonly ICipherPrimitives _cipher;
    private readonly byte[] _secret = new byte[32];

    /// <summary>Nothing derived yet.</summary>
    public SessionKeys(ICipherPrimitives cipher)
    {
        _cipher = cipher;
        byte[] work = new byte[SealedBox.WorkLength];
        ClientBox = new SealedBox(cipher, work);
        TagBox = new SealedBox(cipher, work);
    }

    /// <summary>What the client seals and the tag opens.</summary>
    public SealedBox ClientBox { get; }

    /// <summary>What the tag seals and the client opens.</summary>
    public SealedBox TagBox { get; }

    /// <summary>The 16 bytes by which the tag shows that it knows the claim secret.</summary>
    public byte[] TagProof { get; } = new byte[SyncProtocol.MacLength];

    /// <summary>The 16 bytes by which the client does.</summary>
    public byte[] ClientProof { get; } = new byte[SyncProtocol.MacLength];

    /// <summary>
    /// Works out the session secret and the two proofs from the 16-byte <paramref name="claimSecret"/>, the versions of Hello and
    /// Challenge, and the two nonces, 16 bytes each at their offsets. Enough to find out whose tag it is.
    /// </summary>
    public void Derive(
        byte[] claimSecret, int oldestVersion, int newestVersion, int version, byte[] clientNonce, int clientOffset, byte[] tagNonce, int tagOffset)
    {
        byte[] message = Ascii.Label(SessionLabel, 3 + (2 * SyncProtocol.NonceLength));
        int offset = SessionLabel.Length;
        message[offset] = (byte)oldestVersion;
        message[offset + 1] = (byte)newestVersion;
        message[offset + 2] = (byte)version;
        Array.Copy(clientNonce, clientOffset, message, offset + 3, SyncProtocol.NonceLength);
        Array.Copy(tagNonce, tagOffset, message, offset + 3 + SyncProtocol.NonceLength, SyncProtocol.NonceLength);
        byte[] secret = _cipher.HmacSha256(claimSecret, message);
        Array.Copy(secret, _secret, _secret.Length);
        Array.Clear(secret, 0, secret.Length);
        Take("tag proof", TagProof);
        Take("client proof", ClientProof);
    }

    /// <summary>Works out the keys of both directions, for whoever has seen the other's proof to be right.</summary>
    public void DeriveKeys()
    {
        byte[] cipherKey = new byte[16];
        byte[] macKey = new byte[32];
        Take("client cipher", cipherKey);
        Take("client mac", macKey);
        ClientBox.SetKeys(cipherKey, macKey);
        Take("tag cipher", cipherKey);
        Take("tag mac", macKey);
        TagBox.SetKeys(cipherKey, macKey);
        Array.Clear(cipherKey, 0, cipherKey.Length);
        Array.Clear(macKey, 0, macKey.Length);
    }

    /// <summary>Overwrites everything.</summary>
    public void Clear()
    {
        Array.Clear(_secret, 0, _secret.Length);
        Array.Clear(TagProof, 0, TagProof.Length);
        Array.Clear(ClientProof, 0, ClientProof.Length);
        ClientBox.Clear();
        TagBox.Clear();
    }

    private void Take(string label, byte[] result)
    {
        byte[] bytes = _cipher.HmacSha256(_secret, Ascii.Label(label, 0));
        Array.Copy(bytes, result, result.Length);
        Array.Clear(bytes, 0, bytes.Length);
    }
}
