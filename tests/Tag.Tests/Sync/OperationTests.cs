using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Exposure;
using BluezoneTag.Protocol.Sync;
using BluezoneTag.Simulator.Sync;
using BluezoneTag.SyncClient;
using BluezoneTag.Tag.Indication;
using BluezoneTag.Tag.Supervision;
using Xunit;

namespace BluezoneTag.Tag.Tests.Sync;

/// <summary>Each operation with right, wrong and unsafe bodies.</summary>
public sealed class OperationTests
{
    private const int MaxBodyLength = SyncProtocol.MaxTextLength - 1;

    // What a body of each length may be answered with: operations take the lengths of docs/protocol.md 8.6 and no other.
    private static readonly Dictionary<SyncOperation, Func<int, bool>> TakesLength = new()
    {
        [SyncOperation.SetTime] = length => length == 13,
        [SyncOperation.Find] = length => length == 1,
        [SyncOperation.ChangeSettings] = length => length == 25,
        [SyncOperation.ListBegin] = length => length > 0,
        [SyncOperation.ListChunk] = length => length > 2,
        [SyncOperation.AskRelease] = length => length == 17,
        [SyncOperation.ReleaseCode] = length => length == 4,
        [SyncOperation.ReadRelease] = length => length == 5,
        [SyncOperation.AskWipe] = length => length == 1,
        [SyncOperation.Wipe] = length => length == 8,
    };

    [Fact]
    public void Every_operation_refuses_every_body_of_a_wrong_length()
    {
        var bench = Open();
        bench.Application.Sync.Exposure = new RecordingCheck(1);
        bench.With(
            async (_, connection) =>
            {
                foreach (SyncOperation operation in Enum.GetValues<SyncOperation>().Where(one => one is not (SyncOperation.Welcome or SyncOperation.Bye)))
                {
                    Func<int, bool> takes = TakesLength.GetValueOrDefault(operation, length => length == 0);
                    foreach (int length in new[] { 0, 1, 2, 3, 4, 5, 7, 8, 9, 12, 13, 14, 16, 17, 18, 24, 25, 26, 100, MaxBodyLength }.Where(length => !takes(length)))
                    {
                        SyncReplyMessage reply = await connection.RequestAsync(operation, new byte[length]).ConfigureAwait(false);
                        Assert.Equal((operation, length, SyncStatus.Malformed), (operation, length, reply.Status));
                        Assert.Empty(reply.Body);
                    }
                }
            });
        Assert.Equal(0, bench.Application.Counters.Get(TagCounter.Exceptions));
    }

    [Fact]
    public void An_unknown_operation_is_not_supported()
    {
        var bench = Open();
        bench.With(async (_, connection) =>
        {
            for (int operation = 0; operation < 256; operation++)
            {
                if (operation == 0 || !Enum.IsDefined((SyncOperation)operation))
                {
                    SyncReplyMessage reply = await connection.RequestAsync((SyncOperation)operation, []).ConfigureAwait(false);
                    Assert.Equal(SyncStatus.NotSupported, reply.Status);
                }
            }
        });
    }

    [Theory]
    [InlineData(2001, 0, SyncFault.TooVague)]
    [InlineData(uint.MaxValue, 0, SyncFault.TooVague)]
    [InlineData(100, 1577836799999, SyncFault.OutOfRange)]
    [InlineData(100, 4102444800000, SyncFault.OutOfRange)]
    [InlineData(100, -1, SyncFault.OutOfRange)]
    [InlineData(100, long.MaxValue, SyncFault.OutOfRange)]
    public void A_time_that_cannot_be_changes_nothing(uint errorMs, long utcMs, SyncFault expected)
    {
        var bench = Open();
        int sets = bench.Application.Counters.Get(TagCounter.ClockSets);
        bench.With(async (_, connection) =>
        {
            byte[] mark = (await connection.RequestAsync(SyncOperation.Mark, []).ConfigureAwait(false)).Body;
            Assert.Equal((SyncStatus)(int)expected, await SetAsync(connection, mark[0], utcMs, errorMs).ConfigureAwait(false));
        });
        Assert.Equal(sets, bench.Application.Counters.Get(TagCounter.ClockSets));
    }

