using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.Platform;
using BluezoneTag.Tag.Ports;
using Xunit;

namespace BluezoneTag.Simulator.Tests.Platform;

public sealed class SimulatedClockTests
{
    private const long StartUtcMs = 1_596_387_600_000;
    private const long HourUs = 3_600_000_000;
    private readonly EventLoop _loop = new();
    private readonly TagTime _time = new();

    [Fact]
    public void It_is_unset_until_somebody_sets_it()
    {
        SimulatedClock clock = Clock(0);
        Assert.False(Read(clock).IsUtcKnown);
        clock.SetUtc(StartUtcMs);
        Assert.True(Read(clock).IsUtcKnown);
        clock.LosePower();
        Assert.False(Read(clock).IsUtcKnown);
    }

    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(0, 24, 50, 50)]
    [InlineData(1.5, 24, 0, 129.6)]
    [InlineData(-400, 1, 20, -1420)]
    public void As_synced_before_it_is_off_by_the_sync_and_by_what_it_drifted_since(double ratePpm, double ageHours, double syncErrorMs, double errorMs)
    {
        _loop.RunUntil(5 * HourUs);
        SimulatedClock clock = Clock(ratePpm, syncErrorMs);
        clock.SetAsSyncedBefore(ageHours * 3_600_000);
        Assert.Equal(errorMs, clock.ErrorMs, 2);
        Assert.InRange(Read(clock).UtcMs - (StartUtcMs + (5 * 3_600_000) + errorMs), -1.01, 0.01);
    }

    [Fact]
    public void The_error_goes_on_growing_with_the_rate()
    {
        SimulatedClock clock = Clock(400);
        clock.SetAsSyncedBefore(0);
        _loop.RunUntil(10 * HourUs);
        Assert.Equal(14_400, clock.ErrorMs, 1);
    }

    [Fact]
    public void Uptime_runs_at_the_clocks_rate_and_begins_again_at_a_restart()
    {
        SimulatedClock clock = Clock(1000);
        _loop.RunUntil(HourUs);
        Assert.InRange(Read(clock).UptimeMs, 3_603_599, 3_603_600);
        clock.Boot();
        Assert.Equal(0, Read(clock).UptimeMs);
        _loop.RunUntil(2 * HourUs);
        Assert.InRange(Read(clock).UptimeMs, 3_603_599, 3_603_600);
    }

    [Fact]
    public void Utc_survives_a_restart()
    {
        SimulatedClock clock = Clock(0);
        clock.SetAsSyncedBefore(0);
        _loop.RunUntil(HourUs);
        clock.Boot();
        Assert.Equal(StartUtcMs + 3_600_000, Read(clock).UtcMs);
        Assert.True(_time.IsUtcKnown);
    }

    [Fact]
    public void Setting_utc_moves_utc_and_not_the_uptime()
    {
        SimulatedClock clock = Clock(0);
        _loop.RunUntil(HourUs);
        clock.SetUtc(StartUtcMs + 12_345);
        Assert.Equal((3_600_000, StartUtcMs + 12_345), (Read(clock).UptimeMs, _time.UtcMs));
        _loop.RunUntil(2 * HourUs);
        Assert.Equal((7_200_000, StartUtcMs + 3_612_345), (Read(clock).UptimeMs, _time.UtcMs));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1.5)]
    [InlineData(400)]
    [InlineData(-400)]
    [InlineData(3000)]
    public void Whoever_asks_for_an_uptime_is_woken_then_and_never_earlier(double ratePpm)
    {
        SimulatedClock clock = Clock(ratePpm);
        _loop.RunUntil(123_457);
        clock.Boot();
        for (long uptimeMs = 0; uptimeMs < 100_000_000; uptimeMs += 99_991)
        {
            Assert.Equal(uptimeMs, clock.UptimeMs(clock.RunTimeUs(uptimeMs)));
        }
    }

    private SimulatedClock Clock(double ratePpm, double syncErrorMs = 0) => new(_loop, StartUtcMs, ratePpm, syncErrorMs);

    private TagTime Read(SimulatedClock clock)
    {
        clock.Read(_time);
        return _time;
    }
}
