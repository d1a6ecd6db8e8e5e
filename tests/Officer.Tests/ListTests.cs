using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using BluezoneTag.Exposure;
using BluezoneTag.Officer.Lists;
using BluezoneTag.Officer.Messages;
using BluezoneTag.Officer.Releases;
using BluezoneTag.Protocol.Exposure;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Protocol.Sync;
using Xunit;
using AuthorityKeys = BluezoneTag.Exposure.AuthorityKeys;

namespace BluezoneTag.Officer.Tests;

/// <summary>Lists: bounded by what was agreed to, nobody twice, signed once, accepted by clients, withdrawn for good.</summary>
public sealed class ListTests : IDisposable
{
    private const int Today = DeskBench.Today;
    private const long DaySeconds = 86400;

    private readonly DeskBench _desk = new DeskBench().Ready();

    public void Dispose() => _desk.Dispose();

    [Theory]
    [InlineData("F0", 0)]
    [InlineData("F1", 1)]
    public void What_is_signed_is_accepted_by_a_client_and_leads_to_the_ids_of_the_released_days_and_no_others(string level, int number)
    {
        PublishedList list = Read(Signed("a", level, [_desk.Release(1, 4)]));
        Assert.Equal(number, list.Level);
        InfoEntry entry = Assert.Single(list.Entries);
        RollingIdentifier tag = new(DeskBench.BaseKey(1), 0, Today - 40);
        (long StartMs, byte[] Id)[] ids = [.. PhoneRule.Expand(entry)];
        Assert.Equal((3 * 96) + 13, ids.Length);
        Assert.All(ids, one =>
        {
            tag.Seek(one.StartMs);
            Assert.Equal(tag.Id, one.Id);
        });
        Assert.Equal((Today - 3) * 86_400_000L, ids[0].StartMs);
        Assert.NotEmpty(CompactList.Of(list, Today - 21, Today).Chunks);
    }

    [Fact]
    public void Chosen_days_bound_the_entry_at_both_ends()
    {
        string release = _desk.Release(1, 5);
        _desk.Must(_desk.Run("list", "new", "--name", "a", "--level", "F0"));
        _desk.Must(Add("a", release, "--first-day", "2026-02-27", "--last-day", "2026-02-28"));
        _desk.Must(_desk.RunWithWords("list", "sign", "--name", "a"));
        InfoEntry entry = Assert.Single(Read("a").Entries);
        Assert.Equal(((Today - 3) * DaySeconds, ((Today - 2) * DaySeconds) + (95 * 900)), (entry.StartSeconds, entry.EndSeconds));
        Assert.Equal(192, entry.SlotCount);
        Assert.Equal(DeskBench.DailyKeys(1, _desk.Request(5)).Single(key => key.Day == Today - 3).Key, entry.DailyKey);
    }

    [Theory]
    [InlineData("2026-02-25", "2026-02-27")]
    [InlineData("2026-02-28", "2026-03-03")]
    [InlineData("2026-03-01", "2026-02-28")]
    [InlineData("1970-01-01", "2099-12-31")]
    public void Days_beyond_the_release_are_refused(string first, string last)
    {
        string release = _desk.Release(1, 4);
        _desk.Must(_desk.Run("list", "new", "--name", "a", "--level", "F0"));
        Assert.Equal("ListDaysOutside", _desk.FaultOf(Add("a", release, "--json", "--first-day", first, "--last-day", last)));
    }

    [Fact]
    public void A_re_keying_makes_two_entries_and_days_without_a_key_none()
    {
        byte[] before = DeskBench.BaseKey(5);
        byte[] after = DeskBench.BaseKey(6);
        OpenedRelease release = new(
            _desk.Request(6),
            [new(Today - 5, 0, 95, Hash(before, 1)), new(Today - 4, 0, 95, Hash(before, 2)), new(Today - 3, 0, 40, Hash(before, 3)), new(Today - 2, 0, 95, Hash(after, 1)), new(Today - 1, 0, 95, Hash(after, 2)), new(Today, 0, 3, Hash(after, 3))],
            []);
        IReadOnlyList<InfoEntry> entries = ListEntries.Of(new ListPart("x", Today - 5, Today), release);
        Assert.Equal(2, entries.Count);
        Assert.Equal(((Today - 5) * DaySeconds, ((Today - 3) * DaySeconds) + (40 * 900)), (entries[0].StartSeconds, entries[0].EndSeconds));
        Assert.Equal(((Today - 2) * DaySeconds, (Today * DaySeconds) + (3 * 900)), (entries[1].StartSeconds, entries[1].EndSeconds));
        Assert.Equal(OfficerFault.ListDaysOutside, Assert.Throws<OfficerException>(() => ListEntries.Of(new ListPart("x", Today - 9, Today - 6), release)).Fault);
    }

