using System;
using System.Linq;
using BluezoneTag.Simulator.Platform;
using BluezoneTag.Tag.Indication;
using BluezoneTag.Tag.Storage;
using BluezoneTag.Tag.Supervision;
using BluezoneTag.Tag.Tests.Support;
using Xunit;

namespace BluezoneTag.Tag.Tests;

public sealed class StartTests
{
    [Fact]
    public void A_tag_without_identity_never_uses_the_radio()
    {
        var bench = new TagBench(isProvisioned: false);
        bench.RunMinutes(60);
        Assert.Empty(bench.OnAir);
        Assert.Equal(TagStatus.NotProvisioned, bench.Tags[0].Application.Status);
        Assert.Equal(0, bench.Tags[0].Application.Counters.Get(TagCounter.ScanningWindows));
    }

    [Fact]
    public void A_tag_without_time_sends_no_id_and_says_so()
    {
        var bench = new TagBench(isTimeSet: false);
        bench.RunMinutes(60);
        Assert.Empty(bench.OnAir);
        Assert.Equal(TagStatus.NoTime, bench.Tags[0].Application.Status);
        Assert.Equal(Signal.NoTime, bench.Tags[0].Application.LastSignal);
    }

    [Fact]
    public void Setting_the_clock_starts_it()
    {
        var bench = new TagBench(isTimeSet: false);
        bench.RunMinutes(10);
        bench.Tags[0].Sync(0);
        bench.RunMinutes(10);
        Assert.Equal(TagStatus.Running, bench.Tags[0].Application.Status);
        Assert.All(bench.OnAir, sent => Assert.Equal(bench.IdAt(0, sent.UtcMs), sent.Id));
        Assert.NotEmpty(bench.OnAir);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(79)]
    [InlineData(81)]
    public void An_identity_of_another_length_is_no_identity(int length)
    {
        var bench = new TagBench(tags: 1);
        byte[] image = bench.Tags[0].Flash.ReadAll(IdentityStore.FileName);
        Array.Resize(ref image, length);
        bench.Tags[0].Flash.Place(IdentityStore.FileName, image);
        bench.RunMinutes(2);
        Assert.Equal(TagStatus.NotProvisioned, bench.Tags[0].Application.Status);
    }

    [Fact]
    public void Every_flipped_bit_of_the_identity_is_noticed()
    {
        byte[] image = new TagBench(tags: 1).Tags[0].Flash.ReadAll(IdentityStore.FileName);
        for (int bit = 0; bit < image.Length * 8; bit++)
        {
            var flash = new SimulatedFlash();
            byte[] damaged = (byte[])image.Clone();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            flash.Place(IdentityStore.FileName, damaged);
            Assert.False(IdentityStore.TryLoad(flash, new Protocol.Provisioning.IdentityImage()), $"bit {bit}");
        }
    }

    [Fact]
    public void Boots_are_counted_across_restarts()
    {
        var bench = new TagBench(tags: 1);
        bench.RunMinutes(1);
        bench.Tags[0].PrepareRestart();
        bench.Tags[0].CutPower(losesUtc: false);
        bench.RunMinutes(1);
        Assert.Equal(2, bench.Tags[0].Application.Counters.Get(TagCounter.Boots));
    }

    [Fact]
    public void After_a_flat_cell_nothing_is_sent_until_the_clock_is_set_again()
    {
        var bench = new TagBench();
        bench.RunMinutes(5);
        bench.Tags[0].CutPower(losesUtc: true);
        int before = bench.OnAir.Count(sent => sent.Node == 0);
        bench.RunMinutes(30);
        Assert.Equal(before, bench.OnAir.Count(sent => sent.Node == 0));
    }
}
