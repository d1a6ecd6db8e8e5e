using System;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Security.Cryptography;
using BluezoneTag.Registry.Tags;

namespace BluezoneTag.Registry.Authority;

/// <summary>
/// The authority's keys of one tag, sealed for the authority's public key (docs/registry.md 6.1): P-256 key agreement with a key made for this one
/// envelope, HKDF-SHA256, AES-256-GCM. Whoever sealed it cannot open it again.
/// </summary>
public static class AuthorityEnvelope
{
    /// <summary>Bytes of an authority's name: the first of SHA-256 of its public key, as in docs/protocol.md 8.9.</summary>
    public const int NameLength = 8;

    private const string CurveOid = "1.2.840.10045.3.1.7";
    private const byte Version = 1;
    private const int HeadLength = 5 + NameLength + 2;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int KeyLength = 32;
    private const int PlainLength = 8 + (2 * KeyLength) + KeyFingerprint.Length;

    private static readonly byte[] Magic = "BZAK"u8.ToArray();
    private static readonly byte[] Info = "bluezonetag authority keys v1"u8.ToArray();

    /// <summary>The eight bytes that name a public key, DER-encoded SubjectPublicKeyInfo.</summary>
    public static byte[] NameOf(byte[] publicKey) => SHA256.HashData(publicKey)[..NameLength];

    /// <summary>A PEM text ("BEGIN PUBLIC KEY") of a P-256 key as DER; false for anything else, a private key included.</summary>
    public static bool TryReadPublicKey(string pem, [NotNullWhen(true)] out byte[]? publicKey)
    {
        publicKey = null;
        try
        {
            PemFields fields = PemEncoding.Find(pem);
            using ECDiffieHellman key = ECDiffieHellman.Create();
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(pem[fields.Base64Data]), out _);
            bool isOurs = pem[fields.Label] == "PUBLIC KEY" && key.ExportParameters(false).Curve.Oid.Value == CurveOid;
            publicKey = isOurs ? key.ExportSubjectPublicKeyInfo() : null;
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException or FormatException or NotSupportedException)
        {
            // No key: said by the result.
        }

        return publicKey != null;
    }

    /// <summary>Seals the keys for a public key, as <see cref="TryReadPublicKey"/> gives it.</summary>
    public static byte[] Seal(byte[] publicKey, AuthorityTagKeys keys)
    {
        using ECDiffieHellman authority = ECDiffieHellman.Create();
        authority.ImportSubjectPublicKeyInfo(publicKey, out _);
        using ECDiffieHellman sender = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        byte[] senderKey = sender.ExportSubjectPublicKeyInfo();
        byte[] head = [.. Magic, Version, .. NameOf(publicKey), (byte)senderKey.Length, (byte)(senderKey.Length >> 8), .. senderKey];
        byte[] nonce = RandomNumberGenerator.GetBytes(NonceLength);
        byte[] tag = new byte[TagLength];
        byte[] cipher = new byte[PlainLength];
        byte[] plain = PlainOf(keys);
        byte[] key = KeyOf(sender, authority.PublicKey, senderKey, publicKey);
        using AesGcm gcm = new(key, TagLength);
        gcm.Encrypt(nonce, plain, cipher, tag, head);
        CryptographicOperations.ZeroMemory(plain);
        CryptographicOperations.ZeroMemory(key);
        return [.. head, .. nonce, .. tag, .. cipher];
    }

    /// <summary>For whom it was sealed: a name as <see cref="NameOf"/> gives it; null when the bytes are no envelope.</summary>
    public static byte[]? RecipientOf(byte[] envelope) => SenderLength(envelope) > 0 ? envelope[5..(5 + NameLength)] : null;

    /// <summary>Opens it with the authority's private key; null when it is damaged, or for another key.</summary>
    public static AuthorityTagKeys? Open(ECDiffieHellman authority, byte[] envelope)
    {
        int senderLength = SenderLength(envelope);
        if (senderLength == 0)
        {
            return null;
        }

        int headEnd = HeadLength + senderLength;
        int cipherAt = headEnd + NonceLength + TagLength;
        byte[] plain = new byte[PlainLength];
        try
        {
            byte[] senderKey = envelope[HeadLength..headEnd];
            using ECDiffieHellman sender = ECDiffieHellman.Create();
            sender.ImportSubjectPublicKeyInfo(senderKey, out _);
            using AesGcm gcm = new(KeyOf(authority, sender.PublicKey, senderKey, authority.ExportSubjectPublicKeyInfo()), TagLength);
            gcm.Decrypt(
                envelope.AsSpan(headEnd, NonceLength), envelope.AsSpan(cipherAt), envelope.AsSpan(headEnd + NonceLength, TagLength), plain, envelope.AsSpan(0, headEnd));
            return KeysOf(plain);
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException or NotSupportedException)
        {
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    // 0 when the lengths cannot be.
    private static int SenderLength(byte[] envelope)
    {
        if (envelope.Length < HeadLength || !envelope.AsSpan(0, Magic.Length).SequenceEqual(Magic) || envelope[Magic.Length] != Version)
        {
            return 0;
        }

        int length = BinaryPrimitives.ReadUInt16LittleEndian(envelope.AsSpan(HeadLength - 2));
        return envelope.Length == HeadLength + length + NonceLength + TagLength + PlainLength ? length : 0;
    }

    // Both public keys are in the salt: an envelope is bound to its recipient.
    private static byte[] KeyOf(ECDiffieHellman own, ECDiffieHellmanPublicKey other, byte[] senderKey, byte[] authorityKey) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, own.DeriveRawSecretAgreement(other), KeyLength, SHA256.HashData([.. senderKey, .. authorityKey]), Info);

    private static byte[] PlainOf(AuthorityTagKeys keys)
    {
        byte[] plain = new byte[PlainLength];
        BinaryPrimitives.WriteUInt32LittleEndian(plain, keys.Serial);
        BinaryPrimitives.WriteUInt32LittleEndian(plain.AsSpan(4), keys.Generation);
        keys.ReleaseKey.CopyTo(plain, 8);
        keys.SettingsKey.CopyTo(plain, 8 + KeyLength);
        keys.BaseKeyFingerprint.CopyTo(plain, 8 + (2 * KeyLength));
        return plain;
    }

    private static AuthorityTagKeys KeysOf(byte[] plain) => new(
        BinaryPrimitives.ReadUInt32LittleEndian(plain),
        BinaryPrimitives.ReadUInt32LittleEndian(plain.AsSpan(4)),
        [.. plain.Skip(8).Take(KeyLength)],
        [.. plain.Skip(8 + KeyLength).Take(KeyLength)],
        [.. plain.Skip(8 + (2 * KeyLength))]);
}
