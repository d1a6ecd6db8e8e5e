using System;
using System.Globalization;
using System.Linq;
using BluezoneTag.Flasher.Jobs;
using BluezoneTag.Flasher.Provisioning;
using BluezoneTag.Flasher.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace BluezoneTag.Flasher.Tests.Jobs;

/// <summary>Simulated line time, not seconds of this machine: 10 bits a byte in both directions, chip work costs nothing.</summary>
public sealed class SpeedTests
{
    private readonly ITestOutputHelper _output;

    public SpeedTests(ITestOutputHelper output)
    {
        _output = output;
    }

    [Fact]
    public void A_full_set_at_921600_baud_is_close_to_the_line_time()
    {
        using var rig = new Rig(isSmall: false, nanoClrBytes: 0x190000, bodyBytes: 300_000, bootloaderBytes: 0x5000);
        FakeChip chip = rig.Chip();
        using var identity = new TagIdentity(1, 20000, 420);
        var bench = new FakeBench(chip);
        JobReport report = rig.Flash(bench, identity);
        Assert.Empty(rig.WrongPlaces(chip, identity));
        _output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"full set: {report.PayloadBytes} bytes compressed, {report.Total.TotalSeconds:F2} s, floor {report.LineFloor.TotalSeconds:F2} s, ratio {report.Total / report.LineFloor:F3}, wire efficiency {report.WireEfficiency:F3}"));
        Assert.True(report.WireEfficiency >= 0.9, $"wire efficiency {report.WireEfficiency}");
        Assert.True(report.Total <= 1.15 * report.LineFloor, $"{report.Total} for a floor of {report.LineFloor}");
        Assert.Equal(bench.LengthsToChip.Sum(), report.SentBytes);

        using var next = new TagIdentity(2, 20000, 420);
        JobReport again = rig.Provision(new FakeBench(chip), next);
        _output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"identity alone: {again.Total.TotalSeconds:F2} s"));
        Assert.True(again.Total <= TimeSpan.FromSeconds(2), $"{again.Total}");
        Assert.Empty(rig.WrongPlaces(chip, next));
    }

    [Fact]
    public void Four_ports_at_once_cost_what_one_costs_and_share_one_compression()
    {
        using var rig = new Rig(nanoClrBytes: 0xC000);
        FakeBench[] benches = [.. Enumerable.Range(0, 5).Select(_ => new FakeBench(rig.Chip()))];
        TagIdentity[] identities = [.. benches.Select((_, index) => new TagIdentity((uint)index, 20000, 420))];
        JobReport alone = rig.Flash(benches[4], identities[4]);
        JobReport[] reports = [.. Enumerable.Range(0, 4).AsParallel().AsOrdered().WithDegreeOfParallelism(4).Select(one => rig.Flash(benches[one], identities[one]))];
        Assert.All(Enumerable.Range(0, 4), one => Assert.Empty(rig.WrongPlaces(benches[one].Chip, identities[one])));
        Assert.All(reports, one => Assert.True(one.Total <= 1.1 * alone.Total, $"{one.Total} against {alone.Total}"));
    }
}
