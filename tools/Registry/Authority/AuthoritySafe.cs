using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using BluezoneTag.Registry.Auditing;
using BluezoneTag.Registry.Results;
using BluezoneTag.Registry.Storage;
using BluezoneTag.Registry.Tags;

namespace BluezoneTag.Registry.Authority;

/// <summary>
/// Release and settings keys for the health authority, kept only when told to, and only sealed for the authority's public key (docs/registry.md
/// 6.1). The bench can put them in, hand the sealed ones over, and never open one. Base key and claim secret are not among them: that is escrow.
/// </summary>
public sealed class AuthoritySafe
{
    private readonly RegistryFile _file;

    internal AuthoritySafe(RegistryFile file) => _file = file;

    /// <summary>From now on the authority's keys of every reserved key are kept for this public key, a PEM text of a P-256 key ("BEGIN PUBLIC KEY"). Earlier ones are not.</summary>
    public Result<Done> Set(string publicKeyPem) => !AuthorityEnvelope.TryReadPublicKey(publicKeyPem, out byte[]? bytes)
        ? new Problem(RegistryError.AuthorityKeyInvalid)
        : _file.Change<Done>(() =>
        {
            _file.Database.Run("UPDATE registry SET authority_key = ?1", bytes);
            _file.Record(AuditKind.AuthoritySet, 0, new AuditFields().With(AuditField.AuthorityKeyDigest, Digest(bytes)));
            return Done.Yes;
        });

    /// <summary>From now on none are kept. Earlier envelopes stay.</summary>
    public Result<Done> Clear() => _file.Change<Done>(() =>
    {
        _file.Database.Run("UPDATE registry SET authority_key = NULL");
        _file.Record(AuditKind.AuthorityCleared, 0, new AuditFields());
        return Done.Yes;
    });

    /// <summary>Name of the public key in use, 16 hex digits as in a release request; empty when none is.</summary>
    public Result<string> KeyName() =>
        _file.Read<string>(() => PublicKey(_file) is byte[] bytes ? Convert.ToHexString(AuthorityEnvelope.NameOf(bytes)) : string.Empty);

    /// <summary>
    /// The sealed keys of every key that was confirmed on a tag, earlier generations too, by which the certificates of their wipes are checked; as the
    /// file for the officer. It is recorded in the audit trail, with their number, before it is handed out.
    /// </summary>
    public Result<(byte[] File, int Count)> Export() => _file.Change<(byte[], int)>(() =>
    {
        List<SealedTagKeys> rows = _file.Query(
            "SELECT serial, generation, envelope FROM authority_keys JOIN key_use USING (serial, generation) WHERE stage = 1 ORDER BY serial, generation",
            row => new SealedTagKeys(row.UInt(0), row.UInt(1), row.Bytes(2)));
        if (rows.Count == 0)
        {
            return new Problem(RegistryError.AuthorityKeysMissing);
        }

        AuditEntry entry = _file.Record(AuditKind.AuthorityExported, 0, new AuditFields().With(AuditField.Count, (uint)rows.Count));
        string head = AuditTrail.Head(_file.Database, _file.Id).ToString();
        return (AuthorityExport.ToJson(_file.Id, head, entry.UtcMs, rows), rows.Count);
    });

    /// <summary>An envelope for the key being reserved; null when none is to be kept.</summary>
    internal static byte[]? Seal(RegistryFile file, Reservation reservation, byte[] baseKey)
    {
        if (PublicKey(file) is not byte[] bytes)
        {
            return null;
        }

        using AuthorityTagKeys keys = AuthorityTagKeys.Of(reservation.Serial, reservation.Generation, baseKey);
        return AuthorityEnvelope.Seal(bytes, keys);
    }

    /// <summary>Stores an envelope, inside a change.</summary>
    internal static void Store(RegistryFile file, Reservation reservation, byte[] envelope) => file.Database.Run(
        "INSERT INTO authority_keys (serial, generation, envelope) VALUES (?1, ?2, ?3)", reservation.Serial, reservation.Generation, envelope);

    /// <summary>What the trail keeps of an envelope or public key.</summary>
    internal static byte[] Digest(byte[] bytes) => SHA256.HashData(bytes);

    /// <summary>The public key in use, DER; null when none.</summary>
    internal static byte[]? PublicKey(RegistryFile file)
    {
        List<byte[]> keys = file.Query("SELECT authority_key FROM registry WHERE authority_key IS NOT NULL", row => row.Bytes(0));
        return keys.Count == 0 ? null : keys[0];
    }
}
