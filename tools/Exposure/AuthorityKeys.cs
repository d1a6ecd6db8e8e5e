using System;
using System.Collections.Generic;
using System.Security.Cryptography;

namespace BluezoneTag.Exposure;

/// <summary>
/// The public keys of the authorities whose lists are believed, pinned where this runs: ECDSA over P-256. A key is named by the first 8
/// bytes of the SHA-256 of its SubjectPublicKeyInfo, in hex.
/// </summary>
public sealed class AuthorityKeys
{
    private const string CurveOid = "1.2.840.10045.3.1.7";
    private const int NameLength = 16;

    private readonly Dictionary<string, byte[]> _keys = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The name of a key.</summary>
    public static string NameOf(byte[] subjectPublicKeyInfo) => Convert.ToHexString(SHA256.HashData(subjectPublicKeyInfo))[..NameLength];

    /// <summary>Pins a key, DER-encoded SubjectPublicKeyInfo. Throws <see cref="CryptographicException"/> when it is no P-256 key.</summary>
    public void Add(byte[] subjectPublicKeyInfo)
    {
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(subjectPublicKeyInfo, out _);
        if (key.ExportParameters(false).Curve.Oid.Value != CurveOid)
        {
            throw new CryptographicException("Not a key of curve P-256.");
        }

        _keys[NameOf(subjectPublicKeyInfo)] = subjectPublicKeyInfo;
    }

    /// <summary>
    /// Whether <paramref name="signature"/> (r and s, 64 bytes) over SHA-256 of <paramref name="content"/> is that of the key named; null
    /// when no such key is pinned.
    /// </summary>
    public bool? Verify(string name, byte[] content, byte[] signature)
    {
        if (!_keys.TryGetValue(name, out byte[]? info))
        {
            return null;
        }

        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(info, out _);
        return key.VerifyData(content, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }
}
