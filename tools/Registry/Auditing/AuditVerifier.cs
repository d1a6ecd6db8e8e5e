using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Registry.Authority;
using BluezoneTag.Registry.Escrow;
using BluezoneTag.Registry.Holders;
using BluezoneTag.Registry.Results;
using BluezoneTag.Registry.Storage;

namespace BluezoneTag.Registry.Auditing;

/// <summary>Checks the trail against itself, against a noted head, and the tables against the trail.</summary>
internal static class AuditVerifier
{
    private static readonly string[] ProjectedTables = ["tag", "key_use", "region"];

    /// <summary>The head when all holds.</summary>
    public static Result<AuditHead> Verify(RegistryFile file, AuditHead? noted)
    {
        if (DatabaseFault(file.Database) is string fault)
        {
            return new Problem(RegistryError.Corrupt, ("path", file.Path), ("detail", fault));
        }

        List<AuditEntry> entries = [];
        Result<AuditHead> head = Walk(file, noted, entries);
        return head.IsOk && Differences(file, entries) is Problem difference ? difference : head;
    }

    private static string? DatabaseFault(Database database)
    {
        string integrity = string.Join("; ", database.Query("PRAGMA integrity_check(5)", row => row.Text(0)));
        return integrity != "ok" ? integrity : database.Query("PRAGMA foreign_key_check", row => row.Text(0)).FirstOrDefault();
    }

    private static Result<AuditHead> Walk(RegistryFile file, AuditHead? noted, List<AuditEntry> entries)
    {
        byte[] hash = AuditChain.Start(file.Id);
        bool wasNoted = noted == null;
        foreach ((long sequence, byte[] bytes, byte[] stored) in AuditTrail.Rows(file.Database))
        {
            hash = AuditChain.Next(hash, bytes);
            if (!AuditCodec.TryDecode(bytes, out AuditEntry? entry) || entry.Sequence != sequence || sequence != entries.Count + 1
                || !hash.AsSpan().SequenceEqual(stored))
            {
                return new Problem(RegistryError.AuditBroken, ("sequence", entries.Count + 1));
            }

            entries.Add(entry);
            wasNoted |= AuditHead.Of(sequence, hash) == noted;
        }

        bool startsRight = entries.Count > 0 && entries[0].Kind == AuditKind.Created && entries[0].Bytes(AuditField.RegistryId).AsSpan().SequenceEqual(file.Id);
        return !startsRight ? new Problem(RegistryError.AuditBroken, ("sequence", 1))
            : !wasNoted ? new Problem(RegistryError.AuditHeadMissing, ("head", noted!), ("count", entries.Count))
            : AuditHead.Of(entries.Count, hash);
    }

    private static Problem? Differences(RegistryFile file, List<AuditEntry> entries)
    {
        using Database replay = Database.InMemory();
        Schema.Upgrade(replay, Schema.Migrations);
        try
        {
            entries.ForEach(entry => Projection.Apply(replay, entry));
        }
        catch (DatabaseException)
        {
            return new Problem(RegistryError.AuditTablesDiffer, ("table", "audit"));
        }

        string? table = ProjectedTables.FirstOrDefault(name => !Dump(file.Database, name).SequenceEqual(Dump(replay, name)))
            ?? (EnvelopesDiffer(file, entries, "escrow", AuditField.EnvelopeDigest) ? "escrow"
            : EnvelopesDiffer(file, entries, "authority_keys", AuditField.AuthorityEnvelopeDigest) ? "authority_keys"
            : VaultDiffers(file, entries) ? "holder_name"
            : EscrowKeyDiffers(file, entries) || AuthorityKeyDiffers(file, entries) ? "registry" : null);
        return table == null ? null : new Problem(RegistryError.AuditTablesDiffer, ("table", table));
    }

    private static List<string> Dump(Database database, string table) => database.Query($"SELECT * FROM {table} ORDER BY 1, 2, 4", row => row.Line());

    private static bool EnvelopesDiffer(RegistryFile file, List<AuditEntry> entries, string table, AuditField digest)
    {
        IEnumerable<string> said = entries
            .Where(entry => entry.Has(digest))
            .Select(entry => Line(entry.Serial, entry.Number(AuditField.Generation), entry.Bytes(digest)));
        IEnumerable<string> kept = file.Query(
            $"SELECT serial, generation, envelope FROM {table}", row => Line(row.UInt(0), row.UInt(1), EscrowSafe.Digest(row.Bytes(2))));
        return !said.Order(StringComparer.Ordinal).SequenceEqual(kept.Order(StringComparer.Ordinal));
    }

    private static string Line(uint serial, uint generation, byte[] digest) => $"{serial}/{generation}/{Convert.ToHexString(digest)}";

    private static bool VaultDiffers(RegistryFile file, List<AuditEntry> entries)
    {
        byte[]? said = entries.LastOrDefault(entry => entry.Has(AuditField.VaultDigest))?.Bytes(AuditField.VaultDigest);
        byte[] kept = NameVault.Digest(file.Database);
        return said == null ? file.Database.Number("SELECT count(*) FROM holder_name") > 0 : !kept.AsSpan().SequenceEqual(said);
    }

    private static bool EscrowKeyDiffers(RegistryFile file, List<AuditEntry> entries)
    {
        AuditEntry? last = entries.LastOrDefault(entry => entry.Kind is AuditKind.EscrowSet or AuditKind.EscrowCleared);
        byte[] said = last?.Bytes(AuditField.EscrowKeyDigest) ?? [];
        byte[] kept = EscrowSafe.PublicKey(file) is byte[] key ? EscrowSafe.Digest(key) : [];
        return !kept.AsSpan().SequenceEqual(said);
    }

    private static bool AuthorityKeyDiffers(RegistryFile file, List<AuditEntry> entries)
    {
        AuditEntry? last = entries.LastOrDefault(entry => entry.Kind is AuditKind.AuthoritySet or AuditKind.AuthorityCleared);
        byte[] said = last?.Bytes(AuditField.AuthorityKeyDigest) ?? [];
        byte[] kept = AuthoritySafe.PublicKey(file) is byte[] key ? AuthoritySafe.Digest(key) : [];
        return !kept.AsSpan().SequenceEqual(said);
    }
}
