using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using BluezoneTag.Protocol.Exposure;
using BluezoneTag.Protocol.Sync;
using BluezoneTag.Simulator.Sync;
using BluezoneTag.SyncClient;
using BluezoneTag.Tag.Storage;
using Xunit;
using Xunit.Abstractions;

namespace BluezoneTag.Tag.Tests.Sync;

/// <summary>The link dies at every frame of every exchange; frames get lost, doubled and late. Each side ends as if nothing had been.</summary>
public sealed class LinkFaultTests(ITestOutputHelper output)
{
    private const int PerDay = 9;
    private const int Days = 5;

    private static readonly ECDiffieHellman Authority = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
    private static readonly byte[] Header = [9, 8, 7];
    private static readonly byte[][] Chunks = [.. Enumerable.Range(0, 4).Select(i => Enumerable.Repeat((byte)i, 120 + i).ToArray())];

    [Theory]
    [InlineData(20)]
    [InlineData(182)]
    public void A_link_that_dies_at_any_frame_of_a_days_sync_changes_nothing_in_the_end(int frameLength) => CutEverywhere(frameLength, SyncDay);

    [Theory]
    [InlineData(20)]
    [InlineData(182)]
    public void A_link_that_dies_at_any_frame_of_a_release_delivers_each_row_once(int frameLength) => CutEverywhere(frameLength, Release);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_link_that_dies_at_any_frame_of_a_wipe_wipes_after_the_acknowledgement_and_brings_the_certificate(bool isForReturn) =>
        CutEverywhere(182, link => Wipe(link, isForReturn));

    [Fact]
    public void Lost_doubled_and_late_frames_change_nothing_in_the_end()
    {
        for (ulong seed = 1; seed <= 30; seed++)
        {
            var link = new LinkProfile { MaxFrameLength = seed % 2 == 0 ? 20 : 120, LossShare = 0.08, RepeatShare = 0.1, ReorderShare = 0.15, Seed = seed };
            SyncDay(link);
            Release(link);
        }
    }

    [Fact]
    public void A_link_that_dies_again_and_again_is_outlasted()
    {
        int cuts = 0;
        for (ulong seed = 1; seed <= 20; seed++)
        {
            cuts += SyncDay(new LinkProfile { CutShare = 0.04, Seed = seed }).Cuts;
        }

        output.WriteLine($"{cuts} links died");
        Assert.True(cuts > 20);
    }

    private void CutEverywhere(int frameLength, Func<LinkProfile, AirCount> run)
    {
        int frames = run(new LinkProfile { MaxFrameLength = frameLength }).Frames;
        for (int frame = 1; frame <= frames; frame++)
        {
            AirCount count = run(new LinkProfile { MaxFrameLength = frameLength, CutAtFrame = frame });
            Assert.Equal(1, count.Cuts);
        }

        output.WriteLine($"{frames} frames, a cut at each");
    }

    private static AirCount SyncDay(LinkProfile link)
    {
        var bench = new SyncBench(link);
        var check = new RecordingCheck(Chunks.Length);
        bench.RunSeconds(20);
        bench.Press();
        bench.Application.Sync.Exposure = check;
        var day = new DaySync(Header, Chunks);
        bench.Do(day);
        Assert.Null(day.ListFault);
        Assert.Equal((int)ExposureState.Done, day.Verdict![ExposureVerdict.StateOffset]);

        // Begun again after each lost link, each chunk once.
        Assert.Equal(["begin 090807", .. Chunks.Select(chunk => "chunk " + Convert.ToHexString(chunk))], check.Calls.Distinct());
        Assert.Equal(Chunks.Length, check.Calls.Count(call => call.StartsWith("chunk", StringComparison.Ordinal)));
        Assert.NotNull(day.Status);
        Assert.Equal(21, day.Days!.Count);
        Assert.InRange(Math.Abs(bench.Tag.ClockErrorMs), 0, 200);
        AssertClosed(bench);
        return bench.Air;
    }

    private static AirCount Release(LinkProfile link)
    {
        var bench = new SyncBench(link);
        bench.RunSeconds(20);
        bench.FillLog(Days, PerDay);
        bench.Press();
        ReleaseRequest request = bench.Request(3);
        byte[] publicKey = Authority.ExportSubjectPublicKeyInfo();
        int askedCount = 0;
        var job = new ReleaseJob(
            request,
            publicKey,
            challenge =>
            {
                askedCount++;
                bench.HoldIn(1);
                return bench.CodeFor(request, challenge);
            },
            bench.Clock);
        bench.Do(job);
        (ReleaseRequest sent, IReadOnlyList<ReleasedKey> keys, IReadOnlyList<ReleasedContact> contacts) = ReleasePackage.Open(Authority, job.Package!);
        Assert.Equal(request.Mask, sent.Mask);
        Assert.Equal(3, keys.Count);
        string[] expected = [.. Enumerable.Range(0, 3).SelectMany(age => Enumerable.Range(0, PerDay).Select(i => Convert.ToHexString(SyncBench.ContactId(request.NewestDay - age, i))))];
        Assert.Equal(expected.Order(), contacts.Select(row => Convert.ToHexString(row.Record, 0, 12)).Order());
        Assert.Equal(1, RekeyCount(bench));
        AssertClosed(bench);
        return bench.Air;
    }

    private static AirCount Wipe(LinkProfile link, bool isForReturn)
    {
        var bench = new SyncBench(link);
        bench.RunSeconds(20);
        bench.FillLog(Days, PerDay);
        bench.Press();
        var job = new WipeJob(isForReturn, bench.Clock);
        bench.HoldIn(2.5);
        bench.HoldIn(7);
        bench.HoldIn(12);
        bench.Tag.Flash.Capacity = 60;
        bench.Do(job);
        bench.RunSeconds(75);
        var cipher = new HostCipher();
        byte[] settingsKey = AuthorityKeys.SettingsKey(cipher, bench.Identity.BaseKey);
        Assert.True(AuthorityKeys.IsSigned(cipher, settingsKey, WipeCertificate.SigningLabel, job.Certificate!, 0, WipeCertificate.SignedLength));
        Assert.DoesNotContain(bench.Tag.Flash.List(), name => name.EndsWith(".seg", StringComparison.Ordinal));
        Assert.Equal(!isForReturn, bench.Tag.Flash.List().Contains(IdentityStore.FileName));
        Assert.Equal(isForReturn ? TagStatus.NotProvisioned : TagStatus.Running, bench.Application.Status);
        return bench.Air;
    }

    private static int RekeyCount(SyncBench bench)
    {
        byte[] file = bench.Tag.Flash.ReadAll("sync-a.bin");
        byte[] other = bench.Tag.Flash.ReadAll("sync-b.bin");
        Assert.Equal(file[12 + 13], other[12 + 13]);
        return file[12 + 13];
    }

    // The radio goes on with its slots.
    private static void AssertClosed(SyncBench bench)
    {
        bench.RunSeconds(70);
        Assert.False(bench.Tag.Radio.Gatt.IsServing);
        int before = bench.World.OnAir.Count;
        bench.RunSeconds(45);
        Assert.True(bench.World.OnAir.Count > before);
        Assert.Equal(0, bench.Application.Counters.Get(Supervision.TagCounter.Exceptions));
    }
}
