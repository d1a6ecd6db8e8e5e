using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using BluezoneTag.Exposure;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Exposure;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Protocol.Sync;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.Sync;
using BluezoneTag.SyncClient;
using BluezoneTag.Tag.Exposure;
using BluezoneTag.Tag.Indication;
using BluezoneTag.Tag.Supervision;
using BluezoneTag.Tag.Tests.Exposure;
using Xunit;

namespace BluezoneTag.Tag.Tests.Sync;

/// <summary>A list of the authority from the client to the wearer's light, through a whole sync; and every list that a tag does not take.</summary>
public sealed class ExposureDeskTests
{
    private const int LongList = 20;
    private const int ChunkCount = 4;

    [Fact]
    public void A_list_that_comes_in_a_sync_is_checked_after_it_and_its_verdict_read_in_the_next()
    {
        var bench = new SyncBench(tags: 2);
        bench.World.RunMinutes(70);
        CompactList list = ExposureApplicationTests.ListOf(1, ExposureRule.ListOfF0);
        DaySync first = Carry(bench, list);
        Assert.Null(first.LastVerdict);
        Assert.Equal(ExposureState.Checking, Read(first.Verdict).State);
        bench.World.RunMinutes(20);
        Assert.Equal(ExposureRule.F1, bench.Application.Exposure.AlertLevel);

        // Brought again it is not sent, and nothing is checked.
        int blocks = bench.Application.Exposure.BlockCount;
        var spy = new SpyingCheck(bench.Application.Exposure);
        bench.Application.Sync.Exposure = spy;
        DaySync second = Carry(bench, list);
        ExposureVerdict verdict = Read(second.Verdict);
        Assert.Equal((ExposureState.Done, ExposureRule.F1), (verdict.State, verdict.Level));
        Assert.InRange(verdict.NearMinutes, 15, 200);
        Assert.Equal(second.LastVerdict, second.Verdict);
        Assert.Empty(spy.Chunks);
        bench.World.RunMinutes(5);
        Assert.Equal(blocks, bench.Application.Exposure.BlockCount);
    }

    [Fact]
    public void A_client_that_waits_has_the_verdict_in_the_same_session()
    {
        var bench = new SyncBench(tags: 2);
        bench.World.RunMinutes(70);
        CompactList list = ExposureApplicationTests.ListOf(1, ExposureRule.ListOfF0);
        bench.Press();
        ExposureVerdict verdict = new();
        bench.With(async tag =>
        {
            await tag.SendListAsync(list.Header, list.Chunks).ConfigureAwait(false);
            verdict = await WaitAsync(bench, tag).ConfigureAwait(false);
        });
        Assert.Equal((ExposureState.Done, ExposureRule.F1), (verdict.State, verdict.Level));
        Assert.True(bench.Application.Sync.IsOpen);
        Assert.Equal(Signal.MetF0, bench.Application.LastSignal);
        Assert.Equal(0, bench.Application.Counters.Get(TagCounter.Exceptions));
    }

    [Fact]
    public void No_request_waits_for_more_than_one_step_of_the_check()
    {
        var bench = new SyncBench(tags: 2);
        bench.World.RunMinutes(70);
        CompactList list = Unknown(100, 8);
        bench.Press();
        bench.With(async tag =>
        {
            await tag.SendListAsync(list.Header, list.Chunks).ConfigureAwait(false);
            long usualUs = await SpanOfAsync(bench, tag).ConfigureAwait(false);
            int blocks = bench.Application.Exposure.BlockCount;
            for (int pauseMs = 0; pauseMs < 1500; pauseMs += 110)
            {
                await bench.Pump.DelayAsync(pauseMs * 1000L).ConfigureAwait(false);
                long spanUs = await SpanOfAsync(bench, tag).ConfigureAwait(false);
                Assert.InRange(spanUs, 1, usualUs + (ExposureCheck.StepMs * 1100L));
            }

            Assert.True(bench.Application.Exposure.BlockCount > blocks, "The tag did not go on with the check between the requests.");
        });
    }

    [Fact]
    public void A_check_stands_still_while_a_client_keeps_asking()
    {
        var bench = new SyncBench(tags: 2);
        bench.World.RunMinutes(70);
        CompactList list = ExposureApplicationTests.ListOf(1, ExposureRule.ListOfF0);
        bench.Press();
        bench.With(async tag =>
        {
            await tag.SendListAsync(list.Header, list.Chunks).ConfigureAwait(false);
            for (int i = 0; i < 50; i++)
            {
                Assert.Equal(ExposureState.Checking, Read(await tag.GetVerdictAsync().ConfigureAwait(false)).State);
                await bench.Pump.DelayAsync(100_000).ConfigureAwait(false);
            }
        });
    }

