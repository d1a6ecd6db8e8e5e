using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Threading.Tasks;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Protocol.Sync;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.Platform;
using BluezoneTag.SyncClient;
using BluezoneTag.Tag.Indication;
using Xunit;

namespace BluezoneTag.Tag.Tests.Sync;

/// <summary>A release needs the wearer's hold and the officer's code, gives the chosen days and nothing else, and re-keys the tag first.</summary>
public sealed class ReleaseTests
{
    private const int PerDay = 25;
    private const int Days = 6;

    [Fact]
    public void The_released_keys_give_the_ids_of_the_chosen_days_and_of_no_other()
    {
        var bench = Open();
        ReleaseRequest request = bench.Request(3);
        request.Mask = 0b101;
        (List<ReleasedKey> keys, List<ReleasedContact> contacts) = ReadAll(bench, request);
        int today = request.NewestDay;
        Assert.Equal([today - 2, today], keys.Select(key => key.Day).Order());
        string[] released = [.. keys.SelectMany(IdsOf)];
        Assert.Equal(Ids(bench, today - 2, 0, 95).Concat(Ids(bench, today, 0, SlotTime.SlotOfDay((long)bench.World.NowUtcMs))).Order(), released.Order());
        Assert.Empty(released.Intersect(Ids(bench, today - 1, 0, 95)));
        Assert.Equal(2 * PerDay, contacts.Count);
        Assert.All(contacts, row => Assert.True(request.Holds(SlotTime.DayOf(row.BaseUtcSeconds * 1000L))));
    }

    [Fact]
    public void Daily_keys_are_those_of_the_phone_app_and_never_the_base_key()
    {
        var bench = Open();
        ReleaseRequest request = bench.Request(Days, ReleaseKind.DailyKeys);
        (List<ReleasedKey> keys, _) = ReadAll(bench, request);

        // The bench's tags were made three days ago: the key of that day is the base key, and stays.
        Assert.Equal([request.NewestDay - 2, request.NewestDay - 1, request.NewestDay], keys.Select(key => key.Day).Order());
        byte[] daily = SHA256.HashData(bench.Identity.BaseKey);
        Assert.Equal(daily, keys.Single(key => key.Day == bench.Identity.CreationDay + 1).Key);
        Assert.DoesNotContain(keys, key => key.Key.SequenceEqual(bench.Identity.BaseKey));
    }

    [Fact]
    public void After_a_release_the_tag_sends_ids_that_no_released_key_leads_to()
    {
        var bench = Open();
        bench.RunSeconds(30);
        (List<ReleasedKey> keys, _) = ReadAll(bench, bench.Request(3, ReleaseKind.DailyKeys));
        byte[] chain = keys.OrderBy(key => key.Day).First().Key;
        int day = keys.Min(key => key.Day);
        var known = new HashSet<string>();
        for (int i = 0; i < 10; i++)
        {
            known.UnionWith(IdsOf(new RollingIdentifier(chain, 0, day), day + i, 0, 95));
        }

        bench.RunSeconds(75);
        int before = bench.World.OnAir.Count;
        bench.RunSeconds(3600);
        string[] sent = [.. bench.World.OnAir.Skip(before).Select(one => one.Id).Distinct()];
        Assert.True(sent.Length >= 4);
        Assert.Empty(sent.Intersect(known));
        Assert.All(sent, id => Assert.DoesNotContain(id, known));

        // And after a restart still.
        bench.Tag.CutPower(losesUtc: false);
        before = bench.World.OnAir.Count;
        bench.RunSeconds(1800);
        Assert.NotEmpty(bench.World.OnAir.Skip(before));
        Assert.All(bench.World.OnAir.Skip(before), one => Assert.DoesNotContain(one.Id, known));
    }

    [Fact]
    public void The_log_of_before_a_release_can_still_be_read_after_it()
    {
        var bench = Open();
        ReadAll(bench, bench.Request(2));
        bench.RunSeconds(75);
        bench.Tag.CutPower(losesUtc: false);
        bench.RunSeconds(30);
        Assert.Equal(Days * PerDay, bench.World.LogOf(0).Count);
    }

