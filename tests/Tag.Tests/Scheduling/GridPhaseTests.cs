using BluezoneTag.Protocol.Advertising;
using BluezoneTag.Tag.Scheduling;
using Xunit;

namespace BluezoneTag.Tag.Tests.Scheduling;

public sealed class GridPhaseTests
{
    private const long HourMs = 3600000;

    // 2020-08-03 12:07:00 UTC.
    private const long NowUtcMs = 1596456420000;
    private const int OwnHours = 20;
    private const int Limit = 2000;

    private readonly GridPhase _phase = new();

    public GridPhaseTests()
    {
        _phase.Reset(NowUtcMs - (OwnHours * HourMs), 0);
    }

    [Fact]
    public void Early_neighbours_are_believed_at_once()
    {
        Scan(OwnHours, true, -1000);
        Assert.Equal(1000, _phase.OffsetMs);
        Assert.Equal(1, _phase.CorrectionCount);
    }

    [Fact]
    public void Late_neighbours_are_believed_when_two_scans_agree_and_then_the_smaller_figure()
    {
        Scan(OwnHours, true, 1200);
        Assert.Equal(0, _phase.OffsetMs);
        Scan(OwnHours, true, 900);
        Assert.Equal(-900, _phase.OffsetMs);
    }

    [Fact]
    public void Lateness_between_which_the_neighbour_was_on_time_is_not_believed()
    {
        Scan(OwnHours, true, 1200);
        Scan(OwnHours, true, 0);
        Scan(OwnHours, true, 1200);
        Assert.Equal(0, _phase.OffsetMs);
    }

    [Theory]
    [InlineData(-120)]
    [InlineData(-50)]
    [InlineData(0)]
    [InlineData(200)]
    public void What_windows_bear_is_left_alone(int offsetMs)
    {
        Scan(OwnHours, true, offsetMs);
        Scan(OwnHours, true, offsetMs);
        Assert.Equal(0, _phase.OffsetMs);
        Assert.Equal(0, _phase.CorrectionCount);
    }

    [Fact]
    public void Neighbours_as_fresh_as_oneself_are_met_a_part_of_the_way_when_they_are_near()
    {
        Scan(OwnHours, false, -200);
        Assert.Equal(60, _phase.OffsetMs);
    }

    [Theory]
    [InlineData(true, 1000)]
    [InlineData(false, 0)]
    public void Of_a_pair_that_is_far_apart_only_the_larger_id_moves(bool isOwnLarger, int expected)
    {
        Scan(OwnHours, isOwnLarger, -1000);
        Assert.Equal(expected, _phase.OffsetMs);
    }

    [Fact]
    public void Beside_several_that_are_far_away_either_moves_to_the_median()
    {
        Scan(OwnHours, false, -900, -1000, -1900);
        Assert.Equal(1000, _phase.OffsetMs);
    }

    [Fact]
    public void A_clearly_fresher_neighbour_is_followed_whole_and_its_sync_adopted()
    {
        Scan(3, false, -1000);
        Assert.Equal(1000, _phase.OffsetMs);
        Assert.Equal(3 + GridPhase.HearsayHours, _phase.HoursAt(NowUtcMs));
    }

    [Fact]
    public void Of_the_fresher_ones_the_median_is_followed_and_the_stalest_hours_adopted()
    {
        _phase.BeginScan();
        _phase.AddSample(-800, 3, false);
        _phase.AddSample(-700, 5, false);
        _phase.AddSample(-600, 4, false);
        _phase.AddSample(900, 30, false);
        _phase.Correct(NowUtcMs, Limit);
        Assert.Equal(700, _phase.OffsetMs);
        Assert.Equal(5 + GridPhase.HearsayHours, _phase.HoursAt(NowUtcMs));
    }

    [Fact]
    public void A_fresher_neighbour_in_step_is_adopted_without_a_correction()
    {
        Scan(2, false, 0);
        Assert.Equal(0, _phase.CorrectionCount);
        Assert.Equal(2 + GridPhase.HearsayHours, _phase.HoursAt(NowUtcMs));
    }

