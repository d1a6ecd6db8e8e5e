using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using BluezoneTag.Registry.Auditing;
using BluezoneTag.Registry.Results;
using BluezoneTag.Registry.Storage;

namespace BluezoneTag.Registry.Holders;

/// <summary>
/// Names of holders, in a table of their own and encrypted with a passphrase. The rest of the registry knows numbers only and
/// works without it. The first import sets the passphrase; without it the names are lost, and nothing else is.
/// </summary>
public sealed class NameVault
{
    private const char Separator = '\n';
    private const string Proof = "bluezonetag vault";
    private const int IdLength = 16;

    private readonly RegistryFile _file;

    internal NameVault(RegistryFile file) => _file = file;

    /// <summary>Rounds of PBKDF2 for a new vault; tests take fewer.</summary>
    internal int Iterations { get; init; } = NameSeal.DefaultIterations;

    /// <summary>
    /// Takes a roster in, all of it or nothing. Rows without a number get the next free ones, in the file's order. Returns the
    /// people with their numbers. A number or name that is in the vault already is a problem.
    /// </summary>
    public Result<IReadOnlyList<HolderName>> Import(Roster roster, string passphrase) => VietnameseText.Compose(passphrase).Length < NameSeal.MinPassphraseLength
        ? new Problem(RegistryError.PassphraseTooShort, ("limit", NameSeal.MinPassphraseLength))
        : _file.Change(() =>
        {
            using NameSeal? seal = Unlock(passphrase) ?? (HasVault() ? null : MakeVault(passphrase));
            return seal == null ? new Problem(RegistryError.PassphraseWrong) : Import(roster, seal);
        });

    /// <summary>All names, by number. The reading is recorded in the audit trail.</summary>
    public Result<IReadOnlyList<HolderName>> Read(string passphrase) => _file.Change<IReadOnlyList<HolderName>>(() =>
    {
        if (!HasVault())
        {
            return new Problem(RegistryError.NamesMissing);
        }

        using NameSeal? seal = Unlock(passphrase);
        if (seal == null)
        {
            return new Problem(RegistryError.PassphraseWrong);
        }

        if (All(seal) is not List<HolderName> names)
        {
            return new Problem(RegistryError.Corrupt, ("path", _file.Path), ("detail", "a sealed name does not open"));
        }

        _file.Record(AuditKind.NamesRead, 0, new AuditFields().With(AuditField.Count, (uint)names.Count));
        return names;
    });

    /// <summary>Deletes all names and overwrites them in the file. Numbers, tags and trail stay.</summary>
    public Result<Done> Forget() => _file.Change<Done>(() =>
    {
        long count = _file.Database.Number("SELECT count(*) FROM holder_name");
        _file.Database.Run("DELETE FROM holder_name");
        _file.Database.Run("DELETE FROM vault");
        _file.Record(AuditKind.NamesForgotten, 0, new AuditFields().With(AuditField.Count, (uint)count).With(AuditField.VaultDigest, Digest(_file.Database)));
        return Done.Yes;
    });

    /// <summary>SHA-256 over the vault as stored (docs/registry.md 5): what the trail keeps of it.</summary>
    internal static byte[] Digest(Database database)
    {
        using MemoryStream all = new();
        foreach (byte[] part in database.Query("SELECT id, salt, proof FROM vault", row => (byte[])[.. row.Bytes(0), .. row.Bytes(1), .. row.Bytes(2)]))
        {
            Add(all, (uint)database.Number("SELECT iterations FROM vault"), part);
        }

        foreach ((uint number, byte[] name) in database.Query("SELECT holder, sealed FROM holder_name ORDER BY holder", row => (row.UInt(0), row.Bytes(1))))
        {
            Add(all, number, name);
        }

        return SHA256.HashData(all.ToArray());
    }