    [Fact]
    public void A_second_release_has_the_keys_of_before_and_after_the_first()
    {
        var bench = Open();
        ReadAll(bench, bench.Request(1));
        bench.RunSeconds(75);
        bench.RunSeconds(3600);
        string[] sent = [.. bench.World.OnAir.Where(one => one.UtcMs > bench.World.NowUtcMs - 3000000).Select(one => one.Id).Distinct()];
        bench.Press();
        (List<ReleasedKey> keys, _) = ReadAll(bench, bench.Request(2));
        Assert.Equal(3, keys.Count);
        string[] released = [.. keys.SelectMany(IdsOf)];
        Assert.NotEmpty(sent);
        Assert.All(sent, id => Assert.Contains(id, released));
        Assert.Contains(Ids(bench, bench.Request(1).NewestDay, 3, 3)[0], released);
    }

    [Fact]
    public void More_releases_than_can_be_told_apart_are_locked()
    {
        var bench = Open();
        for (int i = 0; i < 3; i++)
        {
            ReadAll(bench, bench.Request(1));
            bench.RunSeconds(75);
            bench.RunSeconds(1000);
            bench.Press();
        }

        Assert.Equal(SyncFault.Locked, SyncBench.FaultOf(() => bench.With(tag => tag.AskReleaseAsync(bench.Request(1)))));
    }

    [Fact]
    public void Nothing_flows_before_the_button_is_held_and_the_code_is_right()
    {
        var bench = Open();
        ReleaseRequest request = bench.Request(3);
        bench.With(async (tag, connection) =>
        {
            Assert.Equal(SyncStatus.OutOfOrder, await ReadStatusAsync(connection).ConfigureAwait(false));
            Assert.Equal(SyncFault.OutOfOrder, await FaultAsync(() => tag.GiveCodeAsync(1)).ConfigureAwait(false));
            uint challenge = await tag.AskReleaseAsync(request).ConfigureAwait(false);
            int code = bench.CodeFor(request, challenge);
            Assert.Equal(SyncStatus.OutOfOrder, await ReadStatusAsync(connection).ConfigureAwait(false));
            for (int i = 0; i < 20; i++)
            {
                Assert.Equal(SyncFault.HoldButton, await FaultAsync(() => tag.GiveCodeAsync(code)).ConfigureAwait(false));
            }

            bench.HoldIn(0);
            await bench.Clock.DelayAsync(3500).ConfigureAwait(false);
            Assert.Equal(SyncStatus.OutOfOrder, await ReadStatusAsync(connection).ConfigureAwait(false));
            Assert.Equal(SyncFault.WrongCode, await FaultAsync(() => tag.GiveCodeAsync((code + 1) % 1000000)).ConfigureAwait(false));
            Assert.Equal(SyncStatus.OutOfOrder, await ReadStatusAsync(connection).ConfigureAwait(false));
            await tag.GiveCodeAsync(code).ConfigureAwait(false);
            Assert.Equal(SyncStatus.Ok, await ReadStatusAsync(connection).ConfigureAwait(false));
            await tag.EndReleaseAsync().ConfigureAwait(false);
            Assert.Equal(SyncStatus.OutOfOrder, await ReadStatusAsync(connection).ConfigureAwait(false));
        });
    }

    [Fact]
    public void A_short_press_is_no_consent()
    {
        var bench = Open();
        ReleaseRequest request = bench.Request(3);
        bench.With(async tag =>
        {
            int code = bench.CodeFor(request, await tag.AskReleaseAsync(request).ConfigureAwait(false));
            bench.ShortPress();
            await bench.Clock.DelayAsync(2000).ConfigureAwait(false);
            Assert.Equal(SyncFault.HoldButton, await FaultAsync(() => tag.GiveCodeAsync(code)).ConfigureAwait(false));
        });
    }

