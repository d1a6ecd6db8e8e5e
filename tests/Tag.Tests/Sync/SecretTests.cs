using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using BluezoneTag.Protocol.Sync;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.SyncClient;
using Xunit;

namespace BluezoneTag.Tag.Tests.Sync;

/// <summary>No interface gives a secret away: every operation, in every state, with everything that a client holding the claim secret may do.</summary>
public sealed class SecretTests
{
    private const int PieceLength = 8;

    [Fact]
    public void No_operation_ever_answers_with_a_piece_of_a_secret()
    {
        var bench = new SyncBench();
        var heard = new List<byte[]>();
        bench.Transport.OnAir = (frame, _) => heard.Add(frame);
        bench.RunSeconds(30);
        bench.FillLog(5, 9);
        var replies = new List<byte[]>();
        foreach (ReleaseKind kind in new[] { ReleaseKind.SubKeys, ReleaseKind.DailyKeys })
        {
            bench.Press();
            WalkAll(bench, replies, kind);
            bench.RunSeconds(75);
        }

        Assert.Equal(256, replies.Select(reply => reply[0]).Distinct().Count());
        Assert.True(replies.Count(reply => reply.Length > 40) > 20);
        foreach ((string name, byte[] secret) in Secrets(bench))
        {
            byte[]? guilty = replies.Concat(heard).FirstOrDefault(data => HasPiece(data, secret));
            Assert.True(guilty == null, $"{name} in {Convert.ToHexString(guilty ?? [])}");
        }
    }

    [Fact]
    public void No_report_and_no_list_tells_whom_the_tag_met()
    {
        const int Days = 5;
        const int PerDay = 9;
        var bench = new SyncBench();
        bench.RunSeconds(30);
        bench.FillLog(Days, PerDay);
        bench.Press();
        bench.Application.Sync.Exposure = new RecordingCheck(1);
        var replies = new List<byte[]>();
        bench.With(async (tag, connection) =>
        {
            await tag.AskReleaseAsync(bench.Request(Days)).ConfigureAwait(false);
            replies.Add(await tag.SendListAsync([1], [[2]]).ConfigureAwait(false));
            foreach (int operation in Enumerable.Range(0, 256).Where(one => one != (int)SyncOperation.Bye))
            {
                foreach (byte[] body in new byte[][] { [], [0], [0, 0, 0, 0, 0], [1, 0, 0, 0, 0] })
                {
                    replies.Add((await connection.RequestAsync((SyncOperation)operation, body).ConfigureAwait(false)).Body);
                }
            }
        });
        int today = bench.Request(1).NewestDay;
        byte[][] ids = [.. Enumerable.Range(0, Days).SelectMany(age => Enumerable.Range(0, PerDay).Select(i => SyncBench.ContactId(today - age, i)))];
        Assert.Equal(Days * PerDay, bench.World.LogOf(0).Count(record => ids.Any(id => Convert.ToHexString(id) == record.Id)));
        Assert.True(replies.Count(reply => reply.Length > 8) > 5);
        Assert.DoesNotContain(replies, reply => ids.Any(id => HasPiece(reply, id)));
    }

    [Fact]
    public void The_test_above_would_find_a_secret()
    {
        byte[] secret = Noise.Bytes(32, 1, 1);
        Assert.True(HasPiece([1, 2, .. secret[5..13], 3], secret));
        Assert.False(HasPiece([1, 2, .. secret[5..12], 3], secret));
    }

    [Fact]
    public void The_secrets_looked_for_are_those_in_flash()
    {
        var bench = new SyncBench();
        Assert.Contains(Secrets(bench), secret => secret.Name == "base key" && HasPiece(bench.Tag.Flash.ReadAll("identity.bin"), secret.Bytes));
        Assert.Contains(Secrets(bench), secret => secret.Name == "claim secret" && HasPiece(bench.Tag.Flash.ReadAll("identity.bin"), secret.Bytes));
    }

    // Every operation number with empty, short and random bodies, and the whole of a release in between.
    private static void WalkAll(SyncBench bench, List<byte[]> replies, ReleaseKind kind) => bench.With(async (tag, connection) =>
    {
        async System.Threading.Tasks.Task AskAsync(int operation, byte[] body)
        {
            SyncReplyMessage reply = await connection.RequestAsync((SyncOperation)operation, body).ConfigureAwait(false);
            replies.Add([(byte)operation, .. reply.Body]);
        }

        ReleaseRequest request = bench.Request(6, kind);
        uint challenge = await tag.AskReleaseAsync(request).ConfigureAwait(false);
        bench.HoldIn(0);
        await bench.Clock.DelayAsync(3500).ConfigureAwait(false);
        await tag.GiveCodeAsync(bench.CodeFor(request, challenge)).ConfigureAwait(false);
        for (int first = 0; first < 60; first += 5)
        {
            await AskAsync((int)SyncOperation.ReadRelease, [0, (byte)first, 0, 0, 0]).ConfigureAwait(false);
            await AskAsync((int)SyncOperation.ReadRelease, [1, (byte)first, 0, 0, 0]).ConfigureAwait(false);
        }

        foreach (int operation in Enumerable.Range(0, 256).Where(one => one != (int)SyncOperation.Bye).Append((int)SyncOperation.Bye))
        {
            foreach (int length in new[] { 0, 1, 5, 8, 17 })
            {
                await AskAsync(operation, Noise.Bytes(length, 3, operation)).ConfigureAwait(false);
            }
        }
    });

    private static List<(string Name, byte[] Bytes)> Secrets(SyncBench bench)
    {
        var cipher = new HostCipher();
        var secrets = new List<(string Name, byte[] Bytes)>
        {
            ("base key", bench.Identity.BaseKey),
            ("claim secret", bench.Identity.ClaimSecret),
            ("release key", AuthorityKeys.ReleaseKey(cipher, bench.Identity.BaseKey)),
            ("settings key", AuthorityKeys.SettingsKey(cipher, bench.Identity.BaseKey)),
            ("log key", HMACSHA256.HashData(bench.Identity.BaseKey, Encoding.ASCII.GetBytes("bluezonetag log v1"))),
        };
        string? state = bench.Tag.Flash.List().FirstOrDefault(name => name == "sync-a.bin");
        byte[] file = state == null ? [] : bench.Tag.Flash.ReadAll(state);
        for (int i = 0; file.Length > 0 && i < file[12 + 13]; i++)
        {
            // The re-keyings of docs/protocol.md 8.10, behind the 12 bytes of the file's own header.
            secrets.Add(("new base key", file[(12 + 16 + (40 * i) + 8)..(12 + 16 + (40 * i) + 40)]));
        }

        return secrets;
    }

    private static bool HasPiece(byte[] data, byte[] secret)
    {
        for (int i = 0; i + PieceLength <= secret.Length; i++)
        {
            if (data.AsSpan().IndexOf(secret.AsSpan(i, PieceLength)) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
