using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using BluezoneTag.FlasherBench;
using BluezoneTag.Protocol.Provisioning;
using BluezoneTag.Protocol.Sync;
using BluezoneTag.Registry.Authority;
using BluezoneTag.Simulator.Usb;
using BluezoneTag.SyncClient;
using Xunit;

namespace BluezoneTag.Flasher.Join.Tests;

/// <summary>From `authority on` over a batch to `authority export`: what the authority opens are the keys of what is on the tag, and nobody else reads them.</summary>
public sealed class AuthorityTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("authority").FullName;
    private readonly ECDiffieHellman _authority = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
    private readonly Workbench _work;
    private readonly VirtualBench _bench = new("c3");

    public AuthorityTests()
    {
        _work = new Workbench(_folder, "c3", StandInSizes.Small);
        File.WriteAllText(In("authority.pem"), _authority.ExportSubjectPublicKeyInfoPem());
    }

    public void Dispose()
    {
        _bench.Dispose();
        _authority.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void What_is_exported_opens_for_the_authority_and_is_of_the_key_on_the_tag()
    {
        Assert.Equal(0, Registered("authority", "on", "--public-key", In("authority.pem")));
        string name = Convert.ToHexString(ReleasePackage.NameOf(_authority.ExportSubjectPublicKeyInfo()));
        Assert.Contains(name, _work.Printed, StringComparison.Ordinal);
        Assert.True(_work.Batch(_bench) == 0, _work.Printed);
        _bench.Live(1);
        IdentityImage identity = _bench.Tag().Report.Identity!;
        Assert.Equal(0, Registered("authority", "status", "--json"));
        Assert.Equal(0, Registered("authority", "export", "--out", In("keys.json")));
        byte[] export = File.ReadAllBytes(In("keys.json"));
        Assert.True(AuthorityExport.TryRead(export, out var rows));
        using AuthorityTagKeys keys = AuthorityEnvelope.Open(_authority, Assert.Single(rows).Envelope)!;
        HostCipher cipher = new();
        Assert.Equal(identity.Serial, keys.Serial);
        Assert.Equal(AuthorityKeys.ReleaseKey(cipher, identity.BaseKey), keys.ReleaseKey);
        Assert.Equal(AuthorityKeys.SettingsKey(cipher, identity.BaseKey), keys.SettingsKey);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(In("keys.json")));
        }

        foreach (byte[] secret in new[] { identity.BaseKey, identity.ClaimSecret, keys.ReleaseKey, keys.SettingsKey })
        {
            foreach (byte[] file in new[] { export, File.ReadAllBytes(_work.Registry), Encoding.UTF8.GetBytes(_work.Printed) })
            {
                Assert.Equal(-1, file.AsSpan().IndexOf(secret));
                Assert.DoesNotContain(Convert.ToHexString(secret), Encoding.Latin1.GetString(file), StringComparison.OrdinalIgnoreCase);
            }
        }
    }

    [Fact]
    public void Off_by_default_and_bad_keys_and_taken_files_change_nothing()
    {
        Assert.Equal(0, _work.Batch(_bench));
        Assert.Equal(0, Registered("authority", "status", "--lang", "vi"));
        Assert.Contains("Không giữ khóa của cơ quan y tế", _work.Printed, StringComparison.Ordinal);
        Assert.Equal(11, Registered("authority", "export", "--out", In("keys.json")));
        Assert.False(File.Exists(In("keys.json")));
        File.WriteAllText(In("private.pem"), _authority.ExportPkcs8PrivateKeyPem());
        Assert.Equal(3, Registered("authority", "on", "--public-key", In("private.pem")));
        Assert.Equal(3, Registered("authority", "on", "--public-key", In("nothing.pem")));
        Assert.Equal(2, Registered("authority", "export"));
        Assert.Equal(0, Registered("authority", "on", "--public-key", In("authority.pem")));
        Assert.Equal(0, Registered("authority", "off"));
        File.WriteAllText(In("taken"), "precious");
        Assert.Equal(3, Registered("authority", "export", "--out", In("taken")));
        Assert.Equal("precious", File.ReadAllText(In("taken")));
        Assert.Equal(0, Registered("list"));
    }

    private int Registered(params string[] arguments) => _work.Run(_bench, [.. arguments, "--registry", _work.Registry]);

    private string In(string name) => Path.Combine(_folder, name);
}