    [Fact]
    public void A_hold_before_the_question_is_no_consent()
    {
        var bench = Open();
        ReleaseRequest request = bench.Request(3);
        bench.HoldIn(0);
        bench.RunSeconds(4);
        bench.With(async tag =>
        {
            int code = bench.CodeFor(request, await tag.AskReleaseAsync(request).ConfigureAwait(false));
            Assert.Equal(SyncFault.HoldButton, await FaultAsync(() => tag.GiveCodeAsync(code)).ConfigureAwait(false));
        });
    }

    [Fact]
    public void A_consent_to_a_wipe_releases_nothing()
    {
        var bench = Open();
        ReleaseRequest request = bench.Request(3);
        bench.With(async tag =>
        {
            int code = bench.CodeFor(request, await tag.AskReleaseAsync(request).ConfigureAwait(false));
            await tag.AskWipeAsync(false).ConfigureAwait(false);
            bench.HoldIn(0);
            await bench.Clock.DelayAsync(3500).ConfigureAwait(false);
            Assert.Equal(SyncFault.Expired, await FaultAsync(() => tag.GiveCodeAsync(code)).ConfigureAwait(false));
        });
    }

    [Fact]
    public void A_wearer_who_does_nothing_within_a_minute_has_said_no()
    {
        var bench = Open();
        ReleaseRequest request = bench.Request(3);
        bench.With(async tag =>
        {
            int code = bench.CodeFor(request, await tag.AskReleaseAsync(request).ConfigureAwait(false));
            for (int i = 0; i < 7; i++)
            {
                await bench.Clock.DelayAsync(9000).ConfigureAwait(false);
                await tag.GetStatusAsync().ConfigureAwait(false);
            }

            bench.HoldIn(0);
            await bench.Clock.DelayAsync(3500).ConfigureAwait(false);
            Assert.Equal(SyncFault.Expired, await FaultAsync(() => tag.GiveCodeAsync(code)).ConfigureAwait(false));
        });
        Assert.Equal(Signal.Saved, LastHeld(bench));
    }

    [Fact]
    public void The_code_of_other_days_or_of_another_authority_is_wrong()
    {
        var bench = Open();
        ReleaseRequest request = bench.Request(3);
        bench.With(async tag =>
        {
            uint challenge = await tag.AskReleaseAsync(request).ConfigureAwait(false);
            bench.HoldIn(0);
            await bench.Clock.DelayAsync(3500).ConfigureAwait(false);
            ReleaseRequest fewer = bench.Request(2);
            Assert.Equal(SyncFault.WrongCode, await FaultAsync(() => tag.GiveCodeAsync(bench.CodeFor(fewer, challenge))).ConfigureAwait(false));
            ReleaseRequest elsewhere = bench.Request(3);
            elsewhere.Authority[0] = 1;
            Assert.Equal(SyncFault.WrongCode, await FaultAsync(() => tag.GiveCodeAsync(bench.CodeFor(elsewhere, challenge))).ConfigureAwait(false));
        });
    }

    [Fact]
    public void The_third_wrong_code_locks_releases_across_restarts_and_right_keys()
    {
        var bench = Open();
        ReleaseRequest request = bench.Request(3);
        bench.With(async tag =>
        {
            int code = bench.CodeFor(request, await tag.AskReleaseAsync(request).ConfigureAwait(false));
            bench.HoldIn(0);
            await bench.Clock.DelayAsync(3500).ConfigureAwait(false);
            for (int left = 2; left >= 0; left--)
            {
                SyncException wrong = await Assert.ThrowsAsync<SyncException>(() => tag.GiveCodeAsync((code + 1 + left) % 1000000)).ConfigureAwait(false);
                Assert.Equal((SyncFault.WrongCode, left), (wrong.Fault, wrong.WaitSeconds));
            }

            Assert.Equal(SyncFault.OutOfOrder, await FaultAsync(() => tag.GiveCodeAsync(code)).ConfigureAwait(false));
        });
        AssertLocked(bench, 600);
        bench.RunSeconds(70);
        bench.Tag.CutPower(losesUtc: false);
        bench.RunSeconds(400);
        bench.Press();
        AssertLocked(bench, 200);
        bench.RunSeconds(250);
        bench.Press();
        ReadAll(bench, request);
    }

