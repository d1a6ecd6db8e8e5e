using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using BluezoneTag.Flasher.Commands;
using BluezoneTag.Flasher.Images;
using BluezoneTag.Flasher.Messages;
using BluezoneTag.Flasher.Tests.Support;
using BluezoneTag.Protocol.Provisioning;
using BluezoneTag.Registry.Results;
using Xunit;

namespace BluezoneTag.Flasher.Tests.Commands;

/// <summary>Whole command lines against a fake chip: what is printed, which exit code, which files.</summary>
public sealed class CliTests : IDisposable
{
    private const long Now = 20_000L * 86_400_000;
    private readonly Rig _rig = new();
    private readonly FakeChip _chip;
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public CliTests()
    {
        _chip = _rig.Chip();
        _chip.Application = new FakeNanoClr().Answer;
    }

    private string ClaimPath => Path.Combine(_rig.Folder, "claim.json");

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void Flash_with_identity_and_check_prints_one_json_object_and_no_secret()
    {
        int code = Flash("--serial", "7407", "--claim-file", ClaimPath, "--check", "--json");
        Assert.Equal(0, code);
        JsonElement json = JsonDocument.Parse(_output.ToString()).RootElement;
        Assert.True(json.GetProperty("ok").GetBoolean());
        JsonElement result = json.GetProperty("result");
        Assert.Equal("7CDFA1112233", result.GetProperty("mac").GetString());
        Assert.Equal("ESP32_C3", result.GetProperty("target").GetProperty("target").GetString());
        Assert.Equal(7407, result.GetProperty("serial").GetInt32());

        JsonElement claim = JsonDocument.Parse(File.ReadAllText(ClaimPath)).RootElement;
        IdentityImage identity = ReadIdentity();
        Assert.Equal((7407u, 20000, 420), (identity.Serial, identity.CreationDay, identity.UtcOffsetMinutes));
        Assert.Equal(Convert.ToHexStringLower(identity.ClaimSecret), claim.GetProperty("claimSecret").GetString());
        string printed = _output.ToString() + _error;
        Assert.DoesNotContain(Convert.ToHexString(identity.ClaimSecret), printed, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Convert.ToHexString(identity.BaseKey), printed + File.ReadAllText(ClaimPath), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_claim_file_is_for_its_owner_alone()
    {
        Assert.Equal(0, Flash("--serial", "7407", "--claim-file", ClaimPath));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(ClaimPath));
        }
    }

    [Fact]
    public void An_existing_claim_file_is_never_overwritten_and_nothing_is_erased()
    {
        File.WriteAllText(ClaimPath, "precious");
        Assert.Equal((int)ExitCode.BadInput, Flash("--serial", "7407", "--claim-file", ClaimPath));
        Assert.Equal(("precious", 0), (File.ReadAllText(ClaimPath), _chip.Erases));
    }

    [Fact]
    public void A_claim_file_of_a_tag_that_was_not_written_is_removed()
    {
        _chip.WornByte = 0x10010;
        Assert.Equal((int)ExitCode.Write, Flash("--serial", "7407", "--claim-file", ClaimPath));
        Assert.False(File.Exists(ClaimPath));
    }

    [Fact]
    public void Serial_and_claim_file_go_together()
    {
        Assert.Equal((int)ExitCode.Usage, Flash("--serial", "7407"));
        Assert.Equal((int)ExitCode.Usage, Run("provision", "--package", _rig.PackagePath, "--serial", "5"));
        Assert.Equal(0, _chip.Erases);
    }

    [Fact]
    public void Provision_gives_a_flashed_tag_a_new_identity()
    {
        Assert.Equal(0, Flash());
        Assert.Equal(0, Run("provision", "--package", _rig.PackagePath, "--serial", "9", "--utc-offset", "-60", "--claim-file", ClaimPath, "--wipe"));
        IdentityImage identity = ReadIdentity();
        Assert.Equal((9u, -60), (identity.Serial, identity.UtcOffsetMinutes));
    }

