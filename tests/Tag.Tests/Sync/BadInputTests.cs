using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Exposure;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Exposure;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Protocol.Sync;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.SyncClient;
using BluezoneTag.Tag.Supervision;
using Xunit;

namespace BluezoneTag.Tag.Tests.Sync;

/// <summary>Frames and messages as no honest client sends them, over a whole link: nothing is answered that should not be, and the next honest request is.</summary>
public sealed class BadInputTests
{
    private const int FrameLength = 20;
    private const int Number = 7;

    [Fact]
    public void A_request_that_skips_a_counter_is_dropped_and_changes_nothing()
    {
        var bench = Open();
        int sets = 0;
        Assert.Equal(SyncFault.NoAnswer, SyncBench.FaultOf(() => bench.With(async (tag, connection) =>
        {
            await tag.SetTimeAsync().ConfigureAwait(false);
            sets = bench.Application.Counters.Get(TagCounter.ClockSets);
            connection.Counter++;
            await tag.SetTimeAsync().ConfigureAwait(false);
        })));
        Assert.Equal(sets, bench.Application.Counters.Get(TagCounter.ClockSets));
        AssertStillServes(bench);
    }

    [Theory]
    [InlineData(513)]
    [InlineData(2)]
    [InlineData(0)]
    [InlineData(65535)]
    public void A_message_of_a_stated_length_that_cannot_be_is_not_answered(int stated)
    {
        var bench = Open();
        byte[] message = Hello(FrameLength - 3);
        LittleEndian.WriteUInt16(message, 0, stated);
        Assert.Empty(Exchange(bench, [Frame(message, 0, message.Length)]));
        AssertStillServes(bench);
    }

    [Fact]
    public void Bytes_beyond_the_longest_message_are_not_answered()
    {
        var bench = Open();
        byte[] frame = Frame(new byte[FrameLength - 3], 0, FrameLength - 3);
        LittleEndian.WriteUInt16(frame, 1, SyncProtocol.MaxMessageLength - 4);
        Assert.Empty(Exchange(bench, [frame]));
        AssertStillServes(bench);
    }

    [Fact]
    public void Half_a_message_is_not_answered_and_stands_in_nobodys_way()
    {
        var bench = Open();
        byte[] hello = Hello(SyncProtocol.HelloLength);
        Assert.Empty(Exchange(bench, [Frame(hello, 0, 10)]));
        AssertStillServes(bench);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 1)]
    [InlineData(true, 3)]
    public void Frames_in_any_order_and_doubled_are_one_message(bool isReversed, int times)
    {
        var bench = Open();
        byte[] hello = Hello(SyncProtocol.HelloLength);
        byte[][] frames = [Frame(hello, 0, 10), Frame(hello, 10, 6), Frame(hello, 16, hello.Length - 16)];
        byte[][] sent = [.. (isReversed ? frames.Reverse() : frames).SelectMany(frame => Enumerable.Repeat(frame, times))];
        List<byte[]> answers = Exchange(bench, sent);
        Assert.Equal((byte)SyncMessageType.Challenge, answers[0][SyncProtocol.FrameHeaderLength + 2]);

        // A frame that comes again after the message is whole is no new one.
        Assert.Single(answers, answer => LittleEndian.ReadUInt16(answer, 1) == 0x8000);
        AssertStillServes(bench);
    }

    [Fact]
    public void A_cell_that_runs_low_half_way_through_a_list_loses_nothing_of_it()
    {
        CompactList list = List();
        var bench = Open();
        bench.With(async (_, connection) =>
        {
            await connection.RequestAsync(SyncOperation.ListBegin, list.Header).ConfigureAwait(false);
            await connection.RequestAsync(SyncOperation.ListChunk, [0, 0, .. list.Chunks[0]]).ConfigureAwait(false);
        });
        SetCell(bench, 3420);
        bench.Press();
        SyncException exception = Assert.Throws<SyncException>(() => bench.Do(new DaySync(list.Header, list.Chunks)));
        Assert.Equal(SyncFault.Battery, exception.Fault);
        Assert.Equal(SyncTexts.Of(SyncFault.Battery), exception.Text);
        Assert.False(bench.Application.Exposure.HasWork);
        SetCell(bench, 4000);
        var spy = new SpyingCheck(bench.Application.Exposure);
        bench.Application.Sync.Exposure = spy;
        bench.Press();
        var day = new DaySync(list.Header, list.Chunks);
        bench.Do(day);
        Assert.Equal(Enumerable.Range(1, list.Chunks.Count - 1), spy.Chunks);
        Assert.Equal((int)ExposureState.Checking, day.Verdict![ExposureVerdict.StateOffset]);
    }

    private static SyncBench Open()
    {
        var bench = new SyncBench();
        bench.RunSeconds(30);
        bench.Press();
        return bench;
    }

    // The cell is not read while the radio runs: the window has to close first.
    private static void SetCell(SyncBench bench, int millivolts)
    {
        bench.Tag.Hardware.ForcedMillivolts = millivolts;
        bench.RunSeconds(420);
    }

    private static void AssertStillServes(SyncBench bench)
    {
        bench.With(async tag => Assert.Equal(bench.Identity.Serial, (await tag.GetStatusAsync().ConfigureAwait(false)).Serial));
        Assert.Equal(0, bench.Application.Counters.Get(TagCounter.Exceptions));
    }

    private static List<byte[]> Exchange(SyncBench bench, IEnumerable<byte[]> frames)
    {
        var answers = new List<byte[]>();
        bench.Finish(bench.Pump.Start(async () =>
        {
            using IGattLink link = await bench.Transport.ConnectAsync().ConfigureAwait(false);
            foreach (byte[] frame in frames)
            {
                await link.WriteAsync(frame).ConfigureAwait(false);
            }

            while (await link.ReadAsync(3000).ConfigureAwait(false) is { } answer)
            {
                answers.Add(answer);
            }
        }));
        return answers;
    }

    private static byte[] Hello(int length)
    {
        byte[] hello = new byte[length];
        LittleEndian.WriteUInt16(hello, 0, SyncProtocol.HelloLength);
        hello[2] = (byte)SyncMessageType.Hello;
        hello[3] = SyncProtocol.OldestVersion;
        hello[4] = SyncProtocol.Version;
        hello[5] = 99;
        return hello;
    }

    private static byte[] Frame(byte[] message, int place, int count)
    {
        byte[] frame = [Number, 0, 0, .. message.AsSpan(place, count)];
        LittleEndian.WriteUInt16(frame, 1, place);
        return frame;
    }

    private static CompactList List()
    {
        int today = SlotTime.DayOf((long)new SyncBench().World.NowUtcMs);
        InfoEntry[] entries = [.. Enumerable.Range(0, 20).Select(person => new InfoEntry(Noise.Bytes(32, 4, person), today * 86400L, (today * 86400L) + 3600, 96))];
        return CompactList.Of(ExposureRule.ListOfF0, Noise.Bytes(8, 4, 4), entries, today, today);
    }
}
