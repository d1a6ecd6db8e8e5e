using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using BluezoneTag.Flasher.Batch;
using BluezoneTag.FlasherBench;
using BluezoneTag.Simulator.Usb;
using Xunit;

namespace BluezoneTag.Flasher.Join.Tests;

/// <summary>`batch` without --port: the next tag starts when it is plugged in.</summary>
public sealed class PlugInTests : IDisposable
{
    // More than the three seconds after which a port counts as unplugged.
    private const int AwhileInLooks = 20;

    private readonly string _folder = Directory.CreateTempSubdirectory("plug").FullName;
    private readonly List<(string Port, BatchSign Sign)> _signs = [];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("c3")]
    [InlineData("c3-uart")]
    public void Tag_after_tag_starts_when_it_is_plugged_in(string chip)
    {
        using var bench = new VirtualBench(chip, 3);
        Workbench work = At(bench, out Plugs plugs);
        work.AtOutcome = one => Next(one, () =>
        {
            int number = one.Port[^1] - '0';
            plugs.Unplug(number);
            if (number < 3)
            {
                plugs.Plug(number + 1);
            }
        });
        plugs.Plug(1);
        Assert.True(work.BatchOfPlugged(bench, "--count", "3") == 0, work.Printed);
        Assert.Equal([("virtual:1", BatchSign.Ok), ("virtual:2", BatchSign.Ok), ("virtual:3", BatchSign.Ok)], _signs);
        Assert.Equal([1u, 2u, 3u], Enumerable.Range(1, 3).Select(number => SerialOf(bench, number)));
    }

    [Fact]
    public void Several_at_once_are_done_at_once_and_what_stays_plugged_in_is_done_once()
    {
        using var bench = new VirtualBench("c3", 2);
        Workbench work = At(bench, out Plugs plugs);
        work.AtOutcome = one => Next(one, () => { });
        plugs.Plug(1);
        plugs.Plug(2);
        Assert.True(work.BatchOfPlugged(bench, "--idle", "1") == 0, work.Printed);
        Assert.Equal([("virtual:1", BatchSign.Ok), ("virtual:2", BatchSign.Ok)], _signs.Order());
        Assert.Contains("2 OK, 0 SKIP, 0 ERROR", work.Output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_tag_that_failed_is_tried_again_when_it_is_plugged_in_again()
    {
        using var bench = new VirtualBench("c3", 1);
        Workbench work = At(bench, out Plugs plugs);
        bench.Tag().Flash.Protection = WriteProtection.Silent;
        work.AtOutcome = one => Next(one, () =>
        {
            bench.Tag().Flash.Protection = WriteProtection.None;
            plugs.Unplug(1, plugAgainAfter: AwhileInLooks);
        });
        plugs.Plug(1);
        Assert.True(work.BatchOfPlugged(bench, "--count", "1") == 0, work.Printed);
        Assert.Equal([("virtual:1", BatchSign.Error), ("virtual:1", BatchSign.Ok)], _signs);
        Assert.Equal(1u, SerialOf(bench, 1));
    }

    [Fact]
    public void A_done_tag_that_is_plugged_in_again_is_skipped_and_keeps_its_key()
    {
        using var bench = new VirtualBench("c3", 1);
        Workbench work = At(bench, out Plugs plugs);
        work.AtOutcome = one => Next(one, () => plugs.Unplug(1, one.Sign == BatchSign.Ok ? AwhileInLooks : null));
        plugs.Plug(1);
        Assert.True(work.BatchOfPlugged(bench, "--idle", "1") == 0, work.Printed);
        Assert.Equal([("virtual:1", BatchSign.Ok), ("virtual:1", BatchSign.Skip)], _signs);
    }

    [Fact]
    public void A_tag_that_stays_broken_and_plugged_in_does_not_keep_a_batch_from_ending()
    {
        using var bench = new VirtualBench("c3", 1);
        Workbench work = At(bench, out Plugs plugs);
        bench.Tag().Flash.Protection = WriteProtection.Silent;
        work.AtOutcome = one => Next(one, () => { });
        plugs.Plug(1);
        Assert.Equal(7, work.BatchOfPlugged(bench, "--idle", "1"));
        Assert.Equal([("virtual:1", BatchSign.Error)], _signs);
    }

    [Fact]
    public void Nothing_plugged_in_ends_after_the_idle_time()
    {
        using var bench = new VirtualBench("c3", 1);
        Workbench work = At(bench, out _);
        Assert.Equal(0, work.BatchOfPlugged(bench, "--idle", "1"));
        Assert.Contains("0 OK, 0 SKIP, 0 ERROR", work.Output.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(work.Labels));
    }

    private Workbench At(VirtualBench bench, out Plugs plugs)
    {
        plugs = new Plugs(bench);
        string chip = bench.Tag().IsUsbJtag ? "c3" : "c3-uart";
        return new Workbench(_folder, chip, StandInSizes.Small) { Plugs = plugs };
    }

    private void Next(BatchOutcome outcome, Action hand)
    {
        lock (_signs)
        {
            _signs.Add((outcome.Port, outcome.Sign));
        }

        hand();
    }

    private static uint SerialOf(VirtualBench bench, int number)
    {
        bench.Live(1, number);
        return bench.Tag(number).Report.Identity!.Serial;
    }
}
