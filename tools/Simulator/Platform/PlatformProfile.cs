using System;
using System.Collections.Generic;
using BluezoneTag.Tag.Power;

namespace BluezoneTag.Simulator.Platform;

/// <summary>
/// What one board and firmware image cost (docs/simulation.md 5). Milliamperes and milliseconds, from published
/// measurements of the chips; the times of the Bluetooth stack are assumptions until somebody measures a board.
/// </summary>
public sealed record PlatformProfile
{
    /// <summary>Name on the command line.</summary>
    public required string Name { get; init; }

    /// <summary>What it is, one line.</summary>
    public required string Description { get; init; }

    /// <summary>Light sleep of the whole board.</summary>
    public required double SleepMilliamps { get; init; }

    /// <summary>Awake with the radio off.</summary>
    public required double AwakeMilliamps { get; init; }

    /// <summary>While the Bluetooth stack starts.</summary>
    public required double StackStartMilliamps { get; init; }

    /// <summary>While advertising.</summary>
    public required double AdvertisingMilliamps { get; init; }

    /// <summary>While scanning.</summary>
    public required double ScanningMilliamps { get; init; }

    /// <summary>Mean time from the call to the first moment on the air.</summary>
    public double StackStartMs { get; init; } = 250;

    /// <summary>Its deviation.</summary>
    public double StackStartSigmaMs { get; init; } = 30;

    /// <summary>Stopping the stack after advertising.</summary>
    public double AdvertisingStopMs { get; init; } = 80;

    /// <summary>Stopping the stack after scanning, reports taken over.</summary>
    public double ScanningStopMs { get; init; } = 120;

    /// <summary>From restart to the first line of the program.</summary>
    public double BootMs { get; init; } = 1500;

    /// <summary>One writing operation on a small file.</summary>
    public double FlashWriteMs { get; init; } = 60;

    /// <summary>Wake-up, a look at the inputs, and back to sleep.</summary>
    public double WakeMs { get; init; } = 8;

    /// <summary>Managed code and hand-over for one advertisement; they come one after the other.</summary>
    public double ReportMs { get; init; } = 8;

    /// <summary>Advertisements the platform holds while managed code is busy; more are lost for that scan.</summary>
    public int ReportBuffers { get; init; } = 20;

    /// <summary>
    /// Advertising interval without the random delay: the platform's 100-150 ms for what cannot be connected to
    /// (docs/decisions/0003-publisher.md).
    /// </summary>
    public double AdvertisingIntervalMs { get; init; } = 125;

    /// <summary>All profiles, the default first.</summary>
    public static IReadOnlyList<PlatformProfile> All { get; } = new[]
    {
        new PlatformProfile
        {
            Name = "c3-published",
            Description = "ESP32-C3 with the published nanoFramework image: radio stays on while advertising",
            SleepMilliamps = 0.142, AwakeMilliamps = 27, StackStartMilliamps = 40, AdvertisingMilliamps = 77, ScanningMilliamps = 86,
        },
        new PlatformProfile
        {
            Name = "c3-own",
            Description = "ESP32-C3 with an image of our own: Bluetooth modem sleep on",
            SleepMilliamps = 0.142, AwakeMilliamps = 22, StackStartMilliamps = 35, AdvertisingMilliamps = 25, ScanningMilliamps = 86,
        },
        new PlatformProfile
        {
            Name = "esp32",
            Description = "ESP32 with the published image at 240 MHz",
            SleepMilliamps = 0.807, AwakeMilliamps = 50, StackStartMilliamps = 60, AdvertisingMilliamps = 57, ScanningMilliamps = 100,
        },
    };

    /// <summary>The profile called <paramref name="name"/>; throws <see cref="ArgumentException"/> with the list of names.</summary>
    public static PlatformProfile Find(string name)
    {
        foreach (PlatformProfile profile in All)
        {
            if (profile.Name == name)
            {
                return profile;
            }
        }

        throw new ArgumentException($"There is no platform profile '{name}'.");
    }

    /// <summary>The same as the firmware of this board is told it, in whole units.</summary>
    public ChargeProfile ToChargeProfile() => new()
    {
        SleepMicroamps = Micro(SleepMilliamps),
        AwakeMicroamps = Micro(AwakeMilliamps),
        AdvertisingStartMicroamps = Micro(StackStartMilliamps),
        ScanningStartMicroamps = Micro(StackStartMilliamps),
        AdvertisingMicroamps = Micro(AdvertisingMilliamps),
        ScanningMicroamps = Micro(ScanningMilliamps),
        StartMs = (int)StackStartMs,
        AdvertisingStopMs = (int)AdvertisingStopMs,
        ScanningStopMs = (int)ScanningStopMs,
        BootMs = (int)BootMs,
        FlashWriteMs = (int)FlashWriteMs,
        WakeMs = (int)WakeMs,
    };

    private static int Micro(double milliamps) => (int)Math.Round(milliamps * 1000);
}