    [Theory]
    [InlineData(OwnHours + 5)]
    [InlineData(AdvertisingData.HoursSinceSyncUnknown)]
    public void Staler_neighbours_are_left_to_find_us(int hours)
    {
        Scan(hours, true, -1000);
        Assert.Equal(0, _phase.OffsetMs);
        Assert.Equal(OwnHours, _phase.HoursAt(NowUtcMs));
    }

    [Fact]
    public void Nobody_moves_us_farther_than_our_clock_can_be_wrong()
    {
        Scan(0, true, -Limit);
        Assert.Equal(Limit, _phase.OffsetMs);
        Scan(0, true, -200);
        Assert.Equal(Limit, _phase.OffsetMs);
        Assert.Equal(1, _phase.CorrectionCount);
    }

    [Fact]
    public void A_fresher_neighbour_beyond_the_limit_is_not_adopted()
    {
        Scan(0, true, -Limit - 1);
        Assert.Equal(0, _phase.OffsetMs);
        Assert.Equal(OwnHours, _phase.HoursAt(NowUtcMs));
    }

    [Theory]
    [InlineData(0, 255)]
    [InlineData(NowUtcMs + 1, 255)]
    [InlineData(NowUtcMs - HourMs + 1, 0)]
    [InlineData(NowUtcMs - HourMs, 1)]
    [InlineData(NowUtcMs - (300 * HourMs), 254)]
    public void The_hours_are_those_of_the_air(long freshUtcMs, int expected)
    {
        _phase.Reset(freshUtcMs, 0);
        Assert.Equal(expected, _phase.HoursAt(NowUtcMs));
    }

    [Fact]
    public void A_scan_without_anybody_changes_nothing()
    {
        Scan(OwnHours, true);
        Assert.Equal(0, _phase.OffsetMs);
        Assert.False(_phase.Acquire());
    }

    [Fact]
    public void More_samples_than_are_kept_do_no_harm()
    {
        _phase.BeginScan();
        for (int i = 0; i < GridPhase.MaxSamples + 5; i++)
        {
            _phase.AddSample(i < GridPhase.MaxSamples ? -1000 : 1000, OwnHours, true);
        }

        _phase.Correct(NowUtcMs, Limit);
        Assert.Equal(1000, _phase.OffsetMs);
    }

    [Fact]
    public void Acquisition_takes_the_shift_of_the_majority_whichever_window_each_was_in()
    {
        Acquire(5000, 5000 + RadioSlots.SecondCentreMs, 5050, 13000);
        Assert.Equal(-5000, _phase.OffsetMs);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(RadioSlots.SecondCentreMs)]
    public void Acquisition_of_a_neighbour_in_step_moves_nothing_whichever_window_it_was_in(int momentMs)
    {
        Acquire(momentMs);
        Assert.Equal(0, _phase.OffsetMs);
    }

    [Fact]
    public void Acquisition_goes_the_shorter_way_round_the_period()
    {
        Acquire(18000, 18000 + RadioSlots.SecondCentreMs);
        Assert.Equal(2000, _phase.OffsetMs);
    }

    [Fact]
    public void Acquisition_sees_that_both_ends_of_the_period_are_the_same_moment()
    {
        Acquire(19950, 50, 19900, 9000);
        Assert.InRange(_phase.OffsetMs, -50, 100);
    }

    private void Scan(int hours, bool isOwnLarger, params int[] offsetsMs)
    {
        _phase.BeginScan();
        foreach (int offsetMs in offsetsMs)
        {
            _phase.AddSample(offsetMs, hours, isOwnLarger);
        }

        _phase.Correct(NowUtcMs, Limit);
    }

    private void Acquire(params int[] momentsMs)
    {
        _phase.BeginScan();
        foreach (int momentMs in momentsMs)
        {
            _phase.AddSample(momentMs, 0, false);
        }

        Assert.True(_phase.Acquire());
        Assert.Equal(1, _phase.CorrectionCount);
    }
}
