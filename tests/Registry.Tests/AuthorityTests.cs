using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using BluezoneTag.Protocol.Sync;
using BluezoneTag.Registry.Auditing;
using BluezoneTag.Registry.Authority;
using BluezoneTag.Registry.Results;
using BluezoneTag.Registry.Storage;
using BluezoneTag.Registry.Tags;
using Xunit;

namespace BluezoneTag.Registry.Tests;

/// <summary>The authority's keys: kept when told to, readable by the authority alone, and nothing but these two keys.</summary>
public sealed class AuthorityTests : IDisposable
{
    private readonly Bench _bench = new();
    private readonly ECDiffieHellman _authority = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose()
    {
        _authority.Dispose();
        _bench.Dispose();
    }

    [Fact]
    public void Off_until_a_key_is_set_and_after_it_is_cleared()
    {
        _ = _bench.Provisioned(1);
        ProblemAssert.Is(RegistryError.AuthorityKeysMissing, _bench.Registry.Authority.Export());
        Assert.Equal(string.Empty, ProblemAssert.Ok(_bench.Registry.Authority.KeyName()));
        SetKey();
        Assert.Equal(Convert.ToHexString(SHA256.HashData(_authority.ExportSubjectPublicKeyInfo()))[..16], ProblemAssert.Ok(_bench.Registry.Authority.KeyName()));
        uint during = _bench.Provisioned(2);
        ProblemAssert.Ok(_bench.Registry.Authority.Clear());
        _ = _bench.Provisioned(3);
        Assert.Equal([during], Export().Select(row => row.Serial));
        ProblemAssert.Ok(_bench.Registry.Audit.Verify());
    }

