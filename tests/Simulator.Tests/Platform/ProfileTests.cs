using System;
using System.Linq;
using BluezoneTag.Protocol.Provisioning;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.Platform;
using BluezoneTag.Simulator.Tests.Support;
using BluezoneTag.Tag.Supervision;
using Xunit;

namespace BluezoneTag.Simulator.Tests.Platform;

public sealed class ProfileTests
{
    private const long StartUtcMs = 1_596_456_420_000;

    // A published study of this schedule counted 111 and 78 mC, a few per cent of longer scans included.
    [Theory]
    [InlineData("c3-published", 100, 112)]
    [InlineData("c3-own", 65, 78)]
    public void A_radio_slot_of_the_real_firmware_costs_what_was_published(string profile, double low, double high)
    {
        Assert.InRange(MillicoulombsPerSlot(PlatformProfile.Find(profile)), low, high);
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

    // All charge of 30 minutes in the fast mode less that of sleeping through, by slot.
    private static double MillicoulombsPerSlot(PlatformProfile profile)
    {
        const long WarmUpUs = 120_000_000;
        const long MeasuredUs = 1_800_000_000;
        var loop = new EventLoop();
        var air = new AirBench(0);
        var tag = new SimulatedTag(loop, air.Medium, air.Transmitters[0], profile, ClockProfile.Find("perfect"), new Battery(1000, 1), StartUtcMs, 1);
        var identity = new IdentityImage { Serial = 1, CreationDay = 18470 };
        Noise.Bytes(32, 1, 1).CopyTo(identity.BaseKey, 0);
        tag.Provision(identity);
        tag.PrepareSyncHistory(0, 0);
        tag.BeforeTurn = (worn, _) => worn.Hardware.Move();
        loop.Add(tag, 0);

        loop.RunUntil(WarmUpUs);
        tag.ChargeUntil(WarmUpUs);
        double before = tag.Battery.DrawnMillicoulombs;
        long slots = tag.Application.Counters.Get(TagCounter.ScanningWindows);
        loop.RunUntil(WarmUpUs + MeasuredUs);
        tag.ChargeUntil(WarmUpUs + MeasuredUs);
        slots = tag.Application.Counters.Get(TagCounter.ScanningWindows) - slots;
        Assert.InRange(slots, 89, 91);
        return (tag.Battery.DrawnMillicoulombs - before - (profile.SleepMilliamps * MeasuredUs / 1e6)) / slots;
    }
}
