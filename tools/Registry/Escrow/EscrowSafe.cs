using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Security.Cryptography;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Protocol.Provisioning;
using BluezoneTag.Registry.Auditing;
using BluezoneTag.Registry.Holders;
using BluezoneTag.Registry.Results;
using BluezoneTag.Registry.Storage;
using BluezoneTag.Registry.Tags;

namespace BluezoneTag.Registry.Escrow;

/// <summary>
/// Encrypted copies of base keys and claim secrets, kept only when told to. Each is sealed for a public RSA key whose private
/// half is not on this machine: the bench can put keys in and never take one out (docs/registry.md 6, docs/decisions/0030).
/// </summary>
public sealed class EscrowSafe
{
    /// <summary>The shortest key accepted.</summary>
    public const int MinKeyBits = 3072;

    // Serial, generation, base key, claim secret: whoever swaps two envelopes is found out when one is opened.
    private const int PlainLength = 8 + DailyKeyChain.KeyLength + IdentityImage.ClaimSecretLength;

    private const int PassphraseRounds = 600_000;

    private readonly RegistryFile _file;

    internal EscrowSafe(RegistryFile file) => _file = file;

    /// <summary>
    /// A new pair of keys, PEM texts: the public half for <see cref="Set"/>, the private half encrypted with a passphrase (PKCS #8,
    /// PBKDF2-HMAC-SHA256, AES-256-CBC). Nothing of it is kept here.
    /// </summary>
    public static Result<(string Public, string Private)> NewKey(string passphrase)
    {
        string composed = VietnameseText.Compose(passphrase);
        if (composed.Length < NameSeal.MinPassphraseLength)
        {
            return new Problem(RegistryError.PassphraseTooShort, ("limit", NameSeal.MinPassphraseLength));
        }

        using RSA key = RSA.Create(MinKeyBits);
        var encryption = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, PassphraseRounds);
        return (key.ExportSubjectPublicKeyInfoPem(), key.ExportEncryptedPkcs8PrivateKeyPem(composed, encryption));
    }

    /// <summary>From now on every reserved key is escrowed for this public key, a PEM text ("BEGIN PUBLIC KEY"). Earlier keys are not.</summary>
    public Result<Done> Set(string publicKeyPem)
    {
        using RSA? key = ReadPem(publicKeyPem, mustBePrivate: false);
        if (key == null)
        {
            return new Problem(RegistryError.EscrowKeyInvalid, ("bits", MinKeyBits));
        }

        byte[] bytes = key.ExportSubjectPublicKeyInfo();
        return _file.Change<Done>(() =>
        {
            _file.Database.Run("UPDATE registry SET escrow_key = ?1", bytes);
            _file.Record(AuditKind.EscrowSet, 0, new AuditFields().With(AuditField.EscrowKeyDigest, Digest(bytes)));
            return Done.Yes;
        });
    }

    /// <summary>From now on no key is escrowed. Earlier envelopes stay.</summary>
    public Result<Done> Clear() => _file.Change<Done>(() =>
    {
        _file.Database.Run("UPDATE registry SET escrow_key = NULL");
        _file.Record(AuditKind.EscrowCleared, 0, new AuditFields());
        return Done.Yes;
    });

    /// <summary>SHA-256 of the public key in use, as hex; empty when nothing is escrowed.</summary>
    public Result<string> KeyDigest() => _file.Read<string>(() => PublicKey(_file) is byte[] bytes ? Convert.ToHexString(Digest(bytes)) : string.Empty);

    /// <summary>
    /// Takes out the keys last confirmed for a tag, with the private key (PEM, unencrypted). It is recorded in the audit trail
    /// before the secret is handed out; a registry that cannot be written gives none.
    /// </summary>
    public Result<EscrowedSecrets> TakeOut(uint serial, string privateKeyPem)
    {
        using RSA? key = ReadPem(privateKeyPem, mustBePrivate: true);
        return key == null
            ? new Problem(RegistryError.EscrowKeyInvalid, ("bits", MinKeyBits))
            : _file.Change(() => TakeOut(serial, key));
    }

    /// <summary>The same with a private key that is encrypted with a passphrase, as <see cref="NewKey"/> makes it. One that is not encrypted is refused.</summary>
    public Result<EscrowedSecrets> TakeOut(uint serial, string encryptedPrivateKeyPem, string passphrase)
    {
        using RSA key = RSA.Create();
        try
        {
            key.ImportFromEncryptedPem(encryptedPrivateKeyPem, VietnameseText.Compose(passphrase));
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            return new Problem(RegistryError.EscrowPassphraseWrong);
        }

        return _file.Change(() => TakeOut(serial, key));
    }

    /// <summary>An envelope for the key being reserved; null when nothing is to be escrowed.</summary>
    internal static byte[]? Seal(RegistryFile file, Reservation reservation, byte[] baseKey, byte[] claimSecret)
    {
        if (PublicKey(file) is not byte[] bytes)
        {
            return null;
        }

        byte[] plain = new byte[PlainLength];
        try
        {
            BinaryPrimitives.WriteUInt32LittleEndian(plain, reservation.Serial);
            BinaryPrimitives.WriteUInt32LittleEndian(plain.AsSpan(4), reservation.Generation);
            baseKey.CopyTo(plain, 8);
            claimSecret.CopyTo(plain, 8 + DailyKeyChain.KeyLength);
            using RSA key = RSA.Create();
            key.ImportSubjectPublicKeyInfo(bytes, out _);
            return key.Encrypt(plain, RSAEncryptionPadding.OaepSHA256);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <summary>Stores an envelope, inside a change.</summary>
    internal static void Store(RegistryFile file, Reservation reservation, byte[] envelope) =>
        file.Database.Run("INSERT INTO escrow (serial, generation, envelope) VALUES (?1, ?2, ?3)", reservation.Serial, reservation.Generation, envelope);

    /// <summary>What the trail keeps of an envelope or public key.</summary>
    internal static byte[] Digest(byte[] bytes) => SHA256.HashData(bytes);

    /// <summary>The public key in use, DER; null when none.</summary>
    internal static byte[]? PublicKey(RegistryFile file)
    {
        List<byte[]> keys = file.Query("SELECT escrow_key FROM registry WHERE escrow_key IS NOT NULL", row => row.Bytes(0));
        return keys.Count == 0 ? null : keys[0];
    }

    private static RSA? ReadPem(string pem, bool mustBePrivate)
    {
        RSA key = RSA.Create();
        try
        {
            key.ImportFromPem(pem);
            bool fits = key.KeySize >= MinKeyBits && (!mustBePrivate || key.ExportRSAPrivateKey().Length > 0);
            return fits ? key : Discard(key);
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            return Discard(key);
        }
    }

    private static RSA? Discard(RSA key)
    {
        key.Dispose();
        return null;
    }

    private Result<EscrowedSecrets> TakeOut(uint serial, RSA key)
    {
        List<(uint Generation, byte[] Envelope)> rows = _file.Query(
            "SELECT generation, envelope FROM escrow JOIN tag USING (serial, generation) WHERE serial = ?1", row => (row.UInt(0), row.Bytes(1)), serial);
        if (rows.Count == 0)
        {
            return new Problem(RegistryError.EscrowMissing, ("serial", serial));
        }

        if (Open(rows[0].Envelope, key) is not byte[] plain || !IsFor(plain, serial, rows[0].Generation))
        {
            return new Problem(RegistryError.EscrowUnreadable, ("serial", serial));
        }

        _file.Record(AuditKind.EscrowOpened, serial, new AuditFields().With(AuditField.Generation, rows[0].Generation));
        return new EscrowedSecrets(plain[8..^IdentityImage.ClaimSecretLength], plain[^IdentityImage.ClaimSecretLength..]);
    }

    private static byte[]? Open(byte[] envelope, RSA key)
    {
        try
        {
            return key.Decrypt(envelope, RSAEncryptionPadding.OaepSHA256);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static bool IsFor(byte[] plain, uint serial, uint generation) =>
        plain.Length == PlainLength
        && BinaryPrimitives.ReadUInt32LittleEndian(plain) == serial
        && BinaryPrimitives.ReadUInt32LittleEndian(plain.AsSpan(4)) == generation;
}
