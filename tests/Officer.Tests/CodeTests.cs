using System;
using System.Globalization;
using System.IO;
using System.Linq;
using BluezoneTag.Officer.Codes;
using BluezoneTag.Protocol.Sync;
using BluezoneTag.Registry.Authority;
using BluezoneTag.SyncClient;
using Xunit;

namespace BluezoneTag.Officer.Tests;

/// <summary>One-time codes: those of the protocol, recorded before they are shown, told for five minutes, used up by one release.</summary>
public sealed class CodeTests : IDisposable
{
    private readonly DeskBench _desk = new DeskBench().Ready();

    public void Dispose() => _desk.Dispose();

    [Theory]
    [InlineData(ReleaseKind.SubKeys, 0b101u)]
    [InlineData(ReleaseKind.DailyKeys, 0b111u)]
    public void A_code_is_that_of_the_protocol_and_of_this_desk(ReleaseKind kind, uint mask)
    {
        ReleaseRequest request = _desk.Request(1, kind);
        request.Mask = mask;
        string code = _desk.Result(_desk.CodeExit(2, 7, request)).GetProperty("code").GetString()!;
        HostCipher cipher = new();
        int expected = AuthorityKeys.Code(cipher, AuthorityKeys.ReleaseKey(cipher, DeskBench.BaseKey(2)), 7, request);
        Assert.Equal(expected.ToString("000000", CultureInfo.InvariantCulture), code);
    }

