using System;
using System.Security.Cryptography;
using System.Text;

namespace BluezoneTag.Registry.Tags;

/// <summary>
/// What the registry keeps of a secret so that it notices when the same one comes again: the first 16 bytes of HMAC-SHA256 with
/// the secret as the key and a fixed ASCII text as the message. It leads neither back to the secret nor to any id of the tag.
/// </summary>
public static class KeyFingerprint
{
    /// <summary>Bytes of a fingerprint.</summary>
    public const int Length = 16;

    /// <summary>Of a base key: message "bluezonetag registry base key v1".</summary>
    public static byte[] OfBaseKey(ReadOnlySpan<byte> baseKey) => Of(baseKey, "bluezonetag registry base key v1");

    /// <summary>Of a claim secret: message "bluezonetag registry claim secret v1".</summary>
    public static byte[] OfClaimSecret(ReadOnlySpan<byte> claimSecret) => Of(claimSecret, "bluezonetag registry claim secret v1");

    private static byte[] Of(ReadOnlySpan<byte> secret, string message) =>
        HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(message))[..Length];
}
