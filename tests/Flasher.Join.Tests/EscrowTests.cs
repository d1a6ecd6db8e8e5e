using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BluezoneTag.Flasher.Messages;
using BluezoneTag.FlasherBench;
using BluezoneTag.Protocol.Provisioning;
using BluezoneTag.Simulator.Usb;
using Xunit;

namespace BluezoneTag.Flasher.Join.Tests;

/// <summary>Escrow from switching it on to taking a key out: what comes out is what is on the tag, and nothing is in clear anywhere else.</summary>
public sealed class EscrowTests : IClassFixture<EscrowKey>, IDisposable
{
    private readonly EscrowKey _key;
    private readonly string _folder = Directory.CreateTempSubdirectory("escrow").FullName;
    private readonly Workbench _work;
    private readonly VirtualBench _bench = new("c3");

    public EscrowTests(EscrowKey key)
    {
        _key = key;
        _work = new Workbench(_folder, "c3", StandInSizes.Small);
        File.WriteAllText(In("other-pass"), "another passphrase\n");
    }

    public void Dispose()
    {
        _bench.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void What_was_escrowed_comes_out_with_private_key_and_passphrase_and_is_what_the_tag_has()
    {
        Assert.Equal(ExitCode.Success, _key.Code);
        Assert.Equal(0, Registered("escrow", "on", "--public-key", _key.PublicFile));
        Assert.True(_work.Batch(_bench) == 0, _work.Printed);
        _bench.Live(1);
        IdentityImage identity = _bench.Tag().Report.Identity!;
        Assert.Equal(0, Registered("escrow", "status"));
        Assert.Contains("Escrow is on", _work.Printed, StringComparison.Ordinal);

        Assert.True(Open("1", _key.PassphraseFile, "--claim-file", In("claim.json"), "--base-key-file", In("base.hex")) == 0, _work.Printed);
        Assert.Equal(Convert.ToHexStringLower(identity.BaseKey), File.ReadAllText(In("base.hex")));
        JsonElement claim = JsonDocument.Parse(File.ReadAllText(In("claim.json"))).RootElement;
        Assert.Equal(Convert.ToHexStringLower(identity.ClaimSecret), claim.GetProperty("claimSecret").GetString());
        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode OwnerAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            Assert.Equal(
                (OwnerAlone, OwnerAlone, OwnerAlone),
                (File.GetUnixFileMode(In("claim.json")), File.GetUnixFileMode(In("base.hex")), File.GetUnixFileMode(_key.PrivateFile)));
        }

        // A label that was lost is made again from it.
        Assert.Equal(0, Registered("label", "--claim-file", In("claim.json"), "--labels", In("again.pdf")));
        NothingIsInClear(identity);
    }

    [Fact]
    public void Without_the_right_passphrase_key_or_tag_nothing_comes_out()
    {
        Assert.Equal(ExitCode.Success, _key.Code);
        Assert.Equal(0, Registered("escrow", "on", "--public-key", _key.PublicFile));
        Assert.Equal(0, _work.Batch(_bench));
        Assert.Equal(11, Open("1", In("other-pass"), "--claim-file", In("claim.json")));
        Assert.Contains("does not open with this passphrase", _work.Printed, StringComparison.Ordinal);
        Assert.Equal(11, Open("2", _key.PassphraseFile, "--claim-file", In("claim.json")));
        Assert.Equal(2, Open("1", _key.PassphraseFile));
        Assert.Contains("never printed", _work.Printed, StringComparison.Ordinal);
        File.WriteAllText(In("taken"), "precious");
        Assert.Equal(3, Open("1", _key.PassphraseFile, "--claim-file", In("taken")));
        Assert.Equal("precious", File.ReadAllText(In("taken")));

        // The right key, but in clear on a disk: not taken.
        Assert.Contains("BEGIN ENCRYPTED PRIVATE KEY", File.ReadAllText(_key.PrivateFile), StringComparison.Ordinal);
        using var plain = RSA.Create();
        plain.ImportFromEncryptedPem(File.ReadAllText(_key.PrivateFile), File.ReadAllText(_key.PassphraseFile).TrimEnd());
        File.WriteAllText(In("plain.pem"), plain.ExportPkcs8PrivateKeyPem());
        Assert.Equal(11, OpenWith(In("plain.pem"), "1", _key.PassphraseFile, "--claim-file", In("claim.json")));
        Assert.False(File.Exists(In("claim.json")));
    }

    [Fact]
    public void Off_by_default_and_after_off_and_a_bad_key_changes_nothing()
    {
        File.WriteAllText(In("bad.pem"), "no key");
        Assert.Equal(3, Registered("escrow", "on", "--public-key", In("bad.pem")));
        Assert.Equal(3, Registered("escrow", "on", "--public-key", In("nothing.pem")));
        Assert.Equal(ExitCode.Success, _key.Code);
        Assert.Equal(3, Run("escrow", "key", "--public-key", _key.PublicFile, "--private-key", In("p2.pem"), "--passphrase-file", _key.PassphraseFile));
        Assert.Equal(0, Registered("escrow", "on", "--public-key", _key.PublicFile));
        Assert.Equal(0, Registered("escrow", "off"));
        Assert.Equal(0, _work.Batch(_bench));
        Assert.Equal(11, Open("1", _key.PassphraseFile, "--claim-file", In("claim.json")));
        Assert.Equal(0, Registered("escrow", "status", "--lang", "vi"));
        Assert.Contains("Ký gửi đang tắt", _work.Printed, StringComparison.Ordinal);
        File.WriteAllText(In("short"), "short\n");
        Assert.Equal(11, Run("escrow", "key", "--public-key", In("q.pem"), "--private-key", In("p2.pem"), "--passphrase-file", In("short")));
        Assert.False(File.Exists(In("q.pem")) || File.Exists(In("p2.pem")));
    }

    private int Open(string tag, string passphraseFile, params string[] more) => OpenWith(_key.PrivateFile, tag, passphraseFile, more);

    private int OpenWith(string privateKey, string tag, string passphraseFile, params string[] more) =>
        Registered(["escrow", "open", "--tag", tag, "--private-key", privateKey, "--passphrase-file", passphraseFile, .. more]);

    private int Registered(params string[] arguments) => Run([.. arguments, "--registry", _work.Registry]);

    private int Run(params string[] arguments) => _work.Run(_bench, arguments);

    // Neither in what was printed nor in the registry, as bytes or as digits.
    private void NothingIsInClear(IdentityImage identity)
    {
        byte[] registry = File.ReadAllBytes(_work.Registry);
        foreach (byte[] secret in new[] { identity.BaseKey, identity.ClaimSecret })
        {
            string digits = Convert.ToHexString(secret);
            Assert.Equal(-1, registry.AsSpan().IndexOf(secret));
            Assert.DoesNotContain(digits, Encoding.Latin1.GetString(registry), StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(digits, _work.Printed, StringComparison.OrdinalIgnoreCase);
        }
    }

    private string In(string name) => Path.Combine(_folder, name);
}
