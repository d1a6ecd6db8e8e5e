using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using BluezoneTag.FlasherBench;
using BluezoneTag.Protocol.Provisioning;
using BluezoneTag.Simulator.Usb;
using Xunit;

namespace BluezoneTag.Flasher.Join.Tests;

/// <summary>Escrow from switching it on to taking a key out: what comes out is what is on the tag, and nothing is in clear anywhere else.</summary>
public sealed class EscrowTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("escrow").FullName;
    private readonly Workbench _work;
    private readonly VirtualBench _bench = new("c3");

    public EscrowTests()
    {
        _work = new Workbench(_folder, "c3", StandInSizes.Small);
        File.WriteAllText(In("pass"), "bốn từ không liên quan\n");
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
        MakeKey();
        Assert.Equal(0, Registered("escrow", "on", "--public-key", In("public.pem")));
        Assert.True(_work.Batch(_bench) == 0, _work.Printed);
        _bench.Live(1);
        IdentityImage identity = _bench.Tag().Report.Identity!;
        Assert.Equal(0, Registered("escrow", "status"));
        Assert.Contains("Escrow is on", _work.Printed, StringComparison.Ordinal);

        Assert.True(Open("1", "pass", "--claim-file", In("claim.json"), "--base-key-file", In("base.hex")) == 0, _work.Printed);
        Assert.Equal(Convert.ToHexStringLower(identity.BaseKey), File.ReadAllText(In("base.hex")));
        JsonElement claim = JsonDocument.Parse(File.ReadAllText(In("claim.json"))).RootElement;
        Assert.Equal(Convert.ToHexStringLower(identity.ClaimSecret), claim.GetProperty("claimSecret").GetString());
        if (!OperatingSystem.IsWindows())
        {
            Assert.All(new[] { "claim.json", "base.hex", "private.pem" }, name => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(In(name))));
        }

        // A label that was lost is made again from it.
        Assert.Equal(0, Registered("label", "--claim-file", In("claim.json"), "--labels", In("again.pdf")));
        NothingIsInClear(identity);
    }

    [Fact]
    public void Without_the_right_passphrase_key_or_tag_nothing_comes_out()
    {
        MakeKey();
        Assert.Equal(0, Registered("escrow", "on", "--public-key", In("public.pem")));
        Assert.Equal(0, _work.Batch(_bench));
        Assert.Equal(11, Open("1", "other-pass", "--claim-file", In("claim.json")));
        Assert.Contains("does not open with this passphrase", _work.Printed, StringComparison.Ordinal);
        Assert.Equal(11, Open("2", "pass", "--claim-file", In("claim.json")));
        Assert.Equal(2, Open("1", "pass"));
        Assert.Contains("never printed", _work.Printed, StringComparison.Ordinal);
        File.WriteAllText(In("taken"), "precious");
        Assert.Equal(3, Open("1", "pass", "--claim-file", In("taken")));
        Assert.Equal("precious", File.ReadAllText(In("taken")));
        using var plain = System.Security.Cryptography.RSA.Create(3072);
        File.WriteAllText(In("private.pem"), plain.ExportPkcs8PrivateKeyPem());
        Assert.Equal(11, Open("1", "pass", "--claim-file", In("claim.json")));
        Assert.False(File.Exists(In("claim.json")));
    }

    [Fact]
    public void Off_by_default_and_after_off_and_a_bad_key_changes_nothing()
    {
        File.WriteAllText(In("bad.pem"), "no key");
        Assert.Equal(3, Registered("escrow", "on", "--public-key", In("bad.pem")));
        Assert.Equal(3, Registered("escrow", "on", "--public-key", In("nothing.pem")));
        MakeKey();
        Assert.Equal(3, Run("escrow", "key", "--public-key", In("public.pem"), "--private-key", In("p2.pem"), "--passphrase-file", In("pass")));
        Assert.Equal(0, Registered("escrow", "on", "--public-key", In("public.pem")));
        Assert.Equal(0, Registered("escrow", "off"));
        Assert.Equal(0, _work.Batch(_bench));
        Assert.Equal(11, Open("1", "pass", "--claim-file", In("claim.json")));
        Assert.Equal(0, Registered("escrow", "status", "--lang", "vi"));
        Assert.Contains("Ký gửi đang tắt", _work.Printed, StringComparison.Ordinal);
        File.WriteAllText(In("short"), "short\n");
        Assert.Equal(11, Run("escrow", "key", "--public-key", In("q.pem"), "--private-key", In("p2.pem"), "--passphrase-file", In("short")));
        Assert.False(File.Exists(In("q.pem")) || File.Exists(In("p2.pem")));
    }

    private void MakeKey()
    {
        Assert.Equal(0, Run("escrow", "key", "--public-key", In("public.pem"), "--private-key", In("private.pem"), "--passphrase-file", In("pass")));
        Assert.Contains("BEGIN ENCRYPTED PRIVATE KEY", File.ReadAllText(In("private.pem")), StringComparison.Ordinal);
    }

    private int Open(string tag, string pass, params string[] more) =>
        Registered(["escrow", "open", "--tag", tag, "--private-key", In("private.pem"), "--passphrase-file", In(pass), .. more]);

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
