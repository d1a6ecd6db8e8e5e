using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using BluezoneTag.Officer.Messages;
using BluezoneTag.Officer.Storage;
using BluezoneTag.Registry.Authority;

namespace BluezoneTag.Officer.Tags;

/// <summary>The sealed keys of an export of the bench, each opened when it is needed.</summary>
public sealed class TagKeyRing
{
    private readonly string _path;
    private readonly IReadOnlyList<SealedTagKeys> _rows;

    private TagKeyRing(string path, IReadOnlyList<SealedTagKeys> rows)
    {
        _path = path;
        _rows = rows;
    }

    /// <summary>Reads an export. Throws <see cref="OfficerException"/>.</summary>
    public static TagKeyRing Read(string path) => AuthorityExport.TryRead(DeskFiles.Read(path, AuthorityExport.MaxLength), out IReadOnlyList<SealedTagKeys>? rows)
        ? new TagKeyRing(path, rows)
        : throw new OfficerException(OfficerFault.ExportUnreadable, ("path", path));

    /// <summary>The keys of a tag as it is now, for the caller to dispose. Throws <see cref="OfficerException"/>.</summary>
    public AuthorityTagKeys Present(uint serial, ECDiffieHellman authority, string ownName) => Open(Rows(serial)[0], authority, ownName);

    /// <summary>All keys that a tag has had, newest first, as far as they are sealed for this authority; for the caller to dispose.</summary>
    public IEnumerable<AuthorityTagKeys> All(uint serial, ECDiffieHellman authority, string ownName) =>
        Rows(serial).Where(row => IsOwn(row, ownName)).Select(row => Open(row, authority, ownName));

    /// <summary>Fingerprints of the base keys that a tag was given, so that none of them is taken for a key to publish.</summary>
    public IReadOnlyList<byte[]> BaseKeyFingerprints(uint serial, ECDiffieHellman authority, string ownName) =>
        [.. All(serial, authority, ownName).Select(FingerprintOf)];

    private static byte[] FingerprintOf(AuthorityTagKeys keys)
    {
        using (keys)
        {
            return keys.BaseKeyFingerprint;
        }
    }

    private static string RecipientOf(SealedTagKeys row) => AuthorityEnvelope.RecipientOf(row.Envelope) is byte[] name ? Convert.ToHexString(name) : string.Empty;

    private static bool IsOwn(SealedTagKeys row, string ownName) => RecipientOf(row) == ownName;

    private List<SealedTagKeys> Rows(uint serial)
    {
        List<SealedTagKeys> rows = [.. _rows.Where(row => row.Serial == serial).OrderByDescending(row => row.Generation)];
        return rows.Count > 0 ? rows : throw new OfficerException(OfficerFault.TagNotInExport, ("serial", serial), ("path", _path));
    }

    private static AuthorityTagKeys Open(SealedTagKeys row, ECDiffieHellman authority, string ownName)
    {
        string recipient = RecipientOf(row);
        if (recipient.Length > 0 && recipient != ownName)
        {
            throw new OfficerException(OfficerFault.TagKeyForAnother, ("serial", row.Serial), ("authority", recipient), ("own", ownName));
        }

        // Whoever swapped two rows of the file is found out here.
        AuthorityTagKeys? keys = AuthorityEnvelope.Open(authority, row.Envelope);
        return keys != null && keys.Serial == row.Serial && keys.Generation == row.Generation
            ? keys
            : throw new OfficerException(OfficerFault.TagKeyDamaged, ("serial", row.Serial));
    }
}
