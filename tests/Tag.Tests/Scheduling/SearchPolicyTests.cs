using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Tag.Scanning;
using BluezoneTag.Tag.Scheduling;
using Xunit;

namespace BluezoneTag.Tag.Tests.Scheduling;

public sealed class SearchPolicyTests
{
    private const long HourMs = 3600000;
    private readonly SlotPlanner _planner = new(new RollingIdentifier(new byte[32], 0, 0), new LonePair(), new GridPhase(), new SightingTable(1));

    [Theory]
    [InlineData(0, 1500, 50)]
    [InlineData(24 * HourMs, 1500, 179)]
    [InlineData(72 * HourMs, 300, 127)]
    [InlineData(24 * HourMs, 1000000, 10000)]
    [InlineData(100000 * HourMs, 1000000, 10000)]
    public void The_deviation_grows_with_the_age_of_the_sync_and_is_bounded(long ageMs, int sigmaPpb, int expected)
    {
        Assert.Equal(expected, SearchPolicy.DeviationMs(ageMs, sigmaPpb));
    }

    [Theory]
    [InlineData(50, false, 60, 700)]
    [InlineData(149, false, 60, 700)]
    [InlineData(150, false, 10, 700)]
    [InlineData(199, false, 10, 700)]
    [InlineData(200, false, 7, 700)]
    [InlineData(299, false, 7, 700)]
    [InlineData(300, false, 3, 900)]
    [InlineData(1000, false, 3, 3000)]
    [InlineData(10000, false, 3, SearchPolicy.MaxReachMs)]
    [InlineData(300, true, 7, 700)]
    [InlineData(10000, true, 7, 700)]
    [InlineData(50, true, 60, 700)]
    public void Long_scans_are_wider_and_more_frequent_the_older_the_sync_and_least_while_neighbours_are_met(
        int deviationMs, bool isMeeting, int every, int reachMs)
    {
        SearchPolicy.Apply(_planner, deviationMs, isMeeting);
        Assert.Equal((every, reachMs), (_planner.LongScanEvery, _planner.LongScanMs));
    }

    [Fact]
    public void The_shift_may_be_what_the_clock_can_be_wrong_by_and_a_little()
    {
        Assert.Equal(SearchPolicy.MinShiftMs, SearchPolicy.ShiftLimitMs(0));
        Assert.Equal(SearchPolicy.MinShiftMs + 3000, SearchPolicy.ShiftLimitMs(1000));
    }
}
