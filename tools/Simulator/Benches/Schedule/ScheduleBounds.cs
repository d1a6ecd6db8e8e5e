using BluezoneTag.Simulator.Platform;

namespace BluezoneTag.Simulator.Benches.Schedule;

/// <summary>
/// What no schedule can beat (schedule study, section 3): worst-case latency of a radio that is free to send single
/// packets, of unsynchronised tags on a platform that restarts its stack for each role, and the shortest radio slot of
/// perfectly synchronised ones. Seconds, for a mean current in milliamperes beyond sleep.
/// </summary>
public static class ScheduleBounds
{
    /// <summary>Shortest window in which a packet of a neighbour is sure to fit.</summary>
    public const double MinWindowSeconds = 0.060;

    // On the air with the three packets of one advertising event.
    private const double BeaconSeconds = 0.0015;
    private const double TransmitMilliamps = 120;

    /// <summary>Kindt and Chakraborty's bound for two equal budgets, 4 a w / eta^2: packets at no other cost than their air time.</summary>
    public static double FreeRadioSeconds(PlatformProfile platform, double radioMilliamps)
    {
        double share = radioMilliamps / platform.ScanningMilliamps;
        return 4 * (TransmitMilliamps / platform.ScanningMilliamps) * BeaconSeconds / (share * share);
    }

    /// <summary>The same when sending and listening each cost a start of the stack: long bursts against the shortest scans, 4 Iadv Qs / I^2.</summary>
    public static double AsynchronousSeconds(PlatformProfile platform, double radioMilliamps) =>
        4 * platform.AdvertisingMilliamps * ScanningMillicoulombs(platform, MinWindowSeconds) / (radioMilliamps * radioMilliamps);

    /// <summary>Period of a slot with the shortest windows: what perfect clocks would allow.</summary>
    public static double SynchronousSlotSeconds(PlatformProfile platform, double radioMilliamps) => SlotFloorMillicoulombs(platform) / radioMilliamps;

    /// <summary>Charge of that slot.</summary>
    public static double SlotFloorMillicoulombs(PlatformProfile platform) =>
        AdvertisingMillicoulombs(platform, MinWindowSeconds) + ScanningMillicoulombs(platform, MinWindowSeconds);

    /// <summary>Charge of one advertising window with everything around it.</summary>
    public static double AdvertisingMillicoulombs(PlatformProfile platform, double seconds) =>
        StartMillicoulombs(platform) + (platform.AdvertisingMilliamps * seconds) + (platform.AwakeMilliamps * platform.AdvertisingStopMs / 1000);

    /// <summary>Charge of one scanning window with everything around it.</summary>
    public static double ScanningMillicoulombs(PlatformProfile platform, double seconds) =>
        StartMillicoulombs(platform) + (platform.ScanningMilliamps * seconds) + (platform.AwakeMilliamps * platform.ScanningStopMs / 1000);

    /// <summary>Mean current of an all-day schedule that takes <paramref name="percent"/> of a cell a day.</summary>
    public static double MilliampsOf(double percent, double milliampHours) => percent / 100 * milliampHours / 24;

    /// <summary>Share of a cell that a mean current takes in a day, percent.</summary>
    public static double PercentOf(double milliamps, double milliampHours) => milliamps * 24 / milliampHours * 100;

    private static double StartMillicoulombs(PlatformProfile platform) => platform.StackStartMilliamps * platform.StackStartMs / 1000;
}
