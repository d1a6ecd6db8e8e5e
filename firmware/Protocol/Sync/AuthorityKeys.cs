using System;
using BluezoneTag.Protocol.Bytes;

namespace BluezoneTag.Protocol.Sync;

/// <summary>
/// What the health authority keeps of a tag, made from its base key when it is provisioned: the release key and the settings
/// key (docs/protocol.md 8.6, 8.9). No client has them, and neither leads to the base key. Secret.
/// </summary>
public static class AuthorityKeys
{
    /// <summary>Bytes of either key.</summary>
    public const int Length = 32;

    /// <summary>Codes are below this: six digits.</summary>
    public const int CodeLimit = 1000000;

    /// <summary>Challenges are below this: eight digits, to be read out over a telephone.</summary>
    public const int ChallengeLimit = 100000000;

    /// <summary>The key from which an officer's codes are made; 32 bytes, freshly allocated.</summary>
    public static byte[] ReleaseKey(ICipherPrimitives cipher, byte[] baseKey)
    {
        return cipher.HmacSha256(baseKey, Ascii.Label("bluezonetag release v1", 0));
    }

    /// <summary>The key that signs settings and certificates; 32 bytes, freshly allocated.</summary>
    public static byte[] SettingsKey(ICipherPrimitives cipher, byte[] baseKey)
    {
        return cipher.HmacSha256(baseKey, Ascii.Label("bluezonetag settings v1", 0));
    }

    /// <summary>The officer's code, 0..999,999, for a challenge and the request it was given to.</summary>
    public static int Code(ICipherPrimitives cipher, byte[] releaseKey, uint challenge, ReleaseRequest request)
    {
        byte[] body = new byte[4 + ReleaseRequest.Length];
        LittleEndian.WriteUInt32(body, 0, challenge);
        request.Write(body, 4);
        byte[] digest = cipher.HmacSha256(releaseKey, Ascii.Label("release", body, body.Length));
        return (int)((LittleEndian.ReadUInt32(digest, 0) & 0x7FFFFFFF) % CodeLimit);
    }

    /// <summary>
    /// Writes 16 bytes of MAC under the settings key over <paramref name="label"/> and the <paramref name="count"/> bytes at
    /// <paramref name="offset"/>, right behind them.
    /// </summary>
    public static void Sign(ICipherPrimitives cipher, byte[] settingsKey, string label, byte[] buffer, int offset, int count)
    {
        Array.Copy(Signature(cipher, settingsKey, label, buffer, offset, count), 0, buffer, offset + count, SyncProtocol.MacLength);
    }

    /// <summary>Whether the 16 bytes behind the <paramref name="count"/> bytes at <paramref name="offset"/> are their MAC.</summary>
    public static bool IsSigned(ICipherPrimitives cipher, byte[] settingsKey, string label, byte[] buffer, int offset, int count)
    {
        byte[] expected = Signature(cipher, settingsKey, label, buffer, offset, count);
        return ConstantTime.AreEqual(expected, 0, buffer, offset + count, SyncProtocol.MacLength);
    }

    private static byte[] Signature(ICipherPrimitives cipher, byte[] settingsKey, string label, byte[] buffer, int offset, int count)
    {
        byte[] message = Ascii.Label(label, count);
        Array.Copy(buffer, offset, message, label.Length, count);
        return cipher.HmacSha256(settingsKey, message);
    }
}
