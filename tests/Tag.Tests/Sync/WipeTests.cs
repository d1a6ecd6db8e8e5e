using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using BluezoneTag.Protocol.Sync;
using BluezoneTag.Simulator.Platform;
using BluezoneTag.SyncClient;
using BluezoneTag.Tag.Storage;
using Xunit;

namespace BluezoneTag.Tag.Tests.Sync;

/// <summary>A wipe needs the client's acknowledgement and the wearer's hold, and ends in a certificate or in a wipe that the next start finishes.</summary>
public sealed class WipeTests
{
    [Fact]
    public void Nothing_is_wiped_without_the_token_and_the_hold()
    {
        var bench = Open();
        string[] before = bench.Tag.Flash.List();
        bench.With(async tag =>
        {
            Assert.Equal(SyncFault.OutOfOrder, await FaultAsync(() => tag.WipeAsync(new byte[8])).ConfigureAwait(false));
            byte[] token = await tag.AskWipeAsync(true).ConfigureAwait(false);
            Assert.Equal(SyncFault.HoldButton, await FaultAsync(() => tag.WipeAsync(token)).ConfigureAwait(false));
            bench.HoldIn(0);
            await bench.Clock.DelayAsync(3500).ConfigureAwait(false);
            token[0] ^= 1;
            Assert.Equal(SyncFault.OutOfOrder, await FaultAsync(() => tag.WipeAsync(token)).ConfigureAwait(false));
            Assert.Equal(SyncFault.OutOfOrder, await FaultAsync(() => tag.GetCertificateAsync()).ConfigureAwait(false));
        });
        Assert.Subset(bench.Tag.Flash.List().ToHashSet(), before.ToHashSet());
        Assert.False(LogWipe.IsPending(bench.Tag.Flash));
    }

    [Fact]
    public void A_return_leaves_nothing_of_the_wearer_and_says_so_signed()
    {
        var bench = Open();
        bench.Tag.Flash.Capacity = 64;
        var job = new WipeJob(true, bench.Clock);
        bench.HoldIn(3);
        bench.Do(job);
        bench.RunSeconds(10);
        Assert.Empty(bench.Tag.Flash.List());
        Assert.Equal(TagStatus.NotProvisioned, bench.Application.Status);
        WipeCertificate certificate = new();
        certificate.Read(job.Certificate!, 0);
        Assert.Equal((bench.Identity.Serial, true, 63), (certificate.Serial, certificate.IsForReturn, certificate.Blocks));
        var cipher = new HostCipher();
        Assert.True(AuthorityKeys.IsSigned(
            cipher, AuthorityKeys.SettingsKey(cipher, bench.Identity.BaseKey), WipeCertificate.SigningLabel, job.Certificate!, 0, WipeCertificate.SignedLength));
    }

    [Fact]
    public void A_wipe_of_the_contacts_leaves_the_tag_working_and_its_past_gone()
    {
        var bench = Open();
        bench.Tag.Flash.Capacity = 64;
        bench.HoldIn(3);
        bench.Do(new WipeJob(false, bench.Clock));
        bench.RunSeconds(60);
        Assert.Empty(bench.World.LogOf(0));
        Assert.Equal(TagStatus.Running, bench.Application.Status);
        bench.Press();
        var day = new DaySync();
        bench.Do(day);
        Assert.All(day.Days!, one => Assert.Equal(0, one.Around));
    }

    [Fact]
    public void After_a_wipe_nothing_is_written_and_nothing_else_is_answered()
    {
        var bench = Open();
        bench.Tag.Flash.Capacity = 64;
        bench.With(async (tag, connection) =>
        {
            byte[] token = await tag.AskWipeAsync(true).ConfigureAwait(false);
            bench.HoldIn(0);
            await bench.Clock.DelayAsync(3500).ConfigureAwait(false);
            await tag.WipeAsync(token).ConfigureAwait(false);
            int operations = bench.Tag.Flash.OperationCount;
            foreach (SyncOperation operation in Enum.GetValues<SyncOperation>().Where(one => one is not (SyncOperation.Bye or SyncOperation.Certificate)))
            {
                Assert.Equal(SyncStatus.OutOfOrder, (await connection.RequestAsync(operation, new byte[13]).ConfigureAwait(false)).Status);
            }

            Assert.Equal(operations, bench.Tag.Flash.OperationCount);
        });
        bench.RunSeconds(80);
        Assert.Empty(bench.Tag.Flash.List());
    }

    [Theory]
    [InlineData(CutOutcome.Old)]
    [InlineData(CutOutcome.New)]
    [InlineData(CutOutcome.Empty)]
    public void A_power_cut_in_any_flash_operation_of_a_return_ends_with_all_or_with_nothing_wiped(CutOutcome outcome)
    {
        bool goesOn = true;
        var ends = new HashSet<TagStatus>();
        for (int operation = 1; goesOn; operation += operation < 30 ? 1 : 7)
        {
            goesOn = CutAt(operation, outcome, ends);
        }

        Assert.Contains(TagStatus.NotProvisioned, ends);
    }

    // False when the wipe took fewer operations.
    private static bool CutAt(int operation, CutOutcome outcome, HashSet<TagStatus> ends)
    {
        var bench = Open();
        bench.Tag.Flash.Capacity = 40;
        bool isCut = false;
        try
        {
            bench.With(
                async tag =>
                {
                    byte[] token = await tag.AskWipeAsync(true).ConfigureAwait(false);
                    bench.HoldIn(0);
                    await bench.Clock.DelayAsync(3500).ConfigureAwait(false);
                    bench.Tag.Flash.CutOutcome = outcome;
                    bench.Tag.Flash.CutAtOperation = bench.Tag.Flash.OperationCount + operation;
                    await tag.WipeAsync(token).ConfigureAwait(false);
                },
                60);
        }
        catch (SyncException)
        {
            isCut = true;
        }

        bench.RunSeconds(90);
        bool hasIdentity = bench.Tag.Flash.GetLength(IdentityStore.FileName) > 0 || bench.Tag.Flash.GetLength(IdentityStore.CopyName) > 0;
        bool hasLog = bench.Tag.Flash.List().Any(name => name.EndsWith(".seg", StringComparison.Ordinal));
        Assert.Equal(hasIdentity, hasLog);
        Assert.Equal(hasIdentity ? TagStatus.Running : TagStatus.NotProvisioned, bench.Application.Status);
        Assert.False(LogWipe.IsPending(bench.Tag.Flash), $"operation {operation}");
        ends.Add(bench.Application.Status);
        return isCut;
    }

    private static SyncBench Open()
    {
        var bench = new SyncBench();
        bench.RunSeconds(30);
        bench.FillLog(5, 20);
        bench.Press();
        return bench;
    }

    private static async Task<SyncFault> FaultAsync(Func<Task> action) => (await Assert.ThrowsAsync<SyncException>(action).ConfigureAwait(false)).Fault;
}
