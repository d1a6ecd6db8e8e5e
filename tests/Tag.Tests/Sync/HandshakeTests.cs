using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Sync;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.SyncClient;
using Xunit;

namespace BluezoneTag.Tag.Tests.Sync;

/// <summary>Who gets in, who does not, and what a stranger learns.</summary>
public sealed class HandshakeTests
{
    [Fact]
    public void A_kiosk_with_three_hundred_secrets_finds_the_right_one()
    {
        var bench = Open();
        var claims = new ClaimRing();
        for (int i = 0; i < 300; i++)
        {
            claims.Add(i == 211 ? bench.Identity.ClaimSecret : Noise.Bytes(16, 5, i));
        }

        uint serial = uint.MaxValue;
        bench.Finish(bench.Pump.Start(async () =>
        {
            using var connection = new SyncConnection(await bench.Transport.ConnectAsync().ConfigureAwait(false), bench.Clock, bench.Random);
            await connection.AuthenticateAsync(claims).ConfigureAwait(false);
            serial = (await new TagClient(connection, bench.Clock).GetStatusAsync().ConfigureAwait(false)).Serial;
        }));
        Assert.Equal(bench.Identity.Serial, serial);
    }

    [Fact]
    public void A_client_without_the_secret_notices_it_and_proves_nothing()
    {
        var bench = Open();
        Assert.Equal(SyncFault.UnknownTag, SyncBench.FaultOf(() => Authenticate(bench, RingOf(7))));
    }

    [Fact]
    public void A_stranger_hears_the_same_of_no_two_sessions()
    {
        var bench = new SyncBench();
        var frames = new List<string>();
        bench.Transport.OnAir = (frame, isFromTag) =>
        {
            if (isFromTag)
            {
                frames.Add(Convert.ToHexString(frame, 3, frame.Length - 3));
            }
        };
        for (int i = 0; i < 4; i++)
        {
            bench.RunSeconds(30);
            bench.Press();
            bench.Do(new DaySync());
        }

        // Ten bytes anywhere that come twice would be a name; seven at a message's head are length, type and counter.
        string[] pieces = [.. frames.SelectMany(frame => Enumerable.Range(0, Math.Max(0, (frame.Length / 2) - 9)).Select(i => frame.Substring(2 * i, 20)))];
        Assert.True(pieces.Length > 1000);
        Assert.Equal(pieces.Length, pieces.Distinct().Count());
    }

    [Fact]
    public void A_tag_that_does_not_know_the_secret_is_not_believed()
    {
        var bench = Open();
        bench.Identity.ClaimSecret[0] ^= 1;
        var claims = new ClaimRing();
        claims.Add(bench.Identity.ClaimSecret);
        Assert.Equal(SyncFault.UnknownTag, SyncBench.FaultOf(() => Authenticate(bench, claims)));
    }

    [Theory]
    [InlineData(2, 9)]
    [InlineData(0, 0)]
    public void No_version_in_common_is_said_with_the_tags_own(int oldest, int newest)
    {
        var bench = Open();
        SyncException exception = Assert.Throws<SyncException>(() => bench.Finish(bench.Pump.Start(async () =>
        {
            using var connection = new SyncConnection(await bench.Transport.ConnectAsync().ConfigureAwait(false), bench.Clock, bench.Random) { Versions = (oldest, newest) };
            await connection.AuthenticateAsync(bench.Claims).ConfigureAwait(false);
        })));
        Assert.Equal(SyncFault.Version, exception.Fault);
        Assert.Equal(SyncProtocol.OldestVersion + (SyncProtocol.Version * 256), exception.WaitSeconds);
    }

    [Fact]
    public void A_client_that_speaks_newer_versions_too_gets_in()
    {
        var bench = Open();
        bench.Finish(bench.Pump.Start(async () =>
        {
            using var connection = new SyncConnection(await bench.Transport.ConnectAsync().ConfigureAwait(false), bench.Clock, bench.Random) { Versions = (0, 9) };
            await connection.AuthenticateAsync(bench.Claims).ConfigureAwait(false);
        }));
    }

