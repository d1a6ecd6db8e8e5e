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
    [InlineData(1000)]
    [InlineData(-1000)]
    [InlineData(30000)]
    public void A_sleep_ends_when_the_sleep_timer_says_so_and_not_when_it_is_time(double sleepPpm)
    {
        SimulatedClock clock = Clock(sleepPpm);
        long endUs = clock.Sleep(0, 20_000);
        _loop.RunUntil(endUs);
        clock.Wake();
        Assert.InRange(Read(clock).UptimeMs, 19_999, 20_000);

        // The error of one sleep differs from the next by a fifth, normally distributed.
        Assert.InRange((20_000_000 - endUs) / (20 * sleepPpm), 0.2, 1.8);
    }

    [Fact]
    public void Uptime_begins_again_at_a_restart_and_utc_goes_on()
    {
        SimulatedClock clock = Clock(0);
        clock.SetUtc(StartUtcMs);
        _loop.RunUntil(HourUs);
        clock.Boot();
        Assert.Equal((0, StartUtcMs + 3_600_000), (Read(clock).UptimeMs, _time.UtcMs));
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
    [InlineData(400)]
    [InlineData(-400)]
    public void Whoever_asks_for_an_uptime_is_woken_then_and_never_earlier(double sleepPpm)
    {
        SimulatedClock clock = Clock(sleepPpm);
        _loop.RunUntil(123_457);
        clock.Boot();
        for (long uptimeMs = 0; uptimeMs < 100_000_000; uptimeMs += 99_991)
        {
            Assert.Equal(uptimeMs, clock.UptimeMs(clock.RunTimeUs(uptimeMs)));
        }
    }

    private SimulatedClock Clock(double sleepPpm) => new(_loop, sleepPpm, 1);

    private TagTime Read(SimulatedClock clock)
    {
        clock.Read(_time);
        return _time;
    }
}
