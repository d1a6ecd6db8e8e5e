using System;
using BluezoneTag.Simulator.Benches.Schedule;
using BluezoneTag.Simulator.Platform;
using Xunit;

namespace BluezoneTag.Simulator.Tests.Benches.Schedule;

/// <summary>The bounds against the table of the schedule study, section 3, which is for the C3 with an image of its own.</summary>
public sealed class ScheduleBoundsTests
{
    private static readonly PlatformProfile Platform = PlatformProfile.Find("c3-own");

    [Theory]
    [InlineData(1.35, 34, 914, 21)]
    [InlineData(2.10, 14, 378, 14)]
    [InlineData(3.60, 4.8, 129, 8)]
    [InlineData(3.90, 4.1, 109, 7.3)]
    public void Bounds_are_those_of_the_study(double radioMilliamps, double freeRadio, double asynchronous, double slot)
    {
        AssertClose(freeRadio, ScheduleBounds.FreeRadioSeconds(Platform, radioMilliamps), 0.02);
        AssertClose(asynchronous, ScheduleBounds.AsynchronousSeconds(Platform, radioMilliamps), 0.02);
        AssertClose(slot, ScheduleBounds.SynchronousSlotSeconds(Platform, radioMilliamps), 0.04);
    }

    [Fact]
    public void The_dual_slot_of_the_study_is_2_7_times_the_floor()
    {
        // 0.6 s of advertising, 0.4 s of scanning and one long scan of 0.7 s more in ten slots.
        double dual = ScheduleBounds.AdvertisingMillicoulombs(Platform, 0.6) + ScheduleBounds.ScanningMillicoulombs(Platform, 0.4 + 0.07);

        AssertClose(78, dual, 0.02);
        AssertClose(29, ScheduleBounds.SlotFloorMillicoulombs(Platform), 0.02);
        AssertClose(2.7, dual / ScheduleBounds.SlotFloorMillicoulombs(Platform), 0.02);
    }

    [Fact]
    public void Currents_and_shares_of_a_cell_are_inverse()
    {
        Assert.Equal(2.25, ScheduleBounds.MilliampsOf(9, 600), 9);
        Assert.Equal(9, ScheduleBounds.PercentOf(2.25, 600), 9);
    }

    private static void AssertClose(double expected, double actual, double tolerance) =>
        Assert.True(Math.Abs(actual - expected) <= expected * tolerance, $"{actual} is not within {tolerance * 100} % of {expected}");
}