    [Fact]
    public void A_mark_counts_once_only_the_last_one_and_not_for_long()
    {
        var bench = Open();
        long utcMs = (long)bench.World.NowUtcMs;
        bench.With(async (_, connection) =>
        {
            Assert.Equal(SyncStatus.OutOfOrder, await SetAsync(connection, 1, utcMs, 10).ConfigureAwait(false));
            byte[] first = (await connection.RequestAsync(SyncOperation.Mark, []).ConfigureAwait(false)).Body;
            byte[] second = (await connection.RequestAsync(SyncOperation.Mark, []).ConfigureAwait(false)).Body;
            Assert.Equal(SyncStatus.OutOfOrder, await SetAsync(connection, first[0], utcMs, 10).ConfigureAwait(false));
            await bench.Clock.DelayAsync(11000).ConfigureAwait(false);
            Assert.Equal(SyncStatus.OutOfOrder, await SetAsync(connection, second[0], utcMs, 10).ConfigureAwait(false));
            byte[] third = (await connection.RequestAsync(SyncOperation.Mark, []).ConfigureAwait(false)).Body;
            Assert.Equal(SyncStatus.Ok, await SetAsync(connection, third[0], utcMs, 10).ConfigureAwait(false));
            Assert.Equal(SyncStatus.OutOfOrder, await SetAsync(connection, third[0], utcMs, 10).ConfigureAwait(false));
        });
    }

    [Theory]
    [InlineData(15, 0)]
    [InlineData(400, 0)]
    [InlineData(15, 0.3)]
    public void The_tags_error_bound_holds_whatever_the_link_does(double latencyMs, double loss)
    {
        for (ulong seed = 1; seed <= 10; seed++)
        {
            var bench = new SyncBench(new LinkProfile { LatencyMs = latencyMs, LossShare = loss, Seed = seed });
            bench.RunSeconds(30);
            bench.Press();
            StatusReport? status = null;
            bench.With(async tag =>
            {
                await tag.SetTimeAsync().ConfigureAwait(false);
                status = await tag.GetStatusAsync().ConfigureAwait(false);
            });
            Assert.InRange(status!.ClockErrorMs, 150, 2001);
            Assert.InRange(Math.Abs(bench.Tag.ClockErrorMs), 0, status.ClockErrorMs);
        }
    }

    [Fact]
    public void Signed_settings_are_put_into_force_shown_and_kept()
    {
        var bench = Open();
        bench.With(tag => tag.ChangeSettingsAsync(Signed(bench, 1, 120, 90, true)));
        Assert.Contains(Signal.SettingsChanged, new[] { bench.Application.LastSignal });
        bench.RunSeconds(70);
        bench.Tag.CutPower(losesUtc: false);
        bench.RunSeconds(20);
        bench.Press();
        TagSettings? settings = null;
        bench.With(async tag => settings = await tag.GetSettingsAsync().ConfigureAwait(false));
        Assert.Equal((1u, 120, 90, true), (settings!.Version, settings.AliveSeconds, settings.CheckpointSeconds, settings.IsQuiet));
    }

    [Theory]
    [InlineData(29, 300)]
    [InlineData(601, 300)]
    [InlineData(60, 59)]
    [InlineData(60, 301)]
    [InlineData(0, 0)]
    [InlineData(65535, 65535)]
    public void Signed_settings_beyond_the_firmwares_limits_are_refused(int alive, int checkpoint)
    {
        var bench = Open();
        Assert.Equal(SyncFault.OutOfRange, SyncBench.FaultOf(() => bench.With(tag => tag.ChangeSettingsAsync(Signed(bench, 1, alive, checkpoint, false)))));
        AssertAsDelivered(bench);
    }

    [Fact]
    public void Settings_that_the_authority_did_not_sign_are_refused()
    {
        var bench = Open();
        byte[] settings = Signed(bench, 1, 120, 90, true);
        for (int i = 0; i < settings.Length - 17; i++)
        {
            byte[] forged = (byte[])settings.Clone();
            forged[i] ^= 1;
            Assert.Equal(SyncFault.NotSigned, SyncBench.FaultOf(() => bench.With(tag => tag.ChangeSettingsAsync(forged))));
        }

        AssertAsDelivered(bench);
    }