    [Fact]
    public void Nobody_is_listed_twice_in_one_list_or_in_two_until_one_is_withdrawn()
    {
        string release = _desk.Release(1, 4);
        _desk.Must(_desk.Run("list", "new", "--name", "a", "--level", "F0"));
        _desk.Must(_desk.Run("list", "new", "--name", "b", "--level", "F1"));
        _desk.Must(Add("a", release, "--first-day", "2026-03-01"));
        Assert.Equal("ListKeyTwice", _desk.FaultOf(Add("a", release, "--json")));
        Assert.Equal("ListKeyTwice", _desk.FaultOf(Add("b", release, "--json")));

        // Another package with a key that a listed one leads to.
        ReleaseRequest request = _desk.Request(1);
        _desk.Code(2, 77, request);
        string copy = _desk.Result(_desk.RunWithTags("open", "--json", "--package", _desk.Package("copy", request, DeskBench.DailyKeys(1, request)))).GetProperty("release").GetString()!;
        Assert.Equal("ListKeyTwice", _desk.FaultOf(Add("b", copy, "--json")));
        _desk.Must(Add("b", _desk.Release(3, 2)));
        _desk.Must(_desk.Run("withdraw", "--name", "a", "--reason", "wrong days"));
        _desk.Must(Add("b", release));
    }

    [Fact]
    public void A_list_is_signed_once_and_changes_no_more()
    {
        string release = _desk.Release(1);
        _ = Signed("a", "F0", [release]);
        byte[] signed = File.ReadAllBytes(ListPath("a"));
        Assert.Equal("ListClosed", _desk.FaultOf(Add("a", _desk.Release(2), "--json")));
        Assert.Equal("ListClosed", _desk.FaultOf(_desk.RunWithWords("list", "sign", "--json", "--name", "a")));
        Assert.Equal("ListExists", _desk.FaultOf(_desk.Run("list", "new", "--json", "--name", "A", "--level", "F0")));
        Assert.Equal(signed, File.ReadAllBytes(ListPath("a")));
        _desk.Must(_desk.Run("withdraw", "--name", "a", "--reason", "x"));
        Assert.Equal("ListClosed", _desk.FaultOf(_desk.Run("withdraw", "--json", "--name", "a", "--reason", "x")));
        Assert.Equal("ListUnknown", _desk.FaultOf(_desk.RunWithWords("list", "sign", "--json", "--name", "zzz")));
        Assert.Equal("ReleaseUnknown", _desk.FaultOf(Add("zzz", "0123", "--json") == ExitCode.Success ? ExitCode.Success : NewAndAddUnknown()));
    }

    [Theory]
    [InlineData("../up")]
    [InlineData("a/b")]
    [InlineData(".hidden")]
    [InlineData("-x")]
    [InlineData("tên")]
    [InlineData("01234567890123456789012345678901234567890123456789012345678901234")]
    public void A_name_that_is_no_file_name_is_refused(string name) =>
        Assert.Equal("ListNameInvalid", _desk.FaultOf(_desk.Run("list", "new", "--json", "--level", "F0", $"--name={name}")));

    [Fact]
    public void A_list_whose_days_are_gone_or_have_not_come_is_not_signed()
    {
        string release = _desk.Release(1);
        _desk.Must(_desk.Run("list", "new", "--name", "a", "--level", "F0"));
        _desk.Must(Add("a", release));
        _desk.NowUtcMs -= 3 * 86_400_000L;
        Assert.Equal("ListRefused", _desk.FaultOf(_desk.RunWithWords("list", "sign", "--json", "--name", "a")));
        Assert.Contains("has not come", _desk.Printed, StringComparison.Ordinal);
        Assert.Contains("chưa đến", _desk.Printed, StringComparison.Ordinal);
        _desk.NowUtcMs += 40 * 86_400_000L;
        Assert.Equal("ListRefused", _desk.FaultOf(_desk.RunWithWords("list", "sign", "--json", "--name", "a")));
        Assert.False(File.Exists(ListPath("a")));
    }

