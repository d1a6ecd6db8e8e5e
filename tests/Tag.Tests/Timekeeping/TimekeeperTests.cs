using System;
using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Tag.Ports;
using BluezoneTag.Tag.Supervision;
using BluezoneTag.Tag.Timekeeping;
using Xunit;

namespace BluezoneTag.Tag.Tests.Timekeeping;

public sealed class TimekeeperTests
{
    // 2020-08-03 12:07:00 UTC.
    private const long StartUtcMs = 1596456420000;
    private const long HourMs = 3600000;
    private const long DayMs = 24 * HourMs;
    private const long YearMs = 365 * DayMs;
    private const int TurnMs = 15000;

    private readonly TagCounters _counters = new();
    private readonly TagTime _now = new() { IsChipFitted = true, IsChipRead = true };
    private Timekeeper _keeper;

    // What the world does: true time since the start, and the clocks that count it.
    private double _trueMs;
    private double _chipMs = StartUtcMs;
    private double _uptimeMs;
    private double _platformUtcMs = StartUtcMs;
    private double _chipPpm;
    private double _sleepPpm;
    private bool _isChipAnswering = true;
    private bool _isChipStopped;
    private bool _isPlatformUtcKnown;

    public TimekeeperTests()
    {
        _keeper = new Timekeeper(_counters);
    }

    private long TrueUtcMs => StartUtcMs + (long)_trueMs;

    private double ErrorMs => _keeper.UtcAt(_now.UptimeMs) - TrueUtcMs;

    private int Faults => _counters.Get(TagCounter.ClockFaults);

    [Fact]
    public void Without_any_clock_nobody_knows_the_time()
    {
        _isChipAnswering = false;
        Boot();
        Assert.False(_now.IsUtcKnown);
        Assert.Equal(-1, _keeper.ErrorMs(_now.UtcMs));
        Assert.Equal(ClockTrust.Unset, _keeper.TrustAt(_now.UtcMs));
    }

    [Fact]
    public void A_sync_sets_the_time_and_is_proof()
    {
        BootAndSync();
        Assert.True(_now.IsUtcKnown);
        Assert.Equal(TrueUtcMs, _now.UtcMs);
        Assert.Equal(TrueUtcMs, _keeper.LastSyncUtcMs);
        Assert.Equal(Timekeeper.SyncErrorMs, _keeper.ErrorMs(_now.UtcMs));
        Assert.Equal(ClockTrust.Synced, _keeper.TrustAt(_now.UtcMs));
        Assert.True(_keeper.IsChip);
    }

    [Fact]
    public void A_sync_is_no_proof_after_seven_days()
    {
        BootAndSync();
        Assert.Equal(ClockTrust.Synced, _keeper.TrustAt(_now.UtcMs + (7 * DayMs)));
        Assert.Equal(ClockTrust.Approximate, _keeper.TrustAt(_now.UtcMs + (7 * DayMs) + 1));
    }

    [Theory]
    [InlineData(4.0)]
    [InlineData(-4.0)]
    public void Two_syncs_learn_the_rate_of_the_chip(double ppm)
    {
        _chipPpm = ppm;
        BootAndSync();
        Pass(DayMs);
        double untrimmed = Math.Abs(ErrorMs);
        Sync(0);
        Assert.InRange(untrimmed, 300, 400);
        Assert.InRange(_keeper.Trim.RatePpb, (int)(-ppm * 1000) - 1500, (int)(-ppm * 1000) + 1500);
        Assert.True(_keeper.Trim.SigmaPpb < RateTrim.ChipSigmaPpb);
        Pass(DayMs);
        Assert.InRange(Math.Abs(ErrorMs), 0, untrimmed / 2);
    }

    [Fact]
    public void Two_syncs_learn_the_rate_of_the_platform_where_no_chip_is_fitted()
    {
        _now.IsChipFitted = false;
        _isChipAnswering = false;
        _sleepPpm = 300;
        BootAndSync();
        Pass(DayMs);
        Sync(0);
        Assert.InRange(_keeper.Trim.RatePpb, -310000, -290000);
        Pass(DayMs);
        Assert.InRange(Math.Abs(ErrorMs), 0, 2000);
    }

