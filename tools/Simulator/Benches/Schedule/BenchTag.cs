using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Protocol.Provisioning;
using BluezoneTag.Simulator.Air;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.Platform;

namespace BluezoneTag.Simulator.Benches.Schedule;

/// <summary>Makes tags with the firmware in them, ready to be switched on.</summary>
public static class BenchTag
{
    /// <summary>Vietnam.</summary>
    public const int UtcOffsetMinutes = 420;

    /// <summary>The sync before the last one was this much earlier: from the two the firmware learns its chip's rate.</summary>
    public const double EarlierSyncHours = 24;

    // 3 August 2020, 00:00 in Vietnam.
    private const long LocalMidnightUtcMs = 1596387600000;
    private const long HourMs = 3_600_000;
    private const int KeyAgeDays = 20;

    /// <summary>True UTC at local hour <paramref name="hour"/> of a day.</summary>
    public static long UtcMsAt(double hour, int day = 0) => LocalMidnightUtcMs + (day * SlotTime.DayMs) + (long)(hour * HourMs);

    /// <summary>
    /// A provisioned tag with a cell of <paramref name="milliampHours"/>, whose clock was set <paramref name="syncAgeHours"/>
    /// before the run, and once <paramref name="earlierSyncHours"/> before that.
    /// </summary>
    public static SimulatedTag Create(
        EventLoop loop,
        RadioMedium medium,
        PlatformProfile platform,
        ClockProfile clock,
        double syncAgeHours,
        long startUtcMs,
        ulong seed,
        bool hasMotionSensor = true,
        double milliampHours = 1000,
        double earlierSyncHours = EarlierSyncHours)
    {
        Transmitter transmitter = medium.AddTransmitter((long)(platform.AdvertisingIntervalMs * 1000));
        var battery = new Battery(milliampHours, Noise.Between(0.6, 1, seed, 1));
        var tag = new SimulatedTag(loop, medium, transmitter, platform, clock, battery, startUtcMs, seed);
        var identity = new IdentityImage
        {
            Serial = (uint)transmitter.Node,
            CreationDay = SlotTime.DayOf(startUtcMs) - KeyAgeDays,
            UtcOffsetMinutes = UtcOffsetMinutes,
        };
        Noise.Bytes(identity.BaseKey.Length, seed, 2).CopyTo(identity.BaseKey, 0);
        Noise.Bytes(identity.ClaimSecret.Length, seed, 3).CopyTo(identity.ClaimSecret, 0);
        tag.Provision(identity);
        if (!hasMotionSensor)
        {
            RemoveMotionSensor(tag);
        }

        PrepareSync(tag, syncAgeHours, earlierSyncHours);
        return tag;
    }

    private static void RemoveMotionSensor(SimulatedTag tag)
    {
        tag.Hardware.IsFitted = false;

        // The application asks when it is made.
        tag.CutPower(losesUtc: false);
    }

    // The one place that says how a tag's clock came to be as wrong as it is.
    private static void PrepareSync(SimulatedTag tag, double ageHours, double earlierHours) =>
        tag.PrepareSyncHistory(ageHours * HourMs, earlierHours * HourMs);
}
