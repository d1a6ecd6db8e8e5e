using System;
using System.IO;
using System.Security.Cryptography;
using BluezoneTag.Registry.Auditing;
using BluezoneTag.Registry.Holders;
using BluezoneTag.Registry.Results;
using BluezoneTag.Registry.Storage;
using Xunit;

namespace BluezoneTag.Registry.Tests.Auditing;

/// <summary>Somebody with a SQLite program at the file: every table, every column, every row.</summary>
public sealed class TamperTests : IDisposable
{
    // Made once: finding primes takes longer than all the rest.
    private static readonly string EscrowKey = MakeEscrowKey();

    private readonly Bench _bench = new();
    private readonly AuditHead _noted;

    public TamperTests()
    {
        _ = _bench.Registry.Escrow.Set(EscrowKey).Value;
        using ECDiffieHellman authority = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        _ = _bench.Registry.Authority.Set(authority.ExportSubjectPublicKeyInfoPem()).Value;
        uint first = _bench.Provisioned(1);
        _ = _bench.Registry.Tags.Issue(first, 5).Value;
        _ = _bench.Registry.Tags.MarkLost(_bench.Provisioned(2), "bus").Value;
        _ = _bench.Reserve(3).Value;
        Roster roster = new([new RosterRow(5, "A", "1", 2), new RosterRow(6, "B", "1", 3)], []);
        using (RegistryFile file = RegistryOpener.Open(_bench.File, Bench.Options).Value)
        {
            _ = new NameVault(file) { Iterations = 10 }.Import(roster, "0123456789").Value;
        }

        _noted = _bench.Registry.Audit.Head().Value;
    }

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void An_honest_registry_verifies_and_contains_every_earlier_head()
    {
        Assert.Equal(_noted, ProblemAssert.Ok(_bench.Registry.Audit.Verify(_noted)));
        _ = _bench.Registry.Tags.Return(1).Value;
        ProblemAssert.Ok(_bench.Registry.Audit.Verify(_noted));
        Assert.Equal(_noted.Count + 1, _bench.Registry.Audit.Head().Value.Count);
    }

    [Fact]
    public void Every_changed_byte_of_every_entry_is_found()
    {
        using Database database = OpenBehind();
        int tried = 0;
        foreach ((long sequence, byte[] bytes, _) in AuditTrail.Rows(database))
        {
            for (int i = 0; i < bytes.Length; i++, tried++)
            {
                byte[] changed = [.. bytes];
                changed[i] ^= 1;
                AssertFound(database, () => database.Run("UPDATE audit SET entry = ?2 WHERE sequence = ?1", sequence, changed), RegistryError.AuditBroken);
            }
        }

        Assert.True(tried > 800, $"{tried} bytes");
    }

    [Fact]
    public void Every_changed_hash_and_every_deleted_entry_is_found()
    {
        using Database database = OpenBehind();
        foreach ((long sequence, _, byte[] hash) in AuditTrail.Rows(database))
        {
            hash[0] ^= 1;
            AssertFound(database, () => database.Run("UPDATE audit SET hash = ?2 WHERE sequence = ?1", sequence, hash), RegistryError.AuditBroken);
            bool isLast = sequence == _noted.Count;
            AssertFound(
                database, () => database.Run("DELETE FROM audit WHERE sequence = ?1", sequence), isLast ? RegistryError.AuditHeadMissing : RegistryError.AuditBroken);
        }
    }

    [Fact]
    public void Every_swap_of_neighbouring_entries_is_found()
    {
        using Database database = OpenBehind();
        for (long sequence = 1; sequence < _noted.Count; sequence++)
        {
            AssertFound(database, () => Swap(database, sequence), RegistryError.AuditBroken);
        }
    }

    [Fact]
    public void A_trail_cut_together_with_its_tables_is_found_by_the_noted_head_alone()
    {
        string cut = _bench.Path("cut.db");
        File.Copy(_bench.File, cut);
        _ = _bench.Registry.Tags.Return(1).Value;
        AuditHead later = _bench.Registry.Audit.Head().Value;
        using TagRegistry older = TagRegistry.Open(cut, Bench.Options).Value;
        ProblemAssert.Ok(older.Audit.Verify());
        ProblemAssert.Ok(older.Audit.Verify(_noted));
        Problem problem = ProblemAssert.Is(RegistryError.AuditHeadMissing, older.Audit.Verify(later));
        Assert.Contains(later.ToString(), problem.ToString());
    }

    [Fact]
    public void A_rewritten_trail_with_good_hashes_is_found_by_the_noted_head()
    {
        using Database database = OpenBehind();
        AssertFound(database, () => RewriteWithGoodHashes(database), RegistryError.AuditHeadMissing);
    }