    [Fact]
    public void The_error_bound_grows_with_time_and_holds()
    {
        _chipPpm = 2;
        BootAndSync();
        int before = _keeper.ErrorMs(_now.UtcMs);
        for (int day = 0; day < 10; day++)
        {
            Pass(DayMs);
            int bound = _keeper.ErrorMs(_now.UtcMs);
            Assert.True(bound > before);
            Assert.InRange(Math.Abs(ErrorMs), 0, bound);
            before = bound;
        }

        // 4.5 ppm of ten days, and the sync itself.
        Assert.InRange(before, 3800, 4200);
    }

    [Theory]
    [InlineData(YearMs)]
    [InlineData(-YearMs)]
    [InlineData(5000)]
    [InlineData(-5000)]
    public void A_sync_that_disagrees_is_obeyed_but_not_trusted_until_a_second_agrees(long errorMs)
    {
        BootAndSync();
        Pass(HourMs);
        Sync(errorMs);
        Assert.Equal(TrueUtcMs + errorMs, _now.UtcMs);
        Assert.Equal(ClockTrust.Approximate, _keeper.TrustAt(_now.UtcMs));
        Pass(HourMs);
        Sync(errorMs);
        Assert.Equal(ClockTrust.Synced, _keeper.TrustAt(_now.UtcMs));
        Assert.Equal(0, _keeper.Trim.RatePpb);
    }

    [Theory]
    [InlineData(YearMs)]
    [InlineData(-YearMs)]
    public void A_wrong_sync_leaves_nothing_behind_after_two_right_ones(long errorMs)
    {
        BootAndSync();
        Pass(HourMs);
        Sync(errorMs);
        Pass(HourMs);
        Sync(0);
        Assert.Equal(TrueUtcMs, _now.UtcMs);
        Assert.Equal(ClockTrust.Approximate, _keeper.TrustAt(_now.UtcMs));
        Pass(HourMs);
        Sync(0);
        Assert.Equal(ClockTrust.Synced, _keeper.TrustAt(_now.UtcMs));
        Pass(7 * HourMs);
        Sync(0);
        Pass(DayMs);
        Assert.InRange(Math.Abs(ErrorMs), 0, 100);
    }

    [Fact]
    public void The_chip_is_set_anew_only_when_it_is_far_off()
    {
        BootAndSync();
        _chipMs += Timekeeper.ChipSetMs - 1000;
        Assert.False(Sync(0));
        _chipMs += 2000;
        Assert.True(Sync(0));
    }

    [Fact]
    public void Without_a_chip_none_is_set()
    {
        _now.IsChipFitted = false;
        _isChipAnswering = false;
        Boot();
        Assert.False(Sync(0));
        Assert.False(_keeper.IsChip);
        Assert.Equal(ClockTrust.Synced, _keeper.TrustAt(_now.UtcMs));
    }

    [Fact]
    public void A_chip_that_does_not_take_the_time_is_left_aside_and_the_sync_counts()
    {
        _isChipAnswering = false;
        Boot();
        Assert.True(Sync(0));
        _keeper.OnChipNotSet(_now);
        _keeper.Tell(_now);
        Assert.False(_keeper.IsChip);
        Assert.Equal(TrueUtcMs, _now.UtcMs);
        Assert.Equal(ClockTrust.Synced, _keeper.TrustAt(_now.UtcMs));
        Assert.Equal(RateTrim.PlatformSigmaPpb, _keeper.Trim.SigmaPpb);
    }

    [Fact]
    public void One_bad_reading_is_counted_and_changes_nothing()
    {
        BootAndSync();
        Pass(HourMs);
        double good = _chipMs;
        _chipMs = 12345;
        Turn();
        _chipMs = good + TurnMs;
        Pass(HourMs);
        Assert.True(_keeper.IsChip);
        Assert.InRange(Faults, 1, 2);
        Assert.InRange(Math.Abs(ErrorMs), 0, 20);
        Assert.Equal(ClockTrust.Synced, _keeper.TrustAt(_now.UtcMs));
    }