    private static void Add(MemoryStream all, uint number, byte[] bytes)
    {
        byte[] header = new byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(header, number);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(4), bytes.Length);
        all.Write(header);
        all.Write(bytes);
    }

    private static List<Problem> Clashes(Roster roster, List<HolderName> known)
    {
        Dictionary<uint, HolderName> byNumber = known.ToDictionary(one => one.Number);
        HashSet<(string, string)> byName = [.. known.Select(one => (one.Name, one.Group))];
        return [.. roster.Rows
            .Where(row => row.Number is uint number ? byNumber.ContainsKey(number) : byName.Contains((row.Name, row.Group)))
            .Select(row => new Problem(RegistryError.RosterHolderExists, ("line", row.Line), ("number", row.Number?.ToString() ?? "-")))];
    }

    private static List<HolderName> Numbered(Roster roster, List<HolderName> known)
    {
        HashSet<uint> taken = [.. known.Select(one => one.Number), .. roster.Rows.Select(row => row.Number).OfType<uint>()];
        List<HolderName> names = [];
        uint next = 1;
        foreach (RosterRow row in roster.Rows)
        {
            while (row.Number == null && !taken.Add(next))
            {
                next++;
            }

            names.Add(new HolderName(row.Number ?? next, row.Name, row.Group));
        }

        return names;
    }

    private Result<IReadOnlyList<HolderName>> Import(Roster roster, NameSeal seal)
    {
        if (All(seal) is not List<HolderName> known)
        {
            return new Problem(RegistryError.Corrupt, ("path", _file.Path), ("detail", "a sealed name does not open"));
        }

        List<Problem> clashes = Clashes(roster, known);
        if (clashes.Count > 0)
        {
            return Result<IReadOnlyList<HolderName>>.Failed(clashes);
        }

        List<HolderName> names = Numbered(roster, known);
        foreach (HolderName name in names)
        {
            byte[] sealedName = seal.Seal(name.Number, name.Name + Separator + name.Group);
            _file.Database.Run("INSERT INTO holder_name (holder, sealed) VALUES (?1, ?2)", name.Number, sealedName);
        }

        AuditFields fields = new AuditFields().With(AuditField.Count, (uint)names.Count).With(AuditField.VaultDigest, Digest(_file.Database));
        _file.Record(AuditKind.RosterImported, 0, fields);
        return names;
    }

    private bool HasVault() => _file.Database.Number("SELECT count(*) FROM vault") > 0;

    private NameSeal MakeVault(string passphrase)
    {
        byte[] id = RandomNumberGenerator.GetBytes(IdLength);
        byte[] salt = RandomNumberGenerator.GetBytes(IdLength);
        NameSeal seal = new(passphrase, id, salt, Iterations);
        _file.Database.Run(
            "INSERT INTO vault (only, id, salt, iterations, proof) VALUES (1, ?1, ?2, ?3, ?4)", id, salt, Iterations, seal.Seal(0, Proof));
        return seal;
    }

    // Null when there is no vault or the passphrase is not its own.
    private NameSeal? Unlock(string passphrase)
    {
        List<(byte[] Id, byte[] Salt, long Iterations, byte[] Proof)> vault = _file.Query(
            "SELECT id, salt, iterations, proof FROM vault", row => (row.Bytes(0), row.Bytes(1), row.Long(2), row.Bytes(3)));
        if (vault.Count == 0 || vault[0].Iterations is < 1 or > NameSeal.MaxIterations)
        {
            return null;
        }

        NameSeal seal = new(passphrase, vault[0].Id, vault[0].Salt, (int)vault[0].Iterations);
        if (seal.Open(0, vault[0].Proof) == Proof)
        {
            return seal;
        }

        seal.Dispose();
        return null;
    }

    // Null when one does not open.
    private List<HolderName>? All(NameSeal seal)
    {
        List<HolderName?> names = _file.Query(
            "SELECT holder, sealed FROM holder_name ORDER BY holder", row => Opened(seal, row.UInt(0), row.Bytes(1)));
        return names.Contains(null) ? null : names.OfType<HolderName>().ToList();
    }

    private static HolderName? Opened(NameSeal seal, uint number, byte[] sealedName)
    {
        string[]? parts = seal.Open(number, sealedName)?.Split(Separator, 2);
        return parts is { Length: 2 } ? new HolderName(number, parts[0], parts[1]) : null;
    }
}
