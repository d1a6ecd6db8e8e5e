using System;
using System.Linq;
using BluezoneTag.Simulator.Benches.Schedule;
using BluezoneTag.Simulator.Platform;
using Xunit;

namespace BluezoneTag.Simulator.Tests.Platform;

public sealed class ProfileTests
{
    // A published study of this schedule counted 111 and 78 mC, a few per cent of longer scans included.
    [Theory]
    [InlineData("c3-published", 100, 112)]
    [InlineData("c3-own", 65, 78)]
    public void A_radio_slot_of_the_real_firmware_costs_what_was_published(string profile, double low, double high)
    {
        Assert.InRange(MillicoulombsPerSlot(PlatformProfile.Find(profile), isInCompany: true), low, high);
    }

    // Nobody about: some slots only listen and the bursts beside them are longer. Counted by slots that send.
    [Theory]
    [InlineData("c3-published")]
    [InlineData("c3-own")]
    public void Looking_for_company_costs_up_to_half_as_much_again(string profile)
    {
        PlatformProfile platform = PlatformProfile.Find(profile);
        double ratio = MillicoulombsPerSlot(platform, isInCompany: false) / MillicoulombsPerSlot(platform, isInCompany: true);
        Assert.InRange(ratio, 1.1, 1.5);
    }

    [Fact]
    public void Profiles_are_found_by_name_and_names_are_unique()
    {
        Assert.All(PlatformProfile.All, profile => Assert.Same(profile, PlatformProfile.Find(profile.Name)));
        Assert.All(ClockProfile.All, profile => Assert.Same(profile, ClockProfile.Find(profile.Name)));
        Assert.Equal(PlatformProfile.All.Count, PlatformProfile.All.Select(profile => profile.Name).Distinct().Count());
    }

    [Fact]
    public void An_unknown_profile_is_named_in_the_error()
    {
        Assert.Contains("'c4'", Assert.Throws<ArgumentException>(() => PlatformProfile.Find("c4")).Message, StringComparison.Ordinal);
        Assert.Contains("'sundial'", Assert.Throws<ArgumentException>(() => ClockProfile.Find("sundial")).Message, StringComparison.Ordinal);
    }

    // All charge of an hour in the 20-s mode less that of sleeping through, by slot.
    private static double MillicoulombsPerSlot(PlatformProfile profile, bool isInCompany)
    {
        var run = new DayRun(profile, 1000, hasMotionSensor: true, 10, 1) { IsMoving = _ => true };
        if (isInCompany)
        {
            run.Meet(2);
        }

        run.Run(0.5);
        long slots = run.SlotCount;
        double milliamps = run.Run(1);
        return (milliamps - profile.SleepMilliamps) * 3600 / (run.SlotCount - slots);
    }
}