    [Theory]
    [InlineData(HourMs)]
    [InlineData(-HourMs)]
    [InlineData(YearMs)]
    [InlineData(-YearMs)]
    public void A_jump_of_the_chip_does_not_move_utc(long jumpMs)
    {
        BootAndSync();
        Pass(HourMs);
        _chipMs += jumpMs;
        Pass(DayMs);
        Assert.Equal(1, Faults);
        Assert.True(_keeper.IsChip);
        Assert.InRange(Math.Abs(ErrorMs), 0, 20);
    }

    [Fact]
    public void A_chip_that_goes_missing_is_replaced_by_the_platform_after_three_readings()
    {
        BootAndSync();
        Pass(HourMs);
        _isChipAnswering = false;
        for (int i = 1; i < Timekeeper.MaxChipFaults; i++)
        {
            Turn();
            Assert.True(_keeper.IsChip);
        }

        Turn();
        Assert.False(_keeper.IsChip);
        Assert.Equal(Timekeeper.MaxChipFaults, Faults);
        Assert.Equal(ClockTrust.Approximate, _keeper.TrustAt(_now.UtcMs));
        Pass(HourMs);
        Assert.InRange(Math.Abs(ErrorMs), 0, 20);
    }

    [Fact]
    public void After_the_platform_took_over_the_next_sync_brings_the_chip_back()
    {
        BootAndSync();
        _isChipAnswering = false;
        Pass(HourMs);
        _isChipAnswering = true;
        Pass(HourMs);
        Assert.False(_keeper.IsChip);
        Sync(0);
        Assert.True(_keeper.IsChip);
    }

    // The radio wakes the processor several times within a second or two, and then not for a long time.
    [Theory]
    [InlineData(15000, 0)]
    [InlineData(17000, 1)]
    [InlineData(8000, 4)]
    public void A_chip_that_stops_is_noticed_however_often_it_is_read(int sleepMs, int shortTurns)
    {
        BootAndSync();
        Pass(HourMs);
        _isChipStopped = true;
        for (int i = 0; i < 40; i++)
        {
            Turn(sleepMs);
            for (int j = 0; j < shortTurns; j++)
            {
                Turn(400);
            }
        }

        Assert.False(_keeper.IsChip);
        Assert.InRange(Math.Abs(ErrorMs), 0, 20);
    }

    [Fact]
    public void The_error_of_the_sleep_timer_is_learned_from_the_chip()
    {
        _sleepPpm = 800;
        BootAndSync();
        Pass(HourMs);
        Assert.InRange(_now.SleepTimerPpm, 700, 900);
    }

    [Fact]
    public void A_restart_with_a_good_chip_keeps_time_and_trust()
    {
        _chipPpm = 1;
        BootAndSync();
        Pass(DayMs);
        Sync(0);
        int rate = _keeper.Trim.RatePpb;
        Pass(HourMs);
        Restart(offMs: HourMs);
        Assert.Equal(rate, _keeper.Trim.RatePpb);
        Assert.InRange(Math.Abs(ErrorMs), 0, 20);
        Assert.Equal(ClockTrust.Synced, _keeper.TrustAt(_now.UtcMs));
    }

    [Fact]
    public void A_restart_whose_chip_has_gone_goes_on_by_the_platform_and_trusts_less()
    {
        BootAndSync();
        _isPlatformUtcKnown = true;
        Pass(HourMs);
        _isChipAnswering = false;
        Restart(offMs: 0);
        Assert.True(_now.IsUtcKnown);
        Assert.False(_keeper.IsChip);
        Assert.InRange(Math.Abs(ErrorMs), 0, 20);
        Assert.Equal(ClockTrust.Approximate, _keeper.TrustAt(_now.UtcMs));
    }