    [Fact]
    public void What_is_published_is_accepted_by_clients_and_follows_withdrawal_and_age()
    {
        _ = Signed("a", "F0", [_desk.Release(1)]);
        _ = Signed("b", "F1", [_desk.Release(2)]);
        PublishedIndex index = Publish();
        Assert.Equal(["a", "b"], index.Lists.Select(list => list.Name));
        foreach ((string name, string level, long issued, string sha256) in index.Lists)
        {
            byte[] file = File.ReadAllBytes(Path.Combine(_desk.Published, Publisher.FileOf(name)));
            Assert.Equal(sha256, Convert.ToHexString(SHA256.HashData(file)));
            PublishedList list = PublishedList.Read(file, Pinned(), _desk.NowUtcMs);
            Assert.Equal((name, level, issued), (list.Name, list.Level == ExposureRule.ListOfF0 ? "F0" : "F1", list.IssuedSeconds));
        }

        _desk.Must(_desk.Run("withdraw", "--name", "a", "--reason", "a mistake"));
        PublishedIndex next = Publish();
        Assert.Equal((2, "b", "a"), (next.Number, Assert.Single(next.Lists).Name, Assert.Single(next.Withdrawn).Name));
        Assert.Equal(["b.json"], Directory.GetFiles(Path.Combine(_desk.Published, "lists")).Select(Path.GetFileName));
        _desk.NowUtcMs += 22 * 86_400_000L;
        Assert.Empty(Publish().Lists);
        Assert.Empty(Directory.GetFiles(Path.Combine(_desk.Published, "lists")));
        Assert.DoesNotContain("a mistake", File.ReadAllText(Path.Combine(_desk.Published, "index.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_change_of_an_index_is_noticed()
    {
        _ = Signed("a", "F0", [_desk.Release(1)]);
        _ = Signed("b", "F0", [_desk.Release(2)]);
        _desk.Must(_desk.Run("withdraw", "--name", "b", "--reason", "x"));
        _ = Publish();
        byte[] file = File.ReadAllBytes(Path.Combine(_desk.Published, "index.json"));
        int noticed = 0;
        for (int i = 0; i < file.Length; i++)
        {
            byte[] changed = [.. file];
            changed[i] ^= 1;
            PublishedIndex? read = PublishedIndex.Read(changed, Pinned());

            // Where a file lies is not signed: its SHA-256 is.
            Assert.True(read == null || (read.Lists.Count == 1 && read.Number == 1), $"byte {i}");
            noticed += read == null ? 1 : 0;
        }

        Assert.True(noticed > file.Length - 40, $"{noticed} of {file.Length}");
    }

    [Fact]
    public void A_signed_list_that_was_exchanged_on_disk_is_not_published()
    {
        _ = Signed("a", "F0", [_desk.Release(1)]);
        File.WriteAllText(ListPath("a"), "{}");
        Assert.Equal("StoredFileDiffers", _desk.FaultOf(_desk.RunWithWords("publish", "--json", "--to", _desk.Published)));
        Assert.False(Path.Exists(_desk.Published));
    }

    private static byte[] Hash(byte[] key, int times) => times == 0 ? key : Hash(SHA256.HashData(key), times - 1);

    private ExitCode NewAndAddUnknown()
    {
        _desk.Must(_desk.Run("list", "new", "--name", "fresh", "--level", "F0"));
        return Add("fresh", "0123456789ABCDEF", "--json");
    }

    private ExitCode Add(string list, string release, params string[] more) => _desk.RunWithWords(["list", "add", "--name", list, "--release", release, .. more]);

    private string Signed(string name, string level, IEnumerable<string> releases)
    {
        _desk.Must(_desk.Run("list", "new", "--name", name, "--level", level));
        foreach (string release in releases)
        {
            _desk.Must(Add(name, release));
        }

        _desk.Must(_desk.RunWithWords("list", "sign", "--name", name));
        return name;
    }

    private PublishedIndex Publish()
    {
        _desk.Must(_desk.RunWithWords("publish", "--to", _desk.Published));
        return PublishedIndex.Read(File.ReadAllBytes(Path.Combine(_desk.Published, "index.json")), Pinned())!;
    }

    private AuthorityKeys Pinned()
    {
        AuthorityKeys keys = new();
        keys.Add(_desk.Keys.SigningKey);
        return keys;
    }

    private string ListPath(string name) => Path.Combine(_desk.Desk, "lists", name + ".json");

    private PublishedList Read(string name) => PublishedList.Read(File.ReadAllBytes(ListPath(name)), Pinned(), _desk.NowUtcMs);
}