    [Fact]
    public void Neither_code_nor_key_is_in_the_log()
    {
        string code = _desk.Result(_desk.CodeExit(1, 12345678, _desk.Request(3))).GetProperty("code").GetString()!;
        string log = File.ReadAllText(Path.Combine(_desk.Desk, "log.jsonl"));
        Assert.Contains("CodeMade", log, StringComparison.Ordinal);
        Assert.Contains("12345678", log, StringComparison.Ordinal);
        Assert.DoesNotContain($"\"{code}\"", log, StringComparison.Ordinal);
        using AuthorityTagKeys keys = AuthorityTagKeys.Of(1, 1, DeskBench.BaseKey(1));
        foreach (byte[] secret in new[] { keys.ReleaseKey, keys.SettingsKey, DeskBench.BaseKey(1) })
        {
            Assert.DoesNotContain(Convert.ToHexString(secret), log + _desk.AllPrinted, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void The_same_request_gives_the_same_code_within_its_time_and_none_after_it()
    {
        ReleaseRequest request = _desk.Request(3);
        string code = _desk.Result(_desk.CodeExit(1, 5, request)).GetProperty("code").GetString()!;
        _desk.NowUtcMs += CodeRecord.ValidMs;
        Assert.Equal(code, _desk.Result(_desk.CodeExit(1, 5, request)).GetProperty("code").GetString());
        _desk.NowUtcMs += 1;
        Assert.Equal("CodeExpired", _desk.FaultOf(_desk.CodeExit(1, 5, request)));
        _desk.Must(_desk.Run("status"));
        Assert.Contains("expired", _desk.Printed, StringComparison.Ordinal);
    }

    [Fact]
    public void One_challenge_is_for_one_request()
    {
        _desk.Must(_desk.CodeExit(1, 5, _desk.Request(3)));
        Assert.Equal("ChallengeReused", _desk.FaultOf(_desk.CodeExit(1, 5, _desk.Request(4))));
        Assert.Equal("ChallengeReused", _desk.FaultOf(_desk.CodeExit(1, 5, _desk.Request(3, ReleaseKind.SubKeys))));
        _desk.Must(_desk.CodeExit(2, 5, _desk.Request(4)));
    }

    [Fact]
    public void A_code_is_used_up_by_one_release()
    {
        ReleaseRequest request = _desk.Request(3);
        int code = _desk.Code(1, 5, request);
        string first = _desk.Package("first", request, DeskBench.DailyKeys(1, request));
        string second = _desk.Package("second", request, DeskBench.DailyKeys(2, request));
        _desk.Must(_desk.RunWithTags("open", "--package", first));
        Assert.Equal("CodeUsed", _desk.FaultOf(_desk.RunWithTags("open", "--json", "--package", second, "--code", $"{code}")));
        Assert.Equal("ReleaseUnrequested", _desk.FaultOf(_desk.RunWithTags("open", "--json", "--package", second)));
        Assert.Equal("CodeUsed", _desk.FaultOf(_desk.CodeExit(1, 5, request)));

        // The same package again is the same release.
        _desk.Must(_desk.RunWithTags("open", "--package", first));
        Assert.Single(Directory.GetFiles(Path.Combine(_desk.Desk, "releases")));
    }

    [Theory]
    [InlineData("--days", "0")]
    [InlineData("--days", "0x200000")]
    [InlineData("--days", "5")]
    [InlineData("--newest-day", "2026-03-03")]
    [InlineData("--newest-day", "2026-03-01")]
    [InlineData("--newest-day", "2026-02-01")]
    public void Days_that_no_tag_releases_get_no_code(string option, string value)
    {
        string[] arguments =
        [
            "code", "--json", "--tag", "1", "--challenge", "00000005", "--newest-day", option == "--newest-day" ? value : "2026-03-02", "--days", option == "--days" ? value : "7", "--kind", "daily",
        ];
        Assert.Equal("DaysInvalid", _desk.FaultOf(_desk.RunWithTags(arguments)));
    }

    [Theory]
    [InlineData("--tag", "0")]
    [InlineData("--tag", "007407-91")]
    [InlineData("--tag", "-1")]
    [InlineData("--challenge", "1234567")]
    [InlineData("--challenge", "123456789")]
    [InlineData("--challenge", "1234567x")]
    [InlineData("--newest-day", "2026-02-30")]
    [InlineData("--newest-day", "02/03/2026")]
    [InlineData("--newest-day", "1969-12-31")]
    [InlineData("--days", "x")]
    [InlineData("--days", "0x")]
    [InlineData("--days", "-1")]
    [InlineData("--days", "99999999999")]
    public void Nonsense_is_said_to_be_and_gets_no_code(string option, string value)
    {
        string Value(string name, string good) => option == name ? value : good;
        string[] arguments =
        [
            "code", "--json", "--tag", Value("--tag", "1"), "--challenge", Value("--challenge", "00000005"), "--newest-day", Value("--newest-day", "2026-03-02"), "--days", Value("--days", "7"),
            "--kind", "daily",
        ];
        Assert.Equal("ValueInvalid", _desk.FaultOf(_desk.RunWithTags(arguments)));
        Assert.Contains(value, _desk.Printed, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tag_that_is_not_in_the_export_or_sealed_for_another_or_swapped_gets_no_code()
    {
        Assert.Equal("TagNotInExport", _desk.FaultOf(_desk.CodeExit(9, 5, _desk.Request(3))));
        AuthorityExport.TryRead(File.ReadAllBytes(_desk.TagsFile), out var rows);
        SealedTagKeys[] swapped = [rows![0] with { Envelope = rows[1].Envelope }, rows[1] with { Envelope = [.. rows[1].Envelope.Reverse()] }];
        File.WriteAllBytes(_desk.TagsFile, AuthorityExport.ToJson(new byte[16], "x", 1, swapped));
        Assert.Equal("TagKeyDamaged", _desk.FaultOf(_desk.CodeExit(1, 5, _desk.Request(3))));
        Assert.Equal("TagKeyDamaged", _desk.FaultOf(_desk.CodeExit(2, 5, _desk.Request(3))));
        using DeskBench other = new DeskBench().Ready();
        File.Copy(other.TagsFile, _desk.TagsFile, overwrite: true);
        Assert.Equal("TagKeyForAnother", _desk.FaultOf(_desk.CodeExit(1, 5, _desk.Request(3))));
        File.WriteAllText(_desk.TagsFile, "{}");
        Assert.Equal("ExportUnreadable", _desk.FaultOf(_desk.CodeExit(1, 5, _desk.Request(3))));
    }

    [Fact]
    public void The_newest_generation_makes_the_code()
    {
        _desk.WriteExport([AuthorityTagKeys.Of(1, 2, DeskBench.BaseKey(8)), AuthorityTagKeys.Of(1, 1, DeskBench.BaseKey(1))]);
        ReleaseRequest request = _desk.Request(3);
        string code = _desk.Result(_desk.CodeExit(1, 7, request)).GetProperty("code").GetString()!;
        HostCipher cipher = new();
        Assert.Equal(AuthorityKeys.Code(cipher, AuthorityKeys.ReleaseKey(cipher, DeskBench.BaseKey(8)), 7, request), int.Parse(code, CultureInfo.InvariantCulture));
    }
}