    [Fact]
    public void A_restart_without_state_takes_the_chip_and_trusts_it_little()
    {
        BootAndSync();
        Pass(HourMs);
        _keeper = new Timekeeper(_counters);
        _uptimeMs = 0;
        Boot();
        Assert.True(_keeper.IsChip);
        Assert.InRange(Math.Abs(ErrorMs), 0, 20);
        Assert.Equal(ClockTrust.Approximate, _keeper.TrustAt(_now.UtcMs));
    }

    [Fact]
    public void A_restart_without_any_clock_begins_at_the_saved_time_and_calls_it_unset()
    {
        BootAndSync();
        Pass(HourMs);
        _isChipAnswering = false;
        long savedUtcMs = _now.UtcMs;
        Restart(offMs: DayMs);
        Assert.False(_now.IsUtcKnown);
        Assert.Equal(savedUtcMs, _now.UtcMs);
        Assert.Equal(ClockTrust.Unset, _keeper.TrustAt(_now.UtcMs));
        Sync(0);
        Assert.True(_now.IsUtcKnown);
        Assert.Equal(TrueUtcMs, _now.UtcMs);
        Assert.Equal(ClockTrust.Synced, _keeper.TrustAt(_now.UtcMs));
    }

    [Fact]
    public void A_chip_that_is_behind_its_last_sync_at_a_restart_is_not_believed_to_be_synced()
    {
        BootAndSync();
        Pass(HourMs);
        _chipMs -= DayMs;
        Restart(offMs: 0);
        Assert.Equal(ClockTrust.Approximate, _keeper.TrustAt(_now.UtcMs));
    }

    [Fact]
    public void The_state_is_written_and_read_byte_for_byte()
    {
        _chipPpm = 3;
        BootAndSync();
        Pass(DayMs);
        Sync(0);
        Pass(HourMs);
        byte[] written = new byte[Timekeeper.Length + 2];
        _keeper.Write(written, 1, _now.UtcMs);
        var copy = new Timekeeper(new TagCounters());
        copy.Read(written, 1);
        byte[] again = new byte[written.Length];
        copy.Write(again, 1, _now.UtcMs);
        Assert.Equal(written, again);
        Assert.Equal(_keeper.Trim.RatePpb, copy.Trim.RatePpb);
        Assert.True(copy.Trim.RatePpb < 0);
    }

    private void BootAndSync()
    {
        Boot();
        Sync(0);
    }

    private void Boot()
    {
        Look();
        _keeper.Resume(_now);
        _keeper.Tell(_now);
    }

    // As the application does it, the chip included.
    private bool Sync(long errorMs)
    {
        Look();
        _keeper.Tell(_now);
        long utcMs = TrueUtcMs + errorMs;
        bool mustSetChip = _keeper.Set(_now, utcMs);
        if (mustSetChip && _isChipAnswering)
        {
            _chipMs = utcMs;
        }

        _platformUtcMs = utcMs;
        Look();
        _keeper.Tell(_now);
        return mustSetChip;
    }

    private void Restart(double offMs)
    {
        byte[] state = new byte[Timekeeper.Length];
        _keeper.Write(state, 0, _now.UtcMs);
        Count(offMs);
        _uptimeMs = 0;
        _keeper = new Timekeeper(_counters);
        _keeper.Read(state, 0);
        Boot();
    }

    private void Pass(long ms)
    {
        for (double endMs = _trueMs + ms; _trueMs < endMs;)
        {
            Turn();
        }
    }

    private void Turn(int ms = TurnMs)
    {
        Count(ms);
        Look();
        _keeper.Tell(_now);
    }

    private void Count(double ms)
    {
        _trueMs += ms;
        _chipMs += _isChipStopped ? 0 : ms * (1 + (_chipPpm / 1e6));
        _uptimeMs += ms * (1 + (_sleepPpm / 1e6));
        _platformUtcMs += ms * (1 + (_sleepPpm / 1e6));
    }

    private void Look()
    {
        _now.UptimeMs = (long)_uptimeMs;
        _now.UtcMs = (long)_platformUtcMs;
        _now.IsUtcKnown = _isPlatformUtcKnown;
        _now.ChipMs = _isChipAnswering ? (long)(_chipMs / 10) * 10 : -1;
    }
}
