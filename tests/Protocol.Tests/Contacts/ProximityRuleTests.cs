using System;
using System.Linq;
using BluezoneTag.Protocol.Contacts;
using Xunit;

namespace BluezoneTag.Protocol.Tests.Contacts;

public sealed class ProximityRuleTests
{
    [Theory]
    [InlineData(-55, true, true)]
    [InlineData(-56, true, false)]
    [InlineData(-63, false, true)]
    [InlineData(-64, false, false)]
    [InlineData(0, true, true)]
    [InlineData(-127, false, false)]
    public void A_sighting_is_near_from_the_threshold_of_its_sender_on(int rssiDbm, bool isTag, bool isNear)
    {
        Assert.Equal(isNear, new NearThresholds().IsNear(rssiDbm, isTag));
    }

    [Theory]
    [InlineData(-63, true, true)]
    [InlineData(-64, true, false)]
    [InlineData(-71, false, true)]
    [InlineData(-72, false, false)]
    public void A_calibration_takes_the_place_of_the_thresholds_and_shows_in_the_rule_version(int rssiDbm, bool isTag, bool isNear)
    {
        var thresholds = new NearThresholds();
        Assert.Equal(2, thresholds.RuleVersion);
        thresholds.Calibrate(-63, -71);
        Assert.Equal(isNear, thresholds.IsNear(rssiDbm, isTag));
        Assert.Equal(0x82, thresholds.RuleVersion);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(63, true)]
    public void Two_near_sightings_make_a_close_contact(int nearCount, bool isClose)
    {
        Assert.Equal(isClose, ProximityRule.IsCloseContact(new ContactRecord { SightingCount = 63, NearCount = nearCount }));
    }

    [Theory]
    [InlineData(1, 0, 0, -75, 0)]
    [InlineData(1, 1, 0, -50, 40000)]
    [InlineData(2, 0, 20000, -75, 0)]
    [InlineData(2, 1, 20000, -62, 33260)]
    [InlineData(40, 1, 780000, -75, 26880)]
    [InlineData(40, 2, 780000, -75, 60500)]
    [InlineData(40, 2, 780000, -64, 0)]
    [InlineData(40, 10, 780000, -60, 177760)]
    [InlineData(40, 10, 780000, -70, 329400)]
    [InlineData(40, 10, 780000, -57, 0)]
    [InlineData(2, 2, 0, -50, 80000)]
    [InlineData(2, 2, 20000, -50, 40000)]
    [InlineData(12, 9, 776000, -61, 846540)]
    [InlineData(45, 45, 880000, -50, 900000)]
    [InlineData(20, 19, 760000, -40, 800000)]
    public void Near_time_is_the_corrected_share_of_near_sightings_times_the_mean_gap(int sightings, int near, int spanMs, int meanDbm, int nearMs)
    {
        Assert.Equal(nearMs, NearTimeMs(sightings, near, spanMs, meanDbm));
    }

    [Fact]
    public void The_stronger_the_other_sightings_the_less_the_near_ones_say()
    {
        int[] times = [.. Enumerable.Range(-75, 18).Select(meanDbm => NearTimeMs(40, 10, 780000, meanDbm))];
        Assert.Equal(times.OrderDescending(), times);
        Assert.True(times[^1] < times[0]);
    }

    [Theory]
    [InlineData(-63)]
    [InlineData(-47)]
    public void A_calibration_moves_the_estimate_with_the_threshold(int nearDbm)
    {
        var thresholds = new NearThresholds();
        thresholds.Calibrate(nearDbm, nearDbm);
        var record = new ContactRecord { SightingCount = 40, NearCount = 10, FirstMs = 0, LastMs = 780000, IsTag = true, MeanRssiDbm = -64 + nearDbm + 55 };
        Assert.Equal(NearTimeMs(40, 10, 780000, -64), ProximityRule.NearTimeMs(record, thresholds));
    }

    [Theory]
    [InlineData(119999, 199558)]
    [InlineData(120000, 199560)]
    [InlineData(120001, 199560)]
    [InlineData(896000, 199560)]
    public void A_gap_counts_for_two_minutes_at_most(int spanMs, int nearMs)
    {
        Assert.Equal(nearMs, NearTimeMs(2, 1, spanMs, -62));
    }

    [Fact]
    public void Near_time_never_exceeds_the_slot_and_is_never_negative()
    {
        Random random = new(6);
        for (int run = 0; run < 20000; run++)
        {
            ContactRecord record = Records.Exact(random);
            Assert.InRange(ProximityRule.NearTimeMs(record, new NearThresholds()), 0, 900000);
        }
    }

    private static int NearTimeMs(int sightings, int near, int spanMs, int meanDbm) => ProximityRule.NearTimeMs(
        new ContactRecord { SightingCount = sightings, NearCount = near, FirstMs = 3000, LastMs = 3000 + spanMs, MeanRssiDbm = meanDbm, IsTag = true },
        new NearThresholds());
}