    [Fact]
    public void Old_settings_cannot_be_played_again()
    {
        var bench = Open();
        bench.With(tag => tag.ChangeSettingsAsync(Signed(bench, 2, 120, 90, true)));
        Assert.Equal(SyncFault.NotSigned, SyncBench.FaultOf(() => bench.With(tag => tag.ChangeSettingsAsync(Signed(bench, 2, 60, 90, true)))));
        Assert.Equal(SyncFault.NotSigned, SyncBench.FaultOf(() => bench.With(tag => tag.ChangeSettingsAsync(Signed(bench, 1, 60, 90, true)))));
    }

    [Fact]
    public void Settings_that_flash_refuses_are_not_in_force()
    {
        var bench = Open();
        Assert.Equal(SyncFault.Storage, SyncBench.FaultOf(() => bench.With(tag =>
        {
            bench.Tag.Flash.IsRefusing = true;
            return tag.ChangeSettingsAsync(Signed(bench, 1, 120, 90, true));
        })));
        bench.Tag.Flash.IsRefusing = false;
        AssertAsDelivered(bench);
    }

    [Fact]
    public void A_cell_that_is_too_low_to_finish_refuses_what_writes_and_still_tells_its_status()
    {
        var bench = Open();
        bench.Application.Sync.Exposure = new RecordingCheck(1);
        bench.Tag.Hardware.ForcedMillivolts = 3420;
        bench.RunSeconds(60);
        bench.RunSeconds(360);
        bench.Press();
        bench.With(async (tag, connection) =>
        {
            Assert.Equal(3420, (await tag.GetStatusAsync().ConfigureAwait(false)).CellMillivolts);
            foreach (SyncOperation operation in new[]
                {
                    SyncOperation.SetTime, SyncOperation.ChangeSettings, SyncOperation.ListBegin, SyncOperation.ListChunk,
                    SyncOperation.AskRelease, SyncOperation.ReleaseCode, SyncOperation.AskWipe, SyncOperation.Wipe,
                })
            {
                Assert.Equal(SyncStatus.Battery, (await connection.RequestAsync(operation, [1]).ConfigureAwait(false)).Status);
            }
        });
    }

    [Fact]
    public void A_list_that_is_refused_out_of_order_or_cut_short_is_said_to_be()
    {
        var bench = Open();
        var check = new RecordingCheck(3);
        bench.Application.Sync.Exposure = null;
        bench.With(async (tag, connection) =>
        {
            Assert.Equal(SyncStatus.NotSupported, (await connection.RequestAsync(SyncOperation.ListBegin, [1]).ConfigureAwait(false)).Status);
            bench.Application.Sync.Exposure = check;
            Assert.Equal(SyncStatus.OutOfOrder, (await connection.RequestAsync(SyncOperation.ListChunk, [0, 0, 1]).ConfigureAwait(false)).Status);
            Assert.Equal(SyncStatus.OutOfOrder, (await connection.RequestAsync(SyncOperation.Verdict, []).ConfigureAwait(false)).Status);
            Assert.Equal(SyncStatus.Ok, (await connection.RequestAsync(SyncOperation.ListBegin, [1]).ConfigureAwait(false)).Status);
            SyncReplyMessage skipped = await connection.RequestAsync(SyncOperation.ListChunk, [1, 0, 1]).ConfigureAwait(false);
            Assert.Equal((SyncStatus.OutOfOrder, 0), (skipped.Status, LittleEndian.ReadUInt16(skipped.Body, 0)));
            Assert.Equal(SyncStatus.Ok, (await connection.RequestAsync(SyncOperation.ListChunk, [0, 0, 1]).ConfigureAwait(false)).Status);
            Assert.Equal(SyncStatus.Ok, (await connection.RequestAsync(SyncOperation.ListChunk, [0, 0, 1]).ConfigureAwait(false)).Status);
            Assert.Equal(["begin 01", "chunk 01"], check.Calls);
            Assert.Equal(SyncStatus.Incomplete, (await connection.RequestAsync(SyncOperation.ListEnd, []).ConfigureAwait(false)).Status);
            check.Refusal = ExposureStatus.BadEntry;
            Assert.Equal(SyncStatus.ListRefused, (await connection.RequestAsync(SyncOperation.ListChunk, [1, 0, 1]).ConfigureAwait(false)).Status);
            Assert.Equal(SyncStatus.ListRefused, (await connection.RequestAsync(SyncOperation.ListBegin, [2]).ConfigureAwait(false)).Status);
            Assert.Equal(SyncStatus.OutOfOrder, (await connection.RequestAsync(SyncOperation.ListChunk, [1, 0, 1]).ConfigureAwait(false)).Status);
        });
    }

