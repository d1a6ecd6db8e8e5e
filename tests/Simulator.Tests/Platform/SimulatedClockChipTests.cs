using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.Platform;
using Xunit;

namespace BluezoneTag.Simulator.Tests.Platform;

public sealed class SimulatedClockChipTests
{
    private const long StartUtcMs = 1_596_387_600_000;
    private const long DayUs = 86_400_000_000;
    private readonly EventLoop _loop = new();

    [Fact]
    public void It_gives_no_time_until_it_is_set_or_after_its_supply_was_lost()
    {
        SimulatedClockChip chip = Chip(0);
        Assert.Equal(-1, chip.ReadMs());
        Assert.True(chip.SetMs(StartUtcMs));
        Assert.Equal(StartUtcMs, chip.ReadMs());
        chip.LosePower();
        Assert.Equal(-1, chip.ReadMs());
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 172.8)]
    [InlineData(-2, -172.8)]
    public void It_drifts_by_its_rate(double ppm, double errorMs)
    {
        SimulatedClockChip chip = Chip(ppm);
        chip.SetMs(StartUtcMs);
        _loop.RunUntil(DayUs);
        Assert.InRange(chip.ReadMs() - StartUtcMs - 86_400_000 - errorMs, -10.1, 0.1);
    }

    [Fact]
    public void A_chip_that_is_missing_stopped_or_not_fitted_says_so_or_stands_still()
    {
        SimulatedClockChip chip = Chip(0);
        chip.SetMs(StartUtcMs);
        chip.IsStopped = true;
        _loop.RunUntil(DayUs);
        Assert.Equal(StartUtcMs, chip.ReadMs());
        chip.IsMissing = true;
        Assert.Equal(-1, chip.ReadMs());
        Assert.False(chip.SetMs(StartUtcMs));
        Assert.False(new SimulatedClockChip(_loop, false, 0, 0, 1).SetMs(StartUtcMs));
    }

    [Fact]
    public void Ageing_counts_like_running()
    {
        SimulatedClockChip aged = Chip(1.5, 0.3);
        SimulatedClockChip run = Chip(1.5, 0.3);
        aged.SetMs(StartUtcMs);
        run.SetMs(StartUtcMs);
        aged.Age(DayUs / 1000.0);
        long after = aged.ReadMs();
        _loop.RunUntil(DayUs);
        Assert.Equal(run.ReadMs(), after);
    }

    private SimulatedClockChip Chip(double ppm, double wanderPpm = 0) => new(_loop, true, ppm, wanderPpm, 1);
}