    [Fact]
    public void Verify_ends_with_0_or_8()
    {
        Assert.Equal(0, Flash());
        Assert.Equal(0, Run("verify", "--package", _rig.PackagePath, "--app", _rig.ApplicationPath));
        _chip.Flash[0x10020] ^= 1;
        Assert.Equal(8, Run("verify", "--package", _rig.PackagePath, "--app", _rig.ApplicationPath));
        Assert.Contains("nanoCLR", _error.ToString(), StringComparison.Ordinal);
        _output.GetStringBuilder().Clear();
        Assert.Equal(8, Run("verify", "--package", _rig.PackagePath, "--app", _rig.ApplicationPath, "--json"));
        Assert.False(JsonDocument.Parse(_output.ToString()).RootElement.GetProperty("ok").GetBoolean());
    }

    [Fact]
    public void Errors_are_in_the_language_asked_for_and_in_both_in_json()
    {
        string[] arguments = ["flash", "--package", "/nowhere.zip", "--app", _rig.ApplicationPath];
        Assert.Equal(3, Run([.. arguments, "--lang", "vi"]));
        Assert.Contains("lỗi:", _error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Chưa xoá gì", _error.ToString(), StringComparison.Ordinal);
        Assert.Equal(3, Run([.. arguments, "--lang", "en"]));
        Assert.Contains("Nothing was erased", _error.ToString(), StringComparison.Ordinal);
        Assert.Equal(3, Run([.. arguments, "--json"]));
        JsonElement error = JsonDocument.Parse(_output.ToString()).RootElement.GetProperty("error");
        Assert.Equal(["code", "what", "next"], error.EnumerateObject().Select(one => one.Name));
        Assert.All(new[] { "what", "next" }, name => Assert.Equal(["en", "vi"], error.GetProperty(name).EnumerateObject().Select(one => one.Name)));
        Assert.Equal(0, _chip.Erases);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("flash")]
    [InlineData("flash --baud 5 --package x --app y")]
    [InlineData("ports --lang fr")]
    public void A_wrong_command_line_ends_with_2(string line)
    {
        Assert.Equal(2, Run(line.Split(' ')));
        Assert.Contains("--help", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Ports_lists_what_is_plugged_in()
    {
        Assert.Equal(0, Run("ports", "--json"));
        JsonElement port = JsonDocument.Parse(_output.ToString()).RootElement.GetProperty("result")[0];
        Assert.Equal(("fake0", "uartBridge"), (port.GetProperty("name").GetString(), port.GetProperty("kind").GetString()));
    }

    [Fact]
    public void Doctor_finds_nothing_wrong_with_a_port_that_opens()
    {
        Run("doctor", "--json");
        JsonElement findings = JsonDocument.Parse(_output.ToString()).RootElement.GetProperty("result");
        Assert.True(findings[0].GetProperty("isGood").GetBoolean());
        Assert.True(findings[1].GetProperty("isGood").GetBoolean());
    }

    [Fact]
    public void Check_asks_a_running_tag()
    {
        Assert.Equal(0, Run("check", "--package", _rig.PackagePath));
        Assert.Contains("1.12.0.55", _output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vi_VN.UTF-8", Language.Vietnamese)]
    [InlineData("en_GB.UTF-8", Language.English)]
    [InlineData(null, Language.English)]
    public void The_language_follows_the_environment(string? lang, Language expected)
    {
        Assert.Equal(expected, Languages.Of(name => name == "LANG" ? lang : null));
    }

    private int Flash(params string[] more) => Run(["flash", "--package", _rig.PackagePath, "--app", _rig.ApplicationPath, .. more]);

    private int Run(params string[] arguments)
    {
        var bench = new FakeBench(_chip);
        return Cli.Run(arguments, new ToolEnvironment
        {
            Links = bench,
            Ports = bench,
            Clock = bench.Clock,
            UtcNowMs = () => Now,
            Output = _output,
            Error = _error,
            Language = Language.English,
        });
    }

    private IdentityImage ReadIdentity()
    {
        PartitionEntry config = PartitionTable.Parse("x", _rig.Table).Config;
        byte[] file = LittleFsReader.Mount(_chip.Flash.AsSpan((int)config.Offset, (int)config.Size)).Files["identity.bin"];
        var identity = new IdentityImage();
        Assert.True(identity.TryRead(file, file.Length));
        return identity;
    }
}