    public static TheoryData<ExposureStatus> ListStatuses => [.. Enum.GetValues<ExposureStatus>()];

    [Theory]
    [MemberData(nameof(ListStatuses))]
    public void Every_status_of_a_list_reaches_the_client_with_a_sentence(ExposureStatus status)
    {
        JsonElement vector = VectorPlay.Vectors.GetProperty("list_statuses").EnumerateArray().Single(one => one.GetProperty("code").GetInt32() == (int)status);
        var bench = Open();
        bench.Application.Sync.Exposure = new RecordingCheck(1) { Refusal = status };
        bench.With(async (tag, connection) =>
        {
            SyncReplyMessage begin = await connection.RequestAsync(SyncOperation.ListBegin, [1]).ConfigureAwait(false);
            Assert.Equal((vector.GetProperty("status").GetInt32(), $"0000{(int)status:X2}"), ((int)begin.Status, Convert.ToHexString(begin.Body)));
            if (begin.Status == SyncStatus.Ok)
            {
                return;
            }

            SyncException exception = await Assert.ThrowsAsync<SyncException>(() => tag.SendListAsync([1], [[2]])).ConfigureAwait(false);
            Assert.Equal(((SyncFault)(int)begin.Status, status), (exception.Fault, exception.ListStatus));
            Assert.NotEqual(SyncTexts.Of(exception.Fault), exception.Text);
            Assert.Equal(exception.Text.English, exception.Message);
        });
    }

    [Fact]
    public void Counters_and_audit_read_as_they_are()
    {
        var bench = Open();
        bench.With(async tag =>
        {
            uint[] counters = await tag.GetCountersAsync().ConfigureAwait(false);
            Assert.Equal(TagCounters.Count, counters.Length);
            Assert.Equal((uint)bench.Application.Counters.Get(TagCounter.Boots), counters[(int)TagCounter.Boots]);
            IReadOnlyList<AuditEntry> audit = await tag.GetAuditAsync().ConfigureAwait(false);
            Assert.Equal(1, Assert.Single(audit).Event);
        });
    }

    [Fact]
    public void The_audit_keeps_the_last_twelve_in_order()
    {
        var bench = Open();
        IReadOnlyList<AuditEntry> audit = [];
        for (int i = 0; i < 15; i++)
        {
            bench.With(async tag => audit = await tag.GetAuditAsync().ConfigureAwait(false));
        }

        Assert.Equal(Enumerable.Range(3, 12).Select(i => (uint)i), audit.Select(entry => entry.Number));
    }

    private static SyncBench Open()
    {
        var bench = new SyncBench();
        bench.RunSeconds(30);
        bench.Press();
        return bench;
    }

    private static byte[] Signed(SyncBench bench, uint version, int alive, int checkpoint, bool isQuiet)
    {
        var cipher = new HostCipher();
        byte[] body = new byte[TagSettings.Length + SyncProtocol.MacLength];
        new TagSettings { Version = version, AliveSeconds = alive, CheckpointSeconds = checkpoint, IsQuiet = isQuiet }.Write(body, 0);
        AuthorityKeys.Sign(cipher, AuthorityKeys.SettingsKey(cipher, bench.Identity.BaseKey), TagSettings.SigningLabel, body, 0, TagSettings.Length);
        return body;
    }

    private static void AssertAsDelivered(SyncBench bench) => bench.With(async tag =>
    {
        TagSettings settings = await tag.GetSettingsAsync().ConfigureAwait(false);
        Assert.Equal((0u, 60, 300, false), (settings.Version, settings.AliveSeconds, settings.CheckpointSeconds, settings.IsQuiet));
    });

    private static async Task<SyncStatus> SetAsync(SyncConnection connection, byte mark, long utcMs, uint errorMs)
    {
        byte[] body = new byte[13];
        body[0] = mark;
        LittleEndian.WriteInt64(body, 1, utcMs);
        LittleEndian.WriteUInt32(body, 9, errorMs);
        return (await connection.RequestAsync(SyncOperation.SetTime, body).ConfigureAwait(false)).Status;
    }
}
