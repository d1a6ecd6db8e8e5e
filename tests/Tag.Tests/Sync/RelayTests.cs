using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using BluezoneTag.Exposure;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Exposure;
using BluezoneTag.Protocol.Sync;
using BluezoneTag.SyncClient;
using BluezoneTag.Tag.Supervision;
using BluezoneTag.Tag.Tests.Exposure;
using BluezoneTag.Tag.Tests.Support;
using Xunit;

namespace BluezoneTag.Tag.Tests.Sync;

/// <summary>What somebody gets who carries frames, or ids, between two places; and what he does not.</summary>
public sealed class RelayTests
{
    private const int DelayMs = 150;

    [Fact]
    public void A_relay_carries_a_session_unnoticed_and_reads_changes_and_keeps_nothing_of_it()
    {
        var bench = new SyncBench();
        bench.RunSeconds(30);
        bench.FillLog(3, 9);
        bench.Press();
        RelayLink? relay = null;
        var read = new List<byte[]>();
        With(bench, DelayMs, made => relay = made, async (tag, connection) =>
        {
            // He gets that: the session works, and neither side can tell.
            read.Add((await connection.RequestAsync(SyncOperation.Status, []).ConfigureAwait(false)).Body);
            read.Add((await connection.RequestAsync(SyncOperation.Days, []).ConfigureAwait(false)).Body);
            read.Add((await connection.RequestAsync(SyncOperation.Audit, []).ConfigureAwait(false)).Body);

            // A bit that he changes on the way costs the client a repeat and changes nothing.
            int changed = 0;
            relay!.Change = frame =>
            {
                if (changed++ == 0)
                {
                    frame[^1] ^= 1;
                }

                return frame;
            };
            Assert.Equal(bench.Identity.Serial, (await tag.GetStatusAsync().ConfigureAwait(false)).Serial);
            Assert.True(changed > 1, "The spoiled request was not sent again.");
            relay.Change = null;

            // Not without the wearer, however far away she is from the client.
            await tag.AskReleaseAsync(bench.Request(2)).ConfigureAwait(false);
            SyncException exception = await Assert.ThrowsAsync<SyncException>(() => tag.GiveCodeAsync(1)).ConfigureAwait(false);
            Assert.Equal(SyncFault.HoldButton, exception.Fault);
        });

        byte[][] messages = [.. relay!.Messages()];
        Assert.True(messages.Length > 10);
        Assert.DoesNotContain(messages, message => read.Any(body => HasPiece(message, body)));

        // What he kept is worth nothing when the client is gone: neither in this window nor in the next.
        Replay(bench, relay);
        bench.RunSeconds(70);
        bench.Press();
        Replay(bench, relay);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(300)]
    [InlineData(900)]
    public void A_relay_that_holds_frames_back_makes_the_time_vaguer_and_not_wrong(int delayMs)
    {
        var bench = new SyncBench();
        bench.RunSeconds(30);
        bench.Press();
        StatusReport? status = null;
        With(bench, delayMs, _ => { }, async (tag, _) =>
        {
            await tag.SetTimeAsync().ConfigureAwait(false);
            status = await tag.GetStatusAsync().ConfigureAwait(false);
        });
        Assert.InRange(status!.ClockErrorMs, Math.Max(40, delayMs), 2001);
        Assert.InRange(Math.Abs(bench.Tag.ClockErrorMs), 0, status.ClockErrorMs);
    }

    [Fact]
    public void A_relay_that_holds_frames_back_for_seconds_sets_no_time()
    {
        var bench = new SyncBench();
        bench.RunSeconds(30);
        bench.Press();
        int sets = bench.Application.Counters.Get(TagCounter.ClockSets);
        Assert.Equal(SyncFault.TooVague, SyncBench.FaultOf(() => With(bench, 2200, _ => { }, (tag, _) => tag.SetTimeAsync())));
        Assert.Equal(sets, bench.Application.Counters.Get(TagCounter.ClockSets));
    }

    [Theory]
    [InlineData(0, ExposureRule.F1)]
    [InlineData(20, ExposureRule.None)]
    public void An_id_sent_again_elsewhere_within_its_quarter_of_an_hour_is_a_contact_and_a_later_one_is_not(int delayMinutes, int level)
    {
        var bench = new SyncBench(tags: 2);
        bench.World.IsInReach = false;
        var station = new RelayStation(bench.World, 1, delayMinutes);
        bench.World.Loop.Add(station, bench.NowUs);
        bench.World.RunMinutes(90);
        Assert.True(station.SentCount > 100);
        Assert.NotEmpty(bench.World.LogOf(0));
        CompactList list = ExposureApplicationTests.ListOf(1, ExposureRule.ListOfF0);
        bench.Press();
        bench.Do(new DaySync(list.Header, list.Chunks));
        bench.World.RunMinutes(20);
        Assert.False(bench.Application.Exposure.HasWork);
        Assert.Equal(level, bench.Application.Exposure.AlertLevel);
    }

    private static void With(SyncBench bench, int delayMs, Action<RelayLink> onLink, Func<TagClient, SyncConnection, Task> work) => bench.Finish(bench.Pump.Start(async () =>
    {
        var relay = new RelayLink(await bench.Transport.ConnectAsync().ConfigureAwait(false), bench.Clock, delayMs);
        onLink(relay);
        using var connection = new SyncConnection(relay, bench.Clock, bench.Random);
        await connection.AuthenticateAsync(bench.Claims).ConfigureAwait(false);
        await work(new TagClient(connection, bench.Clock), connection).ConfigureAwait(false);
    }));

    private static void Replay(SyncBench bench, RelayLink relay)
    {
        Assert.True(bench.Tag.Radio.Gatt.IsServing);
        string before = StateOf(bench);
        long lastSync = bench.Application.Timekeeper.LastSyncUtcMs;
        foreach ((byte[] frame, _) in relay.Carried)
        {
            bench.Tag.Radio.Gatt.OnFrame(frame);
            bench.RunSeconds(0.05);
        }

        Assert.False(bench.Application.Sync.IsSessionOpen);
        Assert.Equal(lastSync, bench.Application.Timekeeper.LastSyncUtcMs);
        Assert.Equal(before, StateOf(bench));
    }

    // The newest sync state but for the count of wrong proofs, which a replayed proof adds to.
    private static string StateOf(SyncBench bench)
    {
        const int Sequence = 8;
        const int Payload = 12;
        const int PayloadLength = 332;
        byte[] file = bench.Tag.Flash.List().Where(name => name.StartsWith("sync-", StringComparison.Ordinal)).Select(bench.Tag.Flash.ReadAll)
            .MaxBy(content => LittleEndian.ReadUInt32(content, Sequence))!;
        return Convert.ToHexString(file, Payload + 2, PayloadLength - 2);
    }

    private static bool HasPiece(byte[] message, byte[] body) =>
        Enumerable.Range(0, Math.Max(0, body.Length - 7)).Select(i => body[i..(i + 8)]).Where(piece => piece.Distinct().Count() > 3).Any(piece => message.AsSpan().IndexOf(piece) >= 0);
}