    [Fact]
    public void A_wipe_ends_a_check_that_is_under_way_and_nothing_of_it_is_written_again()
    {
        var bench = new SyncBench(tags: 2);
        bench.World.RunMinutes(70);
        CompactList list = Unknown(20, 8);
        bench.Press();
        bench.With(async tag => await tag.SendListAsync(list.Header, list.Chunks).ConfigureAwait(false));
        bench.HoldIn(2);
        var wipe = new WipeJob(true, bench.Clock);
        bench.With(async tag => await wipe.ContinueAsync(tag).ConfigureAwait(false));
        bench.RunSeconds(30);
        Assert.NotNull(wipe.Certificate);
        Assert.DoesNotContain(bench.Tag.Flash.List(), name => name.StartsWith("expo", System.StringComparison.Ordinal));
    }

    [Fact]
    public void The_verdict_on_a_list_is_read_before_the_next_list_takes_its_place()
    {
        var bench = new SyncBench(tags: 2);
        bench.World.RunMinutes(70);
        Carry(bench, ExposureApplicationTests.ListOf(1, ExposureRule.ListOfF0));
        bench.World.RunMinutes(20);
        CompactList other = Unknown(1, 5);
        DaySync second = Carry(bench, other);
        Assert.Equal((ExposureState.Done, ExposureRule.F1), (Read(second.LastVerdict).State, Read(second.LastVerdict).Level));
        Assert.Equal(other.Header[4..12], Read(second.Verdict).ListId);
        bench.World.RunMinutes(20);
        DaySync third = Carry(bench, null);
        Assert.Equal((ExposureState.Done, ExposureRule.None), (Read(third.LastVerdict).State, Read(third.LastVerdict).Level));
        Assert.Null(third.Verdict);
        Assert.Equal(ExposureRule.F1, bench.Application.Exposure.AlertLevel);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Half_a_list_goes_on_at_the_chunk_the_tag_wants_in_another_window_and_after_a_restart(bool isRestarted)
    {
        CompactList list = Unknown(LongList, 2);
        Assert.Equal(ChunkCount, list.Chunks.Count);
        for (int sent = 0; sent <= ChunkCount; sent++)
        {
            var bench = new SyncBench();
            bench.RunSeconds(30);
            bench.Press();
            bench.With((_, connection) => SendAsync(connection, list, sent));
            bench.RunSeconds(70);
            Assert.False(bench.Tag.Radio.Gatt.IsServing);
            if (isRestarted)
            {
                bench.Tag.CutPower(losesUtc: false);
                bench.RunSeconds(30);
            }

            var spy = new SpyingCheck(bench.Application.Exposure);
            bench.Application.Sync.Exposure = spy;
            DaySync day = Carry(bench, list);
            Assert.Null(day.ListFault);
            Assert.Equal(list.Header[4..12], Read(day.Verdict).ListId);
            Assert.Equal(Enumerable.Range(sent, ChunkCount - sent), spy.Chunks);
            Assert.Equal(LongList * 2, CountKeyDays(bench));
        }
    }

    [Theory]
    [InlineData(20)]
    [InlineData(182)]
    public void A_link_that_dies_at_any_frame_of_a_real_list_sends_each_chunk_once(int frameLength)
    {
        CompactList list = Unknown(LongList, 2);
        int frames = SyncList(new LinkProfile { MaxFrameLength = frameLength }, list);
        for (int frame = 1; frame <= frames; frame += frameLength == 20 ? 5 : 1)
        {
            SyncList(new LinkProfile { MaxFrameLength = frameLength, CutAtFrame = frame }, list);
        }
    }

    [Fact]
    public void Half_a_list_gives_way_to_another_one()
    {
        CompactList half = Unknown(LongList, 2);
        CompactList other = Unknown(3, 3);
        var bench = new SyncBench();
        bench.RunSeconds(30);
        bench.Press();
        bench.With((_, connection) => SendAsync(connection, half, 2));
        DaySync day = Carry(bench, other, isPressed: false);
        Assert.Equal(other.Header[4..12], Read(day.Verdict).ListId);
    }

    [Fact]
    public void A_list_that_the_tag_does_not_take_is_said_why_and_the_rest_of_the_sync_is_done()
    {
        int today = Today(new SyncBench());
        AssertRefused(List(1, today - 40, today - 30, 1), SyncFault.ListRefused, ExposureStatus.TooOld);
        AssertRefused(List(1, today + 1, today + 2, 1), SyncFault.ListRefused, ExposureStatus.FutureDay);
        AssertRefused(Changed(Unknown(2, 1), 3, 0), SyncFault.ListRefused, ExposureStatus.BadCount);
        AssertRefused(Changed(Unknown(2, 1), 3, 129), SyncFault.ListRefused, ExposureStatus.BadCount);
        AssertRefused(Changed(Unknown(2, 1), 2, 9), SyncFault.ListRefused, ExposureStatus.UnknownRule);
        AssertRefused(Changed(Unknown(2, 1), 20, 1), SyncFault.ListRefused, ExposureStatus.BadSum);
    }

    [Fact]
    public void An_entry_without_slots_is_refused()
    {
        CompactList list = Unknown(2, 1);
        list.Chunks[0][ExposureChunk.HeaderLength + 33] = 0;
        list.Chunks[0][ExposureChunk.HeaderLength + 34] = 0;
        AssertRefused((list.Header, list.Chunks), SyncFault.ListRefused, ExposureStatus.BadEntry);
    }

    [Fact]
    public void A_tag_that_checks_another_list_or_has_had_enough_today_asks_to_come_back()
    {
        var bench = new SyncBench(tags: 2);
        bench.World.RunMinutes(70);
        Carry(bench, Unknown(100, 8), minutes: 0);
        Assert.True(bench.Application.Exposure.HasWork);
        DaySync busy = Carry(bench, Unknown(1, 1));
        Assert.Equal((SyncFault.Later, ExposureStatus.Busy), (busy.ListFault!.Fault, busy.ListFault.ListStatus));
        bench.World.RunMinutes(60);
        DaySync enough = Carry(bench, Unknown(100, 9));
        Assert.Equal((SyncFault.Later, ExposureStatus.TooMuchToday), (enough.ListFault!.Fault, enough.ListFault.ListStatus));
        Assert.Equal(ExposureState.Done, Read(enough.LastVerdict).State);
    }

    [Fact]
    public void A_tag_without_time_asks_for_it_first()
    {
        var bench = new SyncBench(isTimeSet: false);
        bench.RunSeconds(60);
        bench.Press(40);
        CompactList list = Unknown(1, 1);
        SyncException? exception = null;
        bench.With(async tag => exception = await Assert.ThrowsAsync<SyncException>(() => tag.SendListAsync(list.Header, list.Chunks)).ConfigureAwait(false));
        Assert.Equal((SyncFault.NoTime, ExposureStatus.NoTime), (exception!.Fault, exception.ListStatus));
    }

    [Fact]
    public void A_chunk_that_flash_refuses_is_taken_when_it_comes_again()
    {
        CompactList list = Unknown(LongList, 2);
        var bench = new SyncBench();
        bench.RunSeconds(30);
        bench.Press();
        bench.With(async (tag, connection) =>
        {
            await SendAsync(connection, list, 2).ConfigureAwait(false);
            bench.Tag.Flash.IsRefusing = true;
            SyncException exception = await Assert.ThrowsAsync<SyncException>(() => tag.SendListAsync(list.Header, list.Chunks)).ConfigureAwait(false);
            Assert.Equal((SyncFault.Storage, ExposureStatus.StorageFailed), (exception.Fault, exception.ListStatus));
            bench.Tag.Flash.IsRefusing = false;
            Assert.Equal(ExposureState.Checking, Read(await tag.SendListAsync(list.Header, list.Chunks).ConfigureAwait(false)).State);
        });
    }

    private static int SyncList(LinkProfile link, CompactList list)
    {
        var bench = new SyncBench(link);
        bench.RunSeconds(20);
        bench.Press();
        var spy = new SpyingCheck(bench.Application.Exposure);
        bench.Application.Sync.Exposure = spy;
        DaySync day = Carry(bench, list, isPressed: false);
        Assert.Equal(list.Header[4..12], Read(day.Verdict).ListId);
        Assert.Equal(Enumerable.Range(0, ChunkCount), spy.Chunks);
        return bench.Air.Frames;
    }

    // Straight into the session, without the client's own way of sending.
    private static async Task SendAsync(SyncConnection connection, CompactList list, int chunks)
    {
        Assert.Equal(SyncStatus.Ok, (await connection.RequestAsync(SyncOperation.ListBegin, list.Header).ConfigureAwait(false)).Status);
        for (int number = 0; number < chunks; number++)
        {
            SyncReplyMessage reply = await connection.RequestAsync(SyncOperation.ListChunk, [(byte)number, 0, .. list.Chunks[number]]).ConfigureAwait(false);
            Assert.Equal((SyncStatus.Ok, number + 1), (reply.Status, LittleEndian.ReadUInt16(reply.Body, 0)));
        }
    }

    private static async Task<ExposureVerdict> WaitAsync(SyncBench bench, TagClient tag)
    {
        ExposureVerdict verdict = new();
        for (int waitedMs = 0; waitedMs < 60_000 && verdict.State != ExposureState.Done; waitedMs += 2000)
        {
            await bench.Pump.DelayAsync(2_000_000).ConfigureAwait(false);
            verdict = Read(await tag.GetVerdictAsync().ConfigureAwait(false));
        }

        return verdict;
    }

    private static async Task<long> SpanOfAsync(SyncBench bench, TagClient tag)
    {
        long startUs = bench.NowUs;
        await tag.GetVerdictAsync().ConfigureAwait(false);
        return bench.NowUs - startUs;
    }

    private static void AssertRefused((byte[] Header, IReadOnlyList<byte[]> Chunks) list, SyncFault fault, ExposureStatus status)
    {
        var bench = new SyncBench();
        bench.RunSeconds(30);
        bench.Press();
        var day = new DaySync(list.Header, list.Chunks);
        bench.Do(day);
        Assert.Equal((fault, status), (day.ListFault!.Fault, day.ListFault.ListStatus));
        Assert.Equal(SyncTexts.Of(fault, status), day.ListFault.Text);
        Assert.Null(day.Verdict);
        Assert.NotNull(day.Log);
        Assert.False(bench.Application.Exposure.HasWork);
    }

    private static (byte[] Header, IReadOnlyList<byte[]> Chunks) Changed(CompactList list, int offset, byte value)
    {
        list.Header[offset] = value == list.Header[offset] ? (byte)(value + 1) : value;
        return (list.Header, list.Chunks);
    }

    private static CompactList Unknown(int people, int days)
    {
        int today = Today(new SyncBench());
        InfoEntry[] entries = [.. Enumerable.Range(0, people).Select(person => Entry(person, today - days + 1, today))];
        return CompactList.Of(ExposureRule.ListOfF0, Noise.Bytes(8, (ulong)people, days), entries, today - 20, today + 1);
    }

    private static (byte[] Header, IReadOnlyList<byte[]> Chunks) List(int people, int firstDay, int lastDay, int id)
    {
        InfoEntry[] entries = [.. Enumerable.Range(0, people).Select(person => Entry(person, firstDay, lastDay))];
        var list = CompactList.Of(ExposureRule.ListOfF0, Noise.Bytes(8, 77, id), entries, firstDay, lastDay + 1);
        return (list.Header, list.Chunks);
    }

    // To the last slot of the last day: 96 slots a day and none of the next.
    private static InfoEntry Entry(int person, int firstDay, int lastDay) =>
        new(Noise.Bytes(32, 3, person), firstDay * 86400L, ((lastDay + 1) * 86400L) - 900, 96);

    private static int Today(SyncBench bench) => SlotTime.DayOf((long)bench.World.NowUtcMs);

    private static int CountKeyDays(SyncBench bench)
    {
        byte[] file = bench.Tag.Flash.ReadAll("expo-state-a.bin") is { Length: > 0 } first ? first : bench.Tag.Flash.ReadAll("expo-state-b.bin");
        return LittleEndian.ReadUInt16(file, 12 + 26);
    }

    private static DaySync Carry(SyncBench bench, CompactList? list, bool isPressed = true, double minutes = 2)
    {
        if (isPressed)
        {
            bench.Press();
        }

        var day = new DaySync(list?.Header, list?.Chunks);
        bench.Do(day);
        bench.World.RunMinutes(minutes);
        return day;
    }

    private static ExposureVerdict Read(byte[]? bytes)
    {
        var verdict = new ExposureVerdict();
        Assert.True(verdict.TryRead(bytes!, 0, bytes!.Length));
        return verdict;
    }
}