    [Fact]
    public void Wrong_codes_are_counted_over_windows_and_restarts()
    {
        var bench = Open();
        ReleaseRequest request = bench.Request(3);
        for (int i = 0; i < 3; i++)
        {
            bench.With(async tag =>
            {
                int code = bench.CodeFor(request, await tag.AskReleaseAsync(request).ConfigureAwait(false));
                bench.HoldIn(0);
                await bench.Clock.DelayAsync(3500).ConfigureAwait(false);
                await FaultAsync(() => tag.GiveCodeAsync((code + 1) % 1000000)).ConfigureAwait(false);
            });
            bench.Tag.CutPower(losesUtc: false);
            bench.RunSeconds(5);
            bench.Press();
        }

        AssertLocked(bench, 600);
    }

    [Theory]
    [InlineData(ReleaseKind.SubKeys, 0, 0u)]
    [InlineData(ReleaseKind.SubKeys, 1, 1u)]
    [InlineData(ReleaseKind.SubKeys, -21, 1u)]
    [InlineData(ReleaseKind.SubKeys, 0, 0x200000u)]
    [InlineData(ReleaseKind.SubKeys, 0, uint.MaxValue)]
    [InlineData(ReleaseKind.DailyKeys, 0, 0b101u)]
    [InlineData(ReleaseKind.DailyKeys, -1, 1u)]
    [InlineData((ReleaseKind)0, 0, 1u)]
    [InlineData((ReleaseKind)3, 0, 1u)]
    public void Days_that_cannot_be_released_are_refused(ReleaseKind kind, int newest, uint mask)
    {
        var bench = Open();
        ReleaseRequest request = bench.Request(1, kind);
        request.NewestDay += newest;
        request.Mask = mask;
        Assert.Equal(SyncFault.OutOfRange, SyncBench.FaultOf(() => bench.With(tag => tag.AskReleaseAsync(request))));
    }

    [Fact]
    public void A_tag_without_time_releases_nothing()
    {
        var bench = new SyncBench(isTimeSet: false);
        bench.RunSeconds(30);
        bench.Press(40);
        Assert.Equal(SyncFault.NoTime, SyncBench.FaultOf(() => bench.With(tag => tag.AskReleaseAsync(bench.Request(1)))));
    }

    [Fact]
    public void Asking_and_releasing_stand_in_the_tags_own_audit()
    {
        var bench = Open();
        ReleaseRequest request = bench.Request(3);
        ReadAll(bench, request);
        IReadOnlyList<AuditEntry> audit = [];
        bench.With(async tag => audit = await tag.GetAuditAsync().ConfigureAwait(false));
        Assert.Equal([(1, 0u), (2, 7u), (3, 7u), (4, 7u), (1, 0u)], audit.Select(entry => (entry.Event, entry.Days)));
    }

    [Theory]
    [InlineData(CutOutcome.Old)]
    [InlineData(CutOutcome.New)]
    [InlineData(CutOutcome.Empty)]
    public void A_power_cut_in_any_flash_operation_of_a_release_hands_out_nothing_unless_the_tag_is_re_keyed(CutOutcome outcome)
    {
        int operations = CutAt(0, outcome);
        Assert.True(operations >= 3);
        for (int operation = 1; operation <= operations; operation++)
        {
            CutAt(operation, outcome);
        }
    }