    [Fact]
    public void Three_wrong_proofs_close_the_window_and_lock_for_longer_and_longer()
    {
        var bench = Open();
        int[] locks = [60, 120, 240];
        foreach (int seconds in locks)
        {
            Assert.Equal([SyncFault.WrongKey, SyncFault.WrongKey, SyncFault.WrongKey], GuessUntilClosed(bench));
            bench.RunSeconds(1);
            Assert.False(bench.Tag.Radio.Gatt.IsServing);
            bench.RunSeconds(seconds - 5);
            AssertStaysShut(bench);
            bench.RunSeconds(5);
            bench.Press();
        }

        // The right key sets everything back.
        bench.Do(new DaySync());
        bench.RunSeconds(30);
        bench.Press();
        GuessUntilClosed(bench);
        bench.RunSeconds(62);
        bench.Press();
        Assert.True(bench.Tag.Radio.Gatt.IsServing);
    }

    [Fact]
    public void A_restart_does_not_shorten_a_lock()
    {
        var bench = Open();
        GuessUntilClosed(bench);
        bench.RunSeconds(20);
        bench.Tag.CutPower(losesUtc: false);
        bench.RunSeconds(50);
        AssertStaysShut(bench);
        bench.RunSeconds(20);
        bench.Press();
        Assert.True(bench.Tag.Radio.Gatt.IsServing);
    }

    [Fact]
    public void A_restart_between_wrong_proofs_gives_no_further_tries()
    {
        var bench = Open();
        Assert.Equal(SyncFault.WrongKey, Guess(bench));
        Assert.Equal(SyncFault.WrongKey, Guess(bench));
        bench.Tag.CutPower(losesUtc: false);
        bench.RunSeconds(5);
        bench.Press();
        Assert.Equal(SyncFault.WrongKey, Guess(bench));
        bench.RunSeconds(2);
        Assert.False(bench.Tag.Radio.Gatt.IsServing);
    }

    [Fact]
    public void A_flood_of_hellos_ends_the_window_and_not_the_tag()
    {
        var bench = Open();
        byte[] hello = new byte[SyncProtocol.HelloLength];
        LittleEndian.WriteUInt16(hello, 0, hello.Length);
        hello[2] = 1;
        hello[3] = 1;
        hello[4] = 1;
        for (int i = 0; i < 200; i++)
        {
            hello[5] = (byte)i;
            Inject(bench, hello, i);
            bench.RunSeconds(0.1);
        }

        Assert.False(bench.Tag.Radio.Gatt.IsServing);
        bench.RunSeconds(60);
        bench.Press();
        bench.Do(new DaySync());
    }

    [Fact]
    public void A_second_client_is_told_to_wait_and_the_first_notices_nothing()
    {
        var bench = Open();
        bench.With(async tag =>
        {
            byte[] hello = HelloOf(3);
            for (int i = 0; i < 20; i++)
            {
                Inject(bench, hello, 100 + i);
                await bench.Clock.DelayAsync(50).ConfigureAwait(false);
                Assert.Equal(bench.Identity.Serial, (await tag.GetStatusAsync().ConfigureAwait(false)).Serial);
            }
        });
        Assert.True(bench.Application.Sync.IsSessionOpen || bench.Air.Links == 1);
    }

    [Fact]
    public void Garbage_of_a_second_client_only_delays_the_first()
    {
        var bench = Open();
        ulong draw = 0;
        bench.With(async tag =>
        {
            for (int i = 0; i < 10; i++)
            {
                for (int k = 0; k < 5; k++)
                {
                    byte[] frame = Noise.Bytes(20, 77, (long)++draw);
                    bench.Tag.Radio.Gatt.OnFrame(frame);
                }

                await tag.GetStatusAsync().ConfigureAwait(false);
            }
        });
    }

    [Fact]
    public void Old_frames_replayed_into_a_new_window_do_nothing()
    {
        var bench = new SyncBench();
        bench.RunSeconds(30);
        var heard = new List<byte[]>();
        bench.Transport.OnAir = (frame, isFromTag) => heard.Add(frame);
        bench.Press();
        bench.Do(new DaySync());
        bench.Transport.OnAir = null;
        bench.RunSeconds(100);
        string[] before = Snapshot(bench);
        long lastSync = bench.Application.Timekeeper.LastSyncUtcMs;
        bench.Press();
        foreach (byte[] frame in heard)
        {
            bench.Tag.Radio.Gatt.OnFrame(frame);
            bench.RunSeconds(0.05);
        }

        Assert.False(bench.Application.Sync.IsSessionOpen);
        Assert.Equal(lastSync, bench.Application.Timekeeper.LastSyncUtcMs);
        Assert.Equal(before[0], Snapshot(bench)[0]);
    }

