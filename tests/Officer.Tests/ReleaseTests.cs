using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using BluezoneTag.Officer.Messages;
using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Protocol.Sync;
using BluezoneTag.Registry.Tags;
using BluezoneTag.SyncClient;
using Xunit;

namespace BluezoneTag.Officer.Tests;

/// <summary>Releases: what no tag can have sent is refused and leaves nothing behind; what is taken stays encrypted.</summary>
public sealed class ReleaseTests : IDisposable
{
    private const int Today = DeskBench.Today;

    private readonly DeskBench _desk = new DeskBench().Ready();

    public void Dispose() => _desk.Dispose();

    [Fact]
    public void What_is_stored_is_encrypted_and_no_key_is_in_the_desk_or_on_the_screen()
    {
        string id = _desk.Release(1);
        Assert.Equal(File.ReadAllBytes(_desk.In("release-1")), File.ReadAllBytes(Path.Combine(_desk.Desk, "releases", id + ".bzrp")));
        foreach (ReleasedKey key in DeskBench.DailyKeys(1, _desk.Request(3)))
        {
            Assert.All(
                Directory.GetFiles(_desk.Desk, "*", SearchOption.AllDirectories).Select(File.ReadAllBytes),
                file =>
                {
                    Assert.Equal(-1, file.AsSpan().IndexOf(key.Key));
                    Assert.DoesNotContain(Convert.ToHexString(key.Key), System.Text.Encoding.Latin1.GetString(file), StringComparison.OrdinalIgnoreCase);
                });
            Assert.DoesNotContain(Convert.ToHexString(key.Key), _desk.AllPrinted, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void Rows_go_to_a_new_file_of_their_owner_alone_and_it_is_recorded()
    {
        ReleaseRequest request = _desk.Request(2);
        _desk.Code(1, 1, request);
        string package = _desk.Package("p", request, DeskBench.DailyKeys(1, request), [Contact(Today, 100)]);
        File.WriteAllText(_desk.In("taken"), "precious");
        Assert.Equal("FileExists", _desk.FaultOf(_desk.RunWithTags("open", "--json", "--package", package, "--rows", _desk.In("taken"))));
        Assert.Empty(Directory.GetFiles(Path.Combine(_desk.Desk, "releases")));
        _desk.Must(_desk.RunWithTags("open", "--package", package, "--rows", _desk.In("rows.json")));
        string rows = File.ReadAllText(_desk.In("rows.json"));
        Assert.Contains("2026-03-02", rows, StringComparison.Ordinal);
        Assert.All(DeskBench.DailyKeys(1, request), key => Assert.DoesNotContain(Convert.ToHexString(key.Key), rows, StringComparison.Ordinal));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_desk.In("rows.json")));
        }

        _desk.Must(_desk.Run("audit"));
        Assert.Contains("RowsWritten", _desk.Printed, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Forged() => new()
    {
        { "first slot of a daily key", nameof(OfficerFault.ReleaseBaseKey) },
        { "the base key of the tag", nameof(OfficerFault.ReleaseBaseKey) },
        { "the base key among sub-keys", nameof(OfficerFault.ReleaseBaseKey) },
        { "a key twice", nameof(OfficerFault.ReleaseInconsistent) },
        { "two daily keys of a day", nameof(OfficerFault.ReleaseInconsistent) },
        { "sub-keys that overlap", nameof(OfficerFault.ReleaseInconsistent) },
        { "last slot before the first", nameof(OfficerFault.ReleaseInconsistent) },
        { "slot 96", nameof(OfficerFault.ReleaseInconsistent) },
        { "a key of zeros", nameof(OfficerFault.ReleaseInconsistent) },
        { "nothing at all", nameof(OfficerFault.ReleaseInconsistent) },
        { "a hundred keys", nameof(OfficerFault.ReleaseInconsistent) },
        { "a key of another day", nameof(OfficerFault.ReleaseOfOtherDays) },
        { "a contact of another day", nameof(OfficerFault.ReleaseOfOtherDays) },
        { "a contact that no tag writes", nameof(OfficerFault.ReleaseInconsistent) },
        { "another authority", nameof(OfficerFault.ReleaseForAnother) },
        { "days that were not asked for", nameof(OfficerFault.ReleaseUnrequested) },
        { "another kind", nameof(OfficerFault.ReleaseUnrequested) },
    };

    [Theory]
    [MemberData(nameof(Forged))]
    public void What_no_tag_can_have_sent_is_refused_and_leaves_nothing(string what, string fault)
    {
        bool isSubKeys = what is "the base key among sub-keys" or "sub-keys that overlap";
        ReleaseRequest asked = _desk.Request(3, isSubKeys ? ReleaseKind.SubKeys : ReleaseKind.DailyKeys);
        int code = _desk.Code(1, 1, asked);
        ReleaseRequest request = _desk.Request(what == "days that were not asked for" ? 2 : 3, what == "another kind" ? ReleaseKind.SubKeys : asked.Kind);
        List<ReleasedKey> keys = DeskBench.DailyKeys(1, request);
        List<ReleasedContact> contacts = [Contact(Today, 100)];
        Forge(what, request, keys, contacts);
        string package = _desk.Package("p", request, keys, contacts);
        byte[] log = File.ReadAllBytes(Path.Combine(_desk.Desk, "log.jsonl"));
        Assert.Equal(fault, _desk.FaultOf(_desk.RunWithTags("open", "--json", "--package", package, "--code", $"{code}", "--rows", _desk.In("rows"))));
        Assert.Equal(log, File.ReadAllBytes(Path.Combine(_desk.Desk, "log.jsonl")));
        Assert.Empty(Directory.GetFiles(Path.Combine(_desk.Desk, "releases")));
        Assert.False(File.Exists(_desk.In("rows")));
    }

    [Fact]
    public void An_honest_release_on_a_day_of_re_keying_is_taken()
    {
        ReleaseRequest request = _desk.Request(3, ReleaseKind.SubKeys);
        _desk.Code(1, 1, request);
        string package = _desk.Package("p", request, [new(Today - 1, 0, 40, Key(1)), new(Today - 1, 40, 95, Key(2)), new(Today, 0, 12, Key(3))], [Contact(Today - 2, 0)]);
        _desk.Must(_desk.RunWithTags("open", "--package", package));
    }

    [Fact]
    public void A_release_that_was_long_on_its_way_is_taken()
    {
        ReleaseRequest request = _desk.Request(3);
        _desk.Code(1, 1, request);
        _desk.NowUtcMs += 30L * 86_400_000;
        _desk.Must(_desk.RunWithTags("open", "--package", _desk.Package("p", request, DeskBench.DailyKeys(1, request))));
    }

    [Fact]
    public void Every_damaged_or_cut_package_is_refused()
    {
        ReleaseRequest request = _desk.Request(1);
        _desk.Code(1, 1, request);
        byte[] whole = File.ReadAllBytes(_desk.Package("p", request, DeskBench.DailyKeys(1, request)));
        for (int i = 0; i < whole.Length; i += 3)
        {
            byte[] damaged = [.. whole];
            damaged[i] ^= 1;
            File.WriteAllBytes(_desk.In("p"), damaged);
            Assert.Equal("PackageUnreadable", _desk.FaultOf(_desk.RunWithTags("open", "--json", "--package", _desk.In("p"))));
            File.WriteAllBytes(_desk.In("p"), whole[..i]);
            Assert.Equal("PackageUnreadable", _desk.FaultOf(_desk.RunWithTags("open", "--json", "--package", _desk.In("p"))));
        }

        Assert.Equal("FileUnreadable", _desk.FaultOf(_desk.RunWithTags("open", "--json", "--package", _desk.In("nothing"))));
        File.WriteAllBytes(_desk.In("p"), new byte[Releases.ReleaseStore.MaxLength + 1]);
        Assert.Equal("FileTooLarge", _desk.FaultOf(_desk.RunWithTags("open", "--json", "--package", _desk.In("p"))));
        Assert.Empty(Directory.GetFiles(Path.Combine(_desk.Desk, "releases")));
    }

    [Fact]
    public void A_stored_package_that_was_exchanged_is_not_used()
    {
        string id = _desk.Release(1);
        _desk.Must(_desk.Run("list", "new", "--name", "a", "--level", "F0"));
        ReleaseRequest request = _desk.Request(3);
        File.Copy(_desk.Package("other", request, DeskBench.DailyKeys(2, request)), Path.Combine(_desk.Desk, "releases", id + ".bzrp"), overwrite: true);
        Assert.Equal("StoredFileDiffers", _desk.FaultOf(_desk.RunWithWords("list", "add", "--json", "--name", "a", "--release", id)));
        Assert.Equal("StoredFileDiffers", _desk.FaultOf(_desk.Run("audit", "--json")));
    }

    private static byte[] Key(int number) => SHA256.HashData([(byte)number, 3]);

    private static ReleasedContact Contact(int day, int second)
    {
        ContactRecord record = new() { SightingCount = 4, NearCount = 2, MeanRssiDbm = -60, StrongestRssiDbm = -50, LastMs = 8000 };
        Key(9)[..12].CopyTo(record.Id, 0);
        byte[] bytes = new byte[ContactRecordCodec.Length];
        ContactRecordCodec.Encode(record, bytes, 0);
        return new ReleasedContact((uint)((day * 86400L) + second), 2, 2, bytes);
    }

    private static void Forge(string what, ReleaseRequest request, List<ReleasedKey> keys, List<ReleasedContact> contacts)
    {
        ReleasedKey last = keys[^1];
        switch (what)
        {
            case "first slot of a daily key":
                keys[^1] = last with { FirstSlot = 1 };
                break;
            case "the base key of the tag" or "the base key among sub-keys":
                Assert.Equal(16, KeyFingerprint.OfBaseKey(DeskBench.BaseKey(1)).Length);
                keys[0] = keys[0] with { Key = DeskBench.BaseKey(1) };
                break;
            case "a key twice":
                keys[^1] = last with { Key = keys[0].Key };
                break;
            case "two daily keys of a day":
                keys.Add(last with { Key = Key(1) });
                break;
            case "sub-keys that overlap":
                keys.Add(last with { FirstSlot = 11, Key = Key(1) });
                break;
            case "last slot before the first":
                keys[^1] = last with { FirstSlot = 5, LastSlot = 4 };
                break;
            case "slot 96":
                keys[^1] = last with { LastSlot = 96 };
                break;
            case "a key of zeros":
                keys[^1] = last with { Key = new byte[32] };
                break;
            case "nothing at all":
                keys.Clear();
                contacts.Clear();
                break;
            case "a hundred keys":
                keys.AddRange(Enumerable.Range(0, 100).Select(i => last with { Key = Key(i) }));
                break;
            case "a key of another day":
                keys[^1] = last with { Day = Today - 3 };
                break;
            case "a contact of another day":
                contacts.Add(Contact(Today - 3, 86000));
                break;
            case "a contact that no tag writes":
                contacts[0] = contacts[0] with { Record = [.. contacts[0].Record[..14], 0, 0, 0] };
                break;
            case "another authority":
                request.Authority[3] ^= 1;
                break;
            default:
                break;
        }
    }
}