    [Fact]
    public void Sync_state_that_is_damaged_in_both_copies_costs_a_new_base_key()
    {
        var bench = Open();
        ReadAll(bench, bench.Request(1));
        bench.RunSeconds(75);
        string idBefore = bench.World.OnAir[^1].Id;
        foreach (string name in new[] { "sync-a.bin", "sync-b.bin" })
        {
            byte[] file = bench.Tag.Flash.ReadAll(name);
            file[40] ^= 1;
            bench.Tag.Flash.Place(name, file);
        }

        bench.Tag.CutPower(losesUtc: false);
        bench.RunSeconds(60);
        string[] old = Ids(bench, SlotTime.DayOf((long)bench.World.NowUtcMs), 0, 95);
        Assert.DoesNotContain(bench.World.OnAir[^1].Id, old);
        Assert.NotEqual(idBefore, bench.World.OnAir[^1].Id);
        bench.Press();
        IReadOnlyList<AuditEntry> audit = [];
        bench.With(async tag => audit = await tag.GetAuditAsync().ConfigureAwait(false));
        Assert.Equal(8, audit[0].Event);
    }

    [Fact]
    public void The_package_opens_for_the_authority_and_nobody_else()
    {
        using ECDiffieHellman authority = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        using ECDiffieHellman other = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        byte[] package = ReleasePackage.Seal(
            authority.ExportSubjectPublicKeyInfo(), new ReleaseRequest { Mask = 1, NewestDay = 18500 }, [new(18500, 0, 95, Noise.Bytes(32, 1, 1))], [new(5, 6, 7, Noise.Bytes(17, 1, 2))]);
        (ReleaseRequest request, IReadOnlyList<ReleasedKey> keys, IReadOnlyList<ReleasedContact> contacts) = ReleasePackage.Open(authority, package);
        Assert.Equal((18500, 95, 7), (request.NewestDay, keys[0].LastSlot, contacts[0].RuleVersion));
        Assert.ThrowsAny<CryptographicException>(() => ReleasePackage.Open(other, package));
        for (int i = 0; i < package.Length; i += 7)
        {
            byte[] damaged = (byte[])package.Clone();
            damaged[i] ^= 1;
            Assert.ThrowsAny<Exception>(() => ReleasePackage.Open(authority, damaged));
        }
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 40)]
    public void A_package_has_room_for_days_keys_and_rows_and_nothing_else(int keys, int contacts)
    {
        using ECDiffieHellman authority = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        byte[] publicKey = authority.ExportSubjectPublicKeyInfo();
        byte[] package = ReleasePackage.Seal(
            publicKey,
            new ReleaseRequest(),
            [.. Enumerable.Range(0, keys).Select(i => new ReleasedKey(i, 0, 95, new byte[32]))],
            [.. Enumerable.Range(0, contacts).Select(i => new ReleasedContact(5, 6, 7, new byte[17]))]);
        int sealing = 4 + 2 + publicKey.Length + 12 + 16;
        Assert.Equal(sealing + ReleaseRequest.Length + 4 + (keys * ReleaseRows.KeyLength) + 4 + (contacts * ReleaseRows.ContactLength), package.Length);
    }

    // Returns the flash operations between the code and the first row. Without a cut, all of them.
    private static int CutAt(int operation, CutOutcome outcome)
    {
        var bench = Open();
        ReleaseRequest request = bench.Request(2);
        bool hasRead = false;
        int start = 0;
        SyncException? fault = null;
        try
        {
            bench.With(
                async (tag, connection) =>
                {
                    uint challenge = await tag.AskReleaseAsync(request).ConfigureAwait(false);
                    bench.HoldIn(0);
                    await bench.Clock.DelayAsync(3500).ConfigureAwait(false);
                    start = bench.Tag.Flash.OperationCount;
                    bench.Tag.Flash.CutOutcome = outcome;
                    bench.Tag.Flash.CutAtOperation = operation == 0 ? 0 : start + operation;
                    await tag.GiveCodeAsync(bench.CodeFor(request, challenge)).ConfigureAwait(false);
                    await tag.ReadKeysAsync(0).ConfigureAwait(false);
                    hasRead = true;
                },
                60);
        }
        catch (SyncException exception)
        {
            fault = exception;
        }

        int operations = bench.Tag.Flash.OperationCount - start;
        Assert.Equal(operation == 0, fault == null);
        bench.Tag.Flash.CutAtOperation = 0;
        bench.RunSeconds(80);
        bench.World.OnAir.Clear();
        bench.RunSeconds(30);
        bool isOld = Ids(bench, SlotTime.DayOf((long)bench.World.NowUtcMs), 0, 95).Contains(bench.World.OnAir[^1].Id);
        Assert.False(hasRead && isOld);
        return operations;
    }

    private static SyncBench Open()
    {
        var bench = new SyncBench();
        bench.RunSeconds(30);
        bench.FillLog(Days, PerDay);
        bench.Press();
        return bench;
    }

    private static (List<ReleasedKey> Keys, List<ReleasedContact> Contacts) ReadAll(SyncBench bench, ReleaseRequest request)
    {
        var keys = new List<ReleasedKey>();
        var contacts = new List<ReleasedContact>();
        bench.With(async tag =>
        {
            uint challenge = await tag.AskReleaseAsync(request).ConfigureAwait(false);
            bench.HoldIn(0);
            await bench.Clock.DelayAsync(3500).ConfigureAwait(false);
            await tag.GiveCodeAsync(bench.CodeFor(request, challenge)).ConfigureAwait(false);
            bool isLast = false;
            while (!isLast)
            {
                (IReadOnlyList<ReleasedKey> rows, isLast) = await tag.ReadKeysAsync(keys.Count).ConfigureAwait(false);
                keys.AddRange(rows);
            }

            isLast = false;
            while (!isLast)
            {
                (IReadOnlyList<ReleasedContact> rows, isLast) = await tag.ReadContactsAsync(contacts.Count).ConfigureAwait(false);
                contacts.AddRange(rows);
            }

            // Going back gives the same rows again.
            (IReadOnlyList<ReleasedContact> again, _) = await tag.ReadContactsAsync(0).ConfigureAwait(false);
            Assert.Equal(contacts[..again.Count].Select(row => Convert.ToHexString(row.Record)), again.Select(row => Convert.ToHexString(row.Record)));
            await tag.EndReleaseAsync().ConfigureAwait(false);
        });
        return (keys, contacts);
    }

    private static string[] IdsOf(ReleasedKey key)
    {
        byte[] subKey = key.Key;
        byte[] id = new byte[12];
        var ids = new List<string>();
        for (int slot = key.FirstSlot; slot <= key.LastSlot; slot++)
        {
            BluezoneId.FromSubKey(subKey, id, 0);
            ids.Add(Convert.ToHexString(id));
            subKey = SHA256.HashData(subKey);
        }

        return [.. ids];
    }

    private static string[] Ids(SyncBench bench, int day, int first, int last) =>
        IdsOf(new RollingIdentifier(bench.Identity.BaseKey, 0, bench.Identity.CreationDay), day, first, last);

    private static string[] IdsOf(RollingIdentifier identifier, int day, int first, int last) => [.. Enumerable.Range(first, last - first + 1).Select(slot =>
    {
        identifier.Seek((day * SlotTime.DayMs) + (slot * (long)SlotTime.SlotMs));
        return Convert.ToHexString(identifier.Id);
    })];

    private static async Task<SyncStatus> ReadStatusAsync(SyncConnection connection) =>
        (await connection.RequestAsync(SyncOperation.ReadRelease, [0, 0, 0, 0, 0]).ConfigureAwait(false)).Status;

    private static async Task<SyncFault> FaultAsync(Func<Task> action) => (await Assert.ThrowsAsync<SyncException>(action).ConfigureAwait(false)).Fault;

    private static Signal LastHeld(SyncBench bench) => bench.Application.LastSignal == Signal.SyncOpen ? Signal.Saved : bench.Application.LastSignal;

    private static void AssertLocked(SyncBench bench, int atLeastSeconds)
    {
        SyncException locked = Assert.Throws<SyncException>(() => bench.With(tag => tag.AskReleaseAsync(bench.Request(1))));
        Assert.Equal(SyncFault.Locked, locked.Fault);
        Assert.InRange(locked.WaitSeconds, atLeastSeconds - 60, 600);
    }
}