    [Fact]
    public void Frames_replayed_into_their_own_session_are_answered_again_and_not_done_again()
    {
        var bench = Open();
        var heard = new List<byte[]>();
        bench.Transport.OnAir = (frame, isFromTag) =>
        {
            if (!isFromTag)
            {
                heard.Add(frame);
            }
        };
        bench.With(async tag =>
        {
            await tag.SetTimeAsync().ConfigureAwait(false);
            long sets = bench.Application.Counters.Get(Supervision.TagCounter.ClockSets);
            foreach (byte[] frame in heard.ToArray())
            {
                bench.Tag.Radio.Gatt.OnFrame(frame);
                await bench.Clock.DelayAsync(60).ConfigureAwait(false);
            }

            await tag.GetStatusAsync().ConfigureAwait(false);
            Assert.Equal(sets, bench.Application.Counters.Get(Supervision.TagCounter.ClockSets));

            // Asked once, answered six times, and once in the audit.
            heard.Clear();
            await tag.AskReleaseAsync(bench.Request(1)).ConfigureAwait(false);
            foreach (byte[] frame in Enumerable.Repeat(heard.ToArray(), 5).SelectMany(frames => frames))
            {
                bench.Tag.Radio.Gatt.OnFrame(frame);
                await bench.Clock.DelayAsync(60).ConfigureAwait(false);
            }

            IReadOnlyList<AuditEntry> audit = await tag.GetAuditAsync().ConfigureAwait(false);
            Assert.Single(audit, entry => entry.Event == 2);
        });
    }

    [Fact]
    public void What_the_tag_sent_is_worth_nothing_when_it_is_sent_back()
    {
        var bench = Open();
        var replies = new List<byte[]>();
        bench.Transport.OnAir = (frame, isFromTag) =>
        {
            if (isFromTag)
            {
                // As a client would have to send it.
                byte[] reflected = (byte[])frame.Clone();
                reflected[2] &= 0x7F;
                replies.Add(reflected);
            }
        };
        bench.With(async tag =>
        {
            await tag.GetStatusAsync().ConfigureAwait(false);
            await tag.GetDaysAsync().ConfigureAwait(false);
            string[] before = Snapshot(bench);
            foreach (byte[] frame in replies.ToArray())
            {
                bench.Tag.Radio.Gatt.OnFrame(frame);
                await bench.Clock.DelayAsync(60).ConfigureAwait(false);
            }

            Assert.Equal(before, Snapshot(bench));
            await tag.GetStatusAsync().ConfigureAwait(false);
        });
    }

    [Fact]
    public void A_handshake_reflected_at_the_client_does_not_fool_it()
    {
        var bench = Open();
        var echo = new EchoLink(bench.Clock);
        Assert.Equal(SyncFault.NoAnswer, SyncBench.FaultOf(() => bench.Finish(bench.Pump.Start(async () =>
        {
            using var connection = new SyncConnection(echo, bench.Clock, bench.Random);
            await connection.AuthenticateAsync(bench.Claims).ConfigureAwait(false);
        }))));
    }

    [Fact]
    public void A_sealed_message_without_a_session_is_refused()
    {
        var bench = Open();
        Assert.Equal(SyncFault.NoSession, RefusalOf(bench, Message(SyncMessageType.Sealed, 40)));
    }

    [Theory]
    [InlineData(SyncMessageType.Hello, 20)]
    [InlineData(SyncMessageType.Hello, 22)]
    [InlineData(SyncMessageType.Proof, 18)]
    [InlineData(SyncMessageType.Proof, 512)]
    [InlineData(SyncMessageType.Sealed, 23)]
    [InlineData(SyncMessageType.Challenge, 36)]
    [InlineData((SyncMessageType)77, 3)]
    public void A_message_of_a_wrong_type_or_length_is_malformed(SyncMessageType type, int length)
    {
        Assert.Equal(SyncFault.Malformed, RefusalOf(Open(), Message(type, length)));
    }

    private static SyncBench Open()
    {
        var bench = new SyncBench();
        bench.RunSeconds(30);
        bench.Press();
        return bench;
    }

    private static ClaimRing RingOf(int number)
    {
        var claims = new ClaimRing();
        claims.Add(Noise.Bytes(16, 1234, number));
        return claims;
    }

    private static void Authenticate(SyncBench bench, ClaimRing claims) => bench.Finish(bench.Pump.Start(async () =>
    {
        using var connection = new SyncConnection(await bench.Transport.ConnectAsync().ConfigureAwait(false), bench.Clock, bench.Random);
        await connection.AuthenticateAsync(claims).ConfigureAwait(false);
    }));