    [Theory]
    [InlineData("UPDATE tag SET state = 5 WHERE serial = 1", "tag")]
    [InlineData("UPDATE tag SET holder = 7 WHERE serial = 1", "tag")]
    [InlineData("UPDATE tag SET mac = 'AAAAAAAAAAAA' WHERE serial = 2", "tag")]
    [InlineData("UPDATE tag SET note = 'x' WHERE serial = 2", "tag")]
    [InlineData("UPDATE tag SET labelled = 0 WHERE serial = 1", "tag")]
    [InlineData("UPDATE tag SET operator = 'y' WHERE serial = 1", "tag")]
    [InlineData("UPDATE tag SET changed_utc_ms = 0 WHERE serial = 1", "tag")]
    [InlineData("UPDATE key_use SET stage = 1 WHERE serial = 3", "key_use")]
    [InlineData("UPDATE key_use SET base_key_fingerprint = zeroblob(16) WHERE serial = 3", "key_use")]
    [InlineData("UPDATE region SET sha256 = zeroblob(32) WHERE serial = 1 AND name = 'config'", "region")]
    [InlineData("DELETE FROM region WHERE serial = 2", "region")]
    [InlineData("UPDATE escrow SET envelope = zeroblob(384) WHERE serial = 2", "escrow")]
    [InlineData("DELETE FROM escrow", "escrow")]
    [InlineData("UPDATE registry SET escrow_key = NULL", "registry")]
    [InlineData("UPDATE authority_keys SET envelope = zeroblob(222) WHERE serial = 2", "authority_keys")]
    [InlineData("DELETE FROM authority_keys WHERE serial = 3", "authority_keys")]
    [InlineData("UPDATE registry SET authority_key = NULL", "registry")]
    [InlineData("UPDATE registry SET authority_key = zeroblob(91)", "registry")]
    [InlineData("DELETE FROM holder_name WHERE holder = 6", "holder_name")]
    [InlineData("UPDATE holder_name SET holder = 8 WHERE holder = 6", "holder_name")]
    [InlineData("UPDATE vault SET iterations = 11", "holder_name")]
    [InlineData("UPDATE vault SET proof = zeroblob(45)", "holder_name")]
    public void Every_edited_table_is_found(string sql, string table)
    {
        using Database database = OpenBehind();
        database.Run(sql);
        Assert.Equal(table, ProblemAssert.Is(RegistryError.AuditTablesDiffer, _bench.Registry.Audit.Verify(_noted)).Facts["table"]);
    }

    [Fact]
    public void Deleting_a_tag_is_found()
    {
        using Database database = OpenBehind();
        database.Run("PRAGMA foreign_keys = OFF");
        database.Run("DELETE FROM tag WHERE serial = 2");
        ProblemAssert.Is(RegistryError.Corrupt, _bench.Registry.Audit.Verify());
    }

    [Fact]
    public void Another_registry_id_is_found()
    {
        using Database database = OpenBehind();
        database.Run("UPDATE registry SET id = zeroblob(16)");
        _bench.Reopen();
        ProblemAssert.Is(RegistryError.AuditBroken, _bench.Registry.Audit.Verify());
    }

    [Theory]
    [InlineData("UPDATE audit SET hash = zeroblob(32)")]
    [InlineData("DELETE FROM audit")]
    [InlineData("DELETE FROM audit WHERE sequence = 1")]
    public void The_trail_resists_an_accident(string sql)
    {
        using Database database = Database.Open(_bench.File, create: false, readOnly: false, 0);
        Assert.Throws<DatabaseException>(() => database.Run(sql));
        ProblemAssert.Ok(_bench.Registry.Audit.Verify(_noted));
    }

    [Fact]
    public void A_damaged_page_is_reported_and_throws_nothing()
    {
        _bench.Registry.Dispose();
        byte[] whole = File.ReadAllBytes(_bench.File);
        for (int page = 1; page < whole.Length / 4096; page++)
        {
            byte[] damaged = [.. whole];
            damaged.AsSpan(page * 4096, 64).Fill(0xA5);
            File.WriteAllBytes(_bench.Path("damaged.db"), damaged);
            Result<TagRegistry> opened = TagRegistry.Open(_bench.Path("damaged.db"), Bench.Options);
            if (opened.IsOk)
            {
                using TagRegistry registry = opened.Value;
                Assert.False(registry.Audit.Verify(_noted).IsOk, $"page {page}");
            }
        }

        _bench.Reopen();
    }

    private static string MakeEscrowKey()
    {
        using RSA key = RSA.Create(3072);
        return key.ExportSubjectPublicKeyInfoPem();
    }

    private static void Swap(Database database, long sequence)
    {
        database.Run("UPDATE audit SET sequence = 9999 WHERE sequence = ?1", sequence);
        database.Run("UPDATE audit SET sequence = ?1 WHERE sequence = ?2", sequence, sequence + 1);
        database.Run("UPDATE audit SET sequence = ?1 WHERE sequence = 9999", sequence + 1);
    }

    // What a careful forger does: another operator in the first entry after the beginning, and the whole chain anew.
    private static void RewriteWithGoodHashes(Database database)
    {
        byte[] hash = AuditChain.Start(database.Query("SELECT id FROM registry", row => row.Bytes(0))[0]);
        foreach ((long sequence, byte[] bytes, _) in AuditTrail.Rows(database))
        {
            Assert.True(AuditCodec.TryDecode(bytes, out AuditEntry? entry));
            byte[] forged = sequence == 2 ? AuditCodec.Encode(entry with { Operator = "nobody" }) : bytes;
            hash = AuditChain.Next(hash, forged);
            database.Run("UPDATE audit SET entry = ?2, hash = ?3 WHERE sequence = ?1", sequence, forged, hash);
        }
    }

    private void AssertFound(Database database, Action tamper, RegistryError error)
    {
        database.Run("SAVEPOINT tampering");
        tamper();
        Problem problem = ProblemAssert.Is(error, VerifyThrough(database));
        Assert.NotNull(problem);
        database.Run("ROLLBACK TO tampering");
        database.Run("RELEASE tampering");
    }

    // Through the tamperer's own connection, so that thousands of forgeries need not reach the disk.
    private Result<AuditHead> VerifyThrough(Database database)
    {
        byte[] id = database.Query("SELECT id FROM registry", row => row.Bytes(0))[0];
        return AuditVerifier.Verify(new RegistryFile(database, _bench.File, Bench.Options, id), _noted);
    }

    private Database OpenBehind()
    {
        Database database = Database.Open(_bench.File, create: false, readOnly: false, 0);
        database.Script("DROP TRIGGER audit_is_not_edited; DROP TRIGGER audit_is_not_deleted");
        return database;
    }
}