    [Fact]
    public void The_authority_reads_the_keys_of_every_generation_that_was_on_a_tag()
    {
        SetKey();
        uint serial = _bench.Provisioned(1);
        Assert.Equal(serial, _bench.Provisioned(1, key: 7));
        _ = _bench.Reserve(2).Value;
        IReadOnlyList<SealedTagKeys> rows = Export();
        Assert.Equal([(serial, 1u), (serial, 2u)], rows.Select(one => (one.Serial, one.Generation)));
        SealedTagKeys row = rows[1];
        using AuthorityTagKeys keys = AuthorityEnvelope.Open(_authority, row.Envelope)!;
        Assert.Equal((serial, 2u), (keys.Serial, keys.Generation));
        Cipher cipher = new();
        Assert.Equal(AuthorityKeys.ReleaseKey(cipher, Bench.BaseKey(7)), keys.ReleaseKey);
        Assert.Equal(AuthorityKeys.SettingsKey(cipher, Bench.BaseKey(7)), keys.SettingsKey);
        Assert.Equal(KeyFingerprint.OfBaseKey(Bench.BaseKey(7)), keys.BaseKeyFingerprint);
        Assert.DoesNotContain(Convert.ToHexString(keys.ReleaseKey), keys.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void No_secret_is_in_clear_in_registry_or_export_as_bytes_or_as_text()
    {
        SetKey();
        _ = _bench.Provisioned(1);
        byte[] export = ProblemAssert.Ok(_bench.Registry.Authority.Export()).File;
        using AuthorityTagKeys keys = AuthorityTagKeys.Of(1, 1, Bench.BaseKey(1));
        foreach (byte[] secret in new[] { Bench.BaseKey(1), Bench.Claim(1), keys.ReleaseKey, keys.SettingsKey })
        {
            foreach (byte[] file in new[] { export, File.ReadAllBytes(_bench.File), Assert.Single(Read(export)).Envelope })
            {
                string text = Encoding.Latin1.GetString(file);
                Assert.Equal(-1, file.AsSpan().IndexOf(secret));
                Assert.DoesNotContain(Convert.ToHexString(secret), text, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain(Convert.ToBase64String(secret)[..20], text, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Two_envelopes_of_the_same_keys_have_nothing_in_common_but_their_heads()
    {
        using AuthorityTagKeys keys = AuthorityTagKeys.Of(1, 1, Bench.BaseKey(1));
        byte[] key = _authority.ExportSubjectPublicKeyInfo();
        byte[] one = AuthorityEnvelope.Seal(key, keys);
        byte[] other = AuthorityEnvelope.Seal(key, keys);
        Assert.NotEqual(one[^88..], other[^88..]);
        Assert.Equal(one.Length, other.Length);
    }

    [Fact]
    public void Every_byte_of_an_envelope_counts_and_another_key_opens_none()
    {
        using AuthorityTagKeys keys = AuthorityTagKeys.Of(1, 1, Bench.BaseKey(1));
        byte[] envelope = AuthorityEnvelope.Seal(_authority.ExportSubjectPublicKeyInfo(), keys);
        Assert.NotNull(AuthorityEnvelope.Open(_authority, envelope));
        Assert.Equal(AuthorityEnvelope.NameOf(_authority.ExportSubjectPublicKeyInfo()), AuthorityEnvelope.RecipientOf(envelope));
        using ECDiffieHellman other = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        Assert.Null(AuthorityEnvelope.Open(other, envelope));
        for (int i = 0; i < envelope.Length; i++)
        {
            byte[] damaged = [.. envelope];
            damaged[i] ^= 1;
            Assert.Null(AuthorityEnvelope.Open(_authority, damaged));
            Assert.Null(AuthorityEnvelope.Open(_authority, envelope[..i]));
        }

        Assert.Null(AuthorityEnvelope.RecipientOf([1, 2, 3]));
    }

    [Fact]
    public void A_key_that_is_no_public_P256_key_is_refused()
    {
        using ECDsa wrongCurve = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using RSA rsa = RSA.Create(2048);
        string[] refused = ["", "no key", wrongCurve.ExportSubjectPublicKeyInfoPem(), rsa.ExportSubjectPublicKeyInfoPem(), _authority.ExportPkcs8PrivateKeyPem(), _authority.ExportECPrivateKeyPem()];
        Assert.All(refused, pem => ProblemAssert.Is(RegistryError.AuthorityKeyInvalid, _bench.Registry.Authority.Set(pem)));
        Assert.Equal(string.Empty, ProblemAssert.Ok(_bench.Registry.Authority.KeyName()));
    }

    [Fact]
    public void Setting_handing_over_and_clearing_stand_in_the_trail()
    {
        SetKey();
        _ = _bench.Provisioned(1);
        _ = Export();
        ProblemAssert.Ok(_bench.Registry.Authority.Clear());
        IReadOnlyList<AuditEntry> entries = ProblemAssert.Ok(_bench.Registry.Audit.Entries());
        Assert.Equal(
            [AuditKind.Created, AuditKind.AuthoritySet, AuditKind.Reserved, AuditKind.Confirmed, AuditKind.Labelled, AuditKind.AuthorityExported, AuditKind.AuthorityCleared],
            entries.Select(entry => entry.Kind));
        Assert.Equal(SHA256.HashData(_authority.ExportSubjectPublicKeyInfo()), entries[1].Bytes(AuditField.AuthorityKeyDigest));
        Assert.Equal(32, entries[2].Bytes(AuditField.AuthorityEnvelopeDigest).Length);
        Assert.Equal(1u, entries[5].Number(AuditField.Count));
        ProblemAssert.Ok(_bench.Registry.Audit.Verify());
    }

    [Fact]
    public void A_registry_of_the_first_version_is_brought_up_to_date_with_all_that_is_in_it()
    {
        uint serial = _bench.Provisioned(1);
        AuditHead head = ProblemAssert.Ok(_bench.Registry.Audit.Head());
        _bench.Registry.Dispose();
        using (Database database = Database.Open(_bench.File, create: false, readOnly: false, 0))
        {
            database.Script("DROP TABLE authority_keys; ALTER TABLE registry DROP COLUMN authority_key; PRAGMA user_version = 1");
            using Database first = Database.InMemory();
            Schema.Upgrade(first, [Schema.Migrations[0]]);
            Assert.Equal(Shape(first), Shape(database));
        }

        ProblemAssert.Is(RegistryError.SchemaTooOld, TagRegistry.Open(_bench.File, Bench.Options with { ReadOnly = true }));
        _bench.Reopen();
        Assert.Equal(head, ProblemAssert.Ok(_bench.Registry.Audit.Verify(head)));
        Assert.Equal(TagState.Provisioned, ProblemAssert.Ok(_bench.Registry.Tags.Find(serial)).State);
        SetKey();
        uint next = _bench.Provisioned(2);
        Assert.Equal([next], Export().Select(row => row.Serial));
        ProblemAssert.Ok(_bench.Registry.Audit.Verify(head));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"format\":\"bluezonetag-authority-keys\",\"version\":2,\"tags\":[]}")]
    [InlineData("{\"format\":\"bluezonetag-authority-keys\",\"version\":1,\"tags\":7}")]
    [InlineData("{\"format\":\"bluezonetag-authority-keys\",\"version\":1,\"tags\":[{\"serial\":-1,\"generation\":1,\"sealed\":\"\"}]}")]
    [InlineData("{\"format\":\"bluezonetag-authority-keys\",\"version\":1,\"tags\":[{\"serial\":1,\"generation\":1,\"sealed\":\"??\"}]}")]
    [InlineData("{\"format\":\"bluezonetag-authority-keys\",\"version\":1,\"tags\":[{\"serial\":1,\"generation\":1,\"sealed\":\"\"},{\"serial\":1,\"generation\":1,\"sealed\":\"\"}]}")]
    public void What_is_no_export_is_refused(string text) => Assert.False(AuthorityExport.TryRead(Encoding.UTF8.GetBytes(text), out _));

    private static List<string> Shape(Database database) => database.Query("SELECT m.name || p.name || p.type FROM sqlite_master m, pragma_table_info(m.name) p ORDER BY 1", row => row.Text(0));

    private static IReadOnlyList<SealedTagKeys> Read(byte[] file)
    {
        Assert.True(AuthorityExport.TryRead(file, out IReadOnlyList<SealedTagKeys>? rows));
        return rows;
    }

    private void SetKey() => ProblemAssert.Ok(_bench.Registry.Authority.Set(_authority.ExportSubjectPublicKeyInfoPem()));

    private IReadOnlyList<SealedTagKeys> Export() => Read(ProblemAssert.Ok(_bench.Registry.Authority.Export()).File);

    private sealed class Cipher : ICipherPrimitives
    {
        public byte[] HmacSha256(byte[] key, byte[] message) => HMACSHA256.HashData(key, message);

        public byte[] EncryptBlocks(byte[] key, byte[] blocks) => throw new NotSupportedException();
    }
}