    private static void AssertStaysShut(SyncBench bench)
    {
        int before = bench.Tag.Radio.Gatt.OpenCount;
        bench.Press(5);
        Assert.Equal(before, bench.Tag.Radio.Gatt.OpenCount);
    }

    private static List<SyncFault> GuessUntilClosed(SyncBench bench)
    {
        var faults = new List<SyncFault>();
        while (bench.Tag.Radio.Gatt.IsServing && faults.Count < 9)
        {
            faults.Add(Guess(bench));
            bench.RunSeconds(0.5);
        }

        return faults;
    }

    // What somebody does who knows the protocol and not the secret: a Hello, and a Proof out of thin air.
    private static SyncFault Guess(SyncBench bench)
    {
        SyncFault? fault = null;
        bench.Finish(bench.Pump.Start(async () =>
        {
            using IGattLink link = await bench.Transport.ConnectAsync().ConfigureAwait(false);
            await SendAsync(link, HelloOf(5), 1).ConfigureAwait(false);
            await ReadAsync(link).ConfigureAwait(false);
            await SendAsync(link, Message(SyncMessageType.Proof, SyncProtocol.ProofLength), 2).ConfigureAwait(false);
            byte[]? answer = await ReadAsync(link).ConfigureAwait(false);
            fault = (SyncFault)answer![6];
        }));
        return fault!.Value;
    }

    private static SyncFault RefusalOf(SyncBench bench, byte[] message)
    {
        byte[]? answer = null;
        bench.Finish(bench.Pump.Start(async () =>
        {
            using IGattLink link = await bench.Transport.ConnectAsync().ConfigureAwait(false);
            await SendAsync(link, message, 1).ConfigureAwait(false);
            answer = await link.ReadAsync(2000).ConfigureAwait(false);
        }));
        Assert.Equal((byte)SyncMessageType.Refusal, answer![5]);
        return (SyncFault)answer[6];
    }

    private static async Task SendAsync(IGattLink link, byte[] message, int number)
    {
        byte[] frame = new byte[SyncProtocol.MaxFrameLength];
        for (int place = 0; place < message.Length;)
        {
            int count = FrameWriter.Write(message, message.Length, place, number, false, frame, link.MaxFrameLength);
            await link.WriteAsync(frame[..count]).ConfigureAwait(false);
            place += count - SyncProtocol.FrameHeaderLength;
        }
    }

    private static Task<byte[]?> ReadAsync(IGattLink link) => link.ReadAsync(2000);

    private static byte[] HelloOf(byte nonce)
    {
        byte[] hello = Message(SyncMessageType.Hello, SyncProtocol.HelloLength);
        hello[3] = SyncProtocol.OldestVersion;
        hello[4] = SyncProtocol.Version;
        hello[5] = nonce;
        return hello;
    }

    private static byte[] Message(SyncMessageType type, int length)
    {
        byte[] message = new byte[length];
        LittleEndian.WriteUInt16(message, 0, length);
        message[2] = (byte)type;
        return message;
    }

    private static void Inject(SyncBench bench, byte[] message, int number)
    {
        byte[] frame = new byte[SyncProtocol.MaxFrameLength];
        int length = FrameWriter.Write(message, message.Length, 0, number, false, frame, frame.Length);
        bench.Tag.Radio.Gatt.OnFrame(frame[..length]);
    }

    private static string[] Snapshot(SyncBench bench) =>
        [.. bench.Tag.Flash.List().Where(name => name.StartsWith("sync-", StringComparison.Ordinal)).Select(name => Convert.ToHexString(bench.Tag.Flash.ReadAll(name)))];

    // Gives back what it was sent, as if it came from the tag.
    private sealed class EchoLink(ISyncClock clock) : IGattLink
    {
        private readonly Queue<byte[]> _frames = new();

        public string Peer => "mirror";

        public int MaxFrameLength => 100;

        public Task WriteAsync(byte[] frame)
        {
            byte[] echo = (byte[])frame.Clone();
            echo[2] |= 0x80;
            _frames.Enqueue(echo);
            return Task.CompletedTask;
        }

        public async Task<byte[]?> ReadAsync(int timeoutMs)
        {
            if (_frames.TryDequeue(out byte[]? frame))
            {
                return frame;
            }

            await clock.DelayAsync(timeoutMs).ConfigureAwait(false);
            return null;
        }

        public void Dispose()
        {
        }
    }
}
