using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using BluezoneTag.Exposure;
using BluezoneTag.Kiosk.Tests.Support;
using BluezoneTag.Protocol.Exposure;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Protocol.Sync;
using BluezoneTag.Simulator.Sync;
using BluezoneTag.SyncClient;
using BluezoneTag.Tag.Storage;
using BluezoneTag.Tag.Tests.Sync;
using Xunit;
using Xunit.Abstractions;

namespace BluezoneTag.Kiosk.Tests;

/// <summary>The page's own protocol code against the firmware: handshake, operations, lists, release and wipe, over links that die.</summary>
public sealed class FirmwareTests(ITestOutputHelper output)
{
    private const int PerDay = 9;
    private const int Days = 5;
    private const int ManyPeople = 70;
    private const int ListDays = 14;
    private const int LateSeconds = 50;
    private const int FewPeople = 3;
    private const int StateChecking = 2;
    private const int StateDone = 3;

    private static readonly ECDsa Signer = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private static readonly ECDiffieHellman Authority = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);

    [NodeTheory]
    [InlineData(20)]
    [InlineData(182)]
    public void A_days_sync_with_a_list_at_any_frame_length(int frameLength)
    {
        using FirmwareBridge bridge = new();
        JsonObject day = Day(bridge, new LinkProfile { MaxFrameLength = frameLength }, out _);
        Assert.Equal(1, (int)day["connections"]!);
    }

    [NodeFact]
    public void Writing_ahead_makes_a_sync_over_short_frames_shorter()
    {
        using FirmwareBridge bridge = new();
        double[] seconds = [.. new[] { true, false }.Select(isAhead =>
            (double)Day(bridge, new LinkProfile { MaxFrameLength = SyncProtocol.MinFrameLength, WritesAhead = isAhead }, out _)["tookMs"]! / 1000)];
        output.WriteLine($"frames of {SyncProtocol.MinFrameLength} bytes: {seconds[0]:0.0} s, with a response to each frame {seconds[1]:0.0} s");
        Assert.True(seconds[0] < seconds[1]);
    }

    [NodeTheory]
    [InlineData("day", 20)]
    [InlineData("day", 182)]
    [InlineData("release", 182)]
    [InlineData("wipe", 182)]
    public void A_link_that_dies_at_any_frame_changes_nothing_in_the_end(string scenario, int frameLength)
    {
        using FirmwareBridge bridge = new();
        AirCount whole = Run(bridge, scenario, new LinkProfile { MaxFrameLength = frameLength });
        for (int frame = 1; frame <= whole.Frames; frame++)
        {
            AirCount count = Run(bridge, scenario, new LinkProfile { MaxFrameLength = frameLength, CutAtFrame = frame });
            Assert.Equal(1, count.Cuts);
        }

        output.WriteLine($"{whole.Frames} frames, a cut at each");
    }

    [NodeFact]
    public void Lost_doubled_and_late_frames_change_nothing_in_the_end()
    {
        using FirmwareBridge bridge = new();
        for (ulong seed = 1; seed <= 8; seed++)
        {
            LinkProfile link = new() { MaxFrameLength = seed % 2 == 0 ? 20 : 120, LossShare = 0.08, RepeatShare = 0.1, ReorderShare = 0.15, Seed = seed };
            Run(bridge, "day", link);
            Run(bridge, "release", link);
        }
    }

    [NodeFact]
    public void Who_does_not_know_the_secret_is_told_so_and_changes_nothing()
    {
        using FirmwareBridge bridge = new();
        SyncBench bench = Bench(new LinkProfile());
        Assert.Equal("UnknownTag", (string?)bridge.Play(bench, "stranger", [])["fault"]);
        JsonObject other = bridge.Play(Bench(new LinkProfile()), "wrongTag", Facts(bench));
        Assert.Equal("WrongTag", (string?)other["fault"]);
        Assert.Null(other["correctionMs"]);
    }

    [NodeFact]
    public void Without_the_wearers_hold_nothing_is_released()
    {
        using FirmwareBridge bridge = new();
        SyncBench bench = Bench(new LinkProfile());
        JsonObject refused = bridge.Play(bench, "refused", new(Facts(bench)) { ["authority"] = Convert.ToBase64String(Authority.ExportSubjectPublicKeyInfo()) });
        Assert.Equal("Expired", (string?)refused["fault"]);
        Assert.Equal(0, (int)refused["rows"]!);
    }

    [NodeTheory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_wrong_clock_of_the_device_is_not_set_without_asking(bool isDeviceRight)
    {
        const int Offset = 5 * 3600 * 1000;
        using FirmwareBridge bridge = new();
        SyncBench bench = Bench(new LinkProfile());
        JsonObject clock = bridge.Play(bench, "clock", new(Facts(bench)) { ["isDeviceRight"] = isDeviceRight, ["offsetMs"] = Offset });
        double asked = (double)Assert.Single(clock["asked"]!.AsArray())!;
        Assert.InRange(asked, Offset - 1000, Offset + 1000);
        Assert.InRange(Math.Abs(bench.Tag.ClockErrorMs), isDeviceRight ? Offset - 1000 : 0, isDeviceRight ? Offset + 1000 : 200);
    }

    [NodeTheory]
    [InlineData(ExposureStatus.BadFormat, 0, 9)]
    [InlineData(ExposureStatus.BadLevel, 1, 7)]
    [InlineData(ExposureStatus.UnknownRule, 2, 9)]
    [InlineData(ExposureStatus.BadCount, 3, 0)]
    [InlineData(ExposureStatus.BadDays, 14, 0)]
    [InlineData(ExposureStatus.FutureDay, 15, 255)]
    [InlineData(ExposureStatus.TooOld, 13, 0)]
    [InlineData(ExposureStatus.BadSum, 20, 1)]
    public void A_list_that_the_tag_refuses_is_told_of_with_the_tags_reason(ExposureStatus expected, int at, byte value)
    {
        using FirmwareBridge bridge = new();
        SyncBench bench = Bench(new LinkProfile());
        CompactList list = ListOf(bench, 1);
        list.Header[at] = value;
        if (expected is ExposureStatus.TooOld or ExposureStatus.FutureDay)
        {
            // Both days, so that they stay in order.
            list.Header[28 - at] = value;
        }

        JsonObject outcome = bridge.Play(bench, "list", Raw(bench, list, false));
        Assert.Equal($"List{expected}", (string?)outcome["name"]);
        Assert.Equal("refused", (string?)outcome["listState"]);
        Assert.Equal(SyncTexts.Of(SyncFault.ListRefused, expected).English, (string?)outcome["sentence"]);
    }

    [NodeFact]
    public void A_school_is_told_when_a_tag_is_busy_with_another_list_and_when_it_has_had_enough()
    {
        using FirmwareBridge bridge = new();
        SyncBench bench = Bench(new LinkProfile());
        bench.FillLog(ListDays, PerDay);
        Assert.Equal("sent", (string?)bridge.Play(bench, "list", Raw(bench, ListOf(bench, ManyPeople), true))["listState"]);
        bench.RunSeconds(10);
        bench.Press();
        JsonObject outcome = bridge.Play(bench, "list", Raw(bench, ListOf(bench, 1), true));
        Assert.Equal("ListBusy", (string?)outcome["name"]);
        while (bench.Application.Exposure.HasWork)
        {
            bench.Application.Exposure.Step();
        }

        bench.RunSeconds(10);
        bench.Press();
        Assert.Equal("ListTooMuchToday", (string?)bridge.Play(bench, "list", Raw(bench, ListOf(bench, ManyPeople - 1), true))["name"]);
    }

    private static CompactList ListOf(SyncBench bench, int people)
    {
        int today = SlotTime.DayOf((long)bench.World.NowUtcMs);
        InfoEntry[] entries = [.. Enumerable.Range(0, people).Select(i => new InfoEntry(SHA256.HashData([(byte)i]), (today - ListDays + 1) * 86400L, today * 86400L, 96))];
        return CompactList.Of(ExposureRule.ListOfF0, [(byte)people, 2, 3, 4, 5, 6, 7, 8], entries, today - 21, today);
    }

    private static Dictionary<string, JsonNode?> Raw(SyncBench bench, CompactList list, bool isForSchool) => new(Facts(bench))
    {
        ["header"] = Convert.ToHexString(list.Header).ToLowerInvariant(),
        ["chunks"] = new JsonArray([.. list.Chunks.Select(chunk => JsonValue.Create(Convert.ToHexString(chunk)))]),
        ["isForSchool"] = isForSchool,
    };

    [NodeTheory]
    [InlineData("stopped", 1)]
    [InlineData("gone", 2)]
    [InlineData("cancelled", 1)]
    public void Who_cannot_or_will_not_wait_for_the_verdict_has_the_rest_of_the_sync(string how, int connections)
    {
        using FirmwareBridge bridge = new();
        JsonObject outcome = Waiting(bridge, ManyPeople, how, out SyncBench bench);
        Assert.Equal(connections, (int)outcome["connections"]!);
        Assert.Equal(3, (int)outcome["asked"]!);
        Assert.Equal(StateChecking, StateOf(outcome));
        Assert.InRange((int)outcome["tookMs"]!, 1, 60_000);
        Assert.True(bench.Application.Exposure.HasWork);
    }

    [NodeFact]
    public void Waiting_for_a_long_list_ends_before_the_tags_window_does()
    {
        using FirmwareBridge bridge = new();
        JsonObject outcome = Waiting(bridge, ManyPeople, "patient", out SyncBench bench, LateSeconds);
        Assert.Equal(1, (int)outcome["connections"]!);
        Assert.Equal(StateChecking, StateOf(outcome));
        int leftMs = SyncProtocol.MaxSessionMs - (LateSeconds * 1000);
        Assert.InRange((int)outcome["tookMs"]!, leftMs * 9 / 10, leftMs);
        Assert.True(bench.Application.Exposure.HasWork);
    }

    [NodeTheory]
    [InlineData("patient", 1)]
    [InlineData("cut", 2)]
    public void Who_waits_has_the_verdict_of_a_small_list_in_the_same_session(string how, int connections)
    {
        using FirmwareBridge bridge = new();
        JsonObject outcome = Waiting(bridge, FewPeople, how, out SyncBench bench);
        Assert.Equal(connections, (int)outcome["connections"]!);
        Assert.True((int)outcome["asked"]! >= 2);
        Assert.Equal(StateDone, StateOf(outcome));
        Assert.False(bench.Application.Exposure.HasWork);
        output.WriteLine($"{FewPeople} people, {ListDays} days of contacts: {(int)outcome["tookMs"]! / 1000.0:0.0} s with the sync");
    }

    private static int StateOf(JsonObject outcome) => (int)Assert.Single(outcome["verdicts"]!.AsArray(), one => (int)one!["state"]! > 1)!["state"]!;

    // A log of several days and a list of so many people for two weeks; nobody of them was met.
    private static JsonObject Waiting(FirmwareBridge bridge, int people, string how, out SyncBench bench, int lateSeconds = 0)
    {
        bench = Bench(new LinkProfile());
        bench.FillLog(ListDays, PerDay);
        bench.RunSeconds(lateSeconds);
        long today = SlotTime.DayOf((long)bench.World.NowUtcMs) * 86400L;
        InfoEntry[] entries = [.. Enumerable.Range(0, people).Select(i => new InfoEntry(SHA256.HashData([(byte)i]), today - ((ListDays - 1) * 86400L), today, 96))];
        byte[] file = PublishedList.Publish(ExposureRule.ListOfF0, "to-wait-for", today - 60, entries, Signer);
        JsonObject outcome = bridge.Play(bench, "waiting", new(Facts(bench))
        {
            ["list"] = Encoding.UTF8.GetString(file),
            ["authority"] = Convert.ToBase64String(Signer.ExportSubjectPublicKeyInfo()),
            ["how"] = how,
        });
        Assert.True(outcome["failed"] == null, outcome.ToString());
        Assert.True((bool)outcome["isWhole"]!);
        Assert.Equal("sent", (string?)outcome["listState"]);
        return outcome;
    }

    private static AirCount Run(FirmwareBridge bridge, string scenario, LinkProfile link)
    {
        switch (scenario)
        {
            case "day":
                Day(bridge, link, out AirCount day);
                return day;
            case "release":
                return Release(bridge, link);
            default:
                return Wipe(bridge, link);
        }
    }

    private static JsonObject Day(FirmwareBridge bridge, LinkProfile link, out AirCount air)
    {
        SyncBench bench = Bench(link);
        int today = SlotTime.DayOf((long)bench.World.NowUtcMs);
        byte[] key = SHA256.HashData("a person of a list"u8);
        InfoEntry[] entries = [new(key, (today - 2) * 86400L, today * 86400L, 96), new(SHA256.HashData(key[1..]), (today - 1) * 86400L, today * 86400L, 96)];
        byte[] file = PublishedList.Publish(ExposureRule.ListOfF0, "of-a-test", (today * 86400L) - 60, entries, Signer);
        JsonObject outcome = bridge.Play(bench, "day", new(Facts(bench))
        {
            ["list"] = Encoding.UTF8.GetString(file),
            ["authority"] = Convert.ToBase64String(Signer.ExportSubjectPublicKeyInfo()),
        });

        Assert.True(outcome["failed"] == null, $"{outcome["failed"]} with {link}");
        CompactList expected = CompactList.Of(ExposureRule.ListOfF0, Convert.FromHexString((string)outcome["listId"]!), entries, today - 21, today);
        Assert.Equal(Convert.ToHexString(expected.Header), (string?)outcome["header"], ignoreCase: true);
        Assert.Equal(expected.Chunks.Select(Convert.ToHexString), outcome["chunks"]!.AsArray().Select(chunk => ((string)chunk!).ToUpperInvariant()));
        Assert.Equal("sent", (string?)outcome["listState"]);

        // Nobody waited; but a link that died has left the tag time for its check.
        Assert.InRange(StateOf(outcome), StateChecking, StateDone);
        Assert.Equal((int)bench.Identity.Serial, (int)outcome["status"]!["serial"]!);
        Assert.Equal(21, outcome["days"]!.AsArray().Count);
        Assert.InRange(Math.Abs(bench.Tag.ClockErrorMs), 0, 200);
        air = bench.Air;
        return outcome;
    }

    private static AirCount Release(FirmwareBridge bridge, LinkProfile link)
    {
        SyncBench bench = Bench(link);
        bench.FillLog(Days, PerDay);
        JsonObject outcome = bridge.Play(bench, "release", new(Facts(bench))
        {
            ["authority"] = Convert.ToBase64String(Authority.ExportSubjectPublicKeyInfo()),
            ["days"] = 3,
        });
        Assert.True(outcome["failed"] == null, $"{outcome["failed"]} with {link}");
        (ReleaseRequest sent, IReadOnlyList<ReleasedKey> keys, IReadOnlyList<ReleasedContact> contacts) =
            ReleasePackage.Open(Authority, Convert.FromHexString((string)outcome["package"]!));
        Assert.Equal(ReleaseKind.DailyKeys, sent.Kind);
        Assert.Equal(7u, sent.Mask);
        Assert.Equal(keys.Count + contacts.Count, (int)outcome["rows"]!);
        Assert.Equal(keys.Count, keys.Select(row => row.Day).Distinct().Count());
        string[] expected = [.. Enumerable.Range(0, 3).SelectMany(age => Enumerable.Range(0, PerDay).Select(i => Convert.ToHexString(SyncBench.ContactId(sent.NewestDay - age, i))))];
        Assert.Equal(expected.Order(), contacts.Select(row => Convert.ToHexString(row.Record, 0, 12)).Order());
        return bench.Air;
    }

    private static AirCount Wipe(FirmwareBridge bridge, LinkProfile link)
    {
        SyncBench bench = Bench(link);
        bench.FillLog(Days, PerDay);
        bench.Tag.Flash.Capacity = 60;
        bench.HoldIn(7);
        bench.HoldIn(12);
        JsonObject outcome = bridge.Play(bench, "wipe", Facts(bench));
        Assert.True(outcome["failed"] == null, $"{outcome["failed"]} with {link}");
        byte[] certificate = Convert.FromHexString((string)outcome["certificate"]!);
        var cipher = new HostCipher();
        byte[] settingsKey = AuthorityKeysOf(cipher, bench);
        Assert.True(Protocol.Sync.AuthorityKeys.IsSigned(cipher, settingsKey, WipeCertificate.SigningLabel, certificate, 0, WipeCertificate.SignedLength));
        bench.RunSeconds(75);
        Assert.DoesNotContain(IdentityStore.FileName, bench.Tag.Flash.List());
        return bench.Air;
    }

    private static byte[] AuthorityKeysOf(HostCipher cipher, SyncBench bench) => Protocol.Sync.AuthorityKeys.SettingsKey(cipher, bench.Identity.BaseKey);

    private static SyncBench Bench(LinkProfile link)
    {
        SyncBench bench = new(link);
        bench.RunSeconds(20);
        bench.Press();
        return bench;
    }

    private static Dictionary<string, JsonNode?> Facts(SyncBench bench) => new()
    {
        ["claim"] = Convert.ToHexString(bench.Identity.ClaimSecret),
        ["serial"] = bench.Identity.Serial,
    };
}
