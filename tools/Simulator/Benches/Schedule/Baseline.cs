using System;
using System.Collections.Generic;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.Phones;
using BluezoneTag.Simulator.Platform;

namespace BluezoneTag.Simulator.Benches.Schedule;

/// <summary>A schedule to compare with: no firmware, no common clock, an endless row of phases.</summary>
/// <param name="Name">What it is.</param>
/// <param name="IntervalUs">Advertising interval without the random delay.</param>
/// <param name="Phases">Its phases from switching on, for a seed.</param>
public sealed record Baseline(string Name, long IntervalUs, Func<ulong, IEnumerable<BaselinePhase>> Phases)
{
    private const double PeriodJitter = 0.25;
    private const long FastIntervalUs = 45_000;
    private const long SlowIntervalUs = 250_000;

    /// <summary>
    /// All of them. The first four cost 9 % a day of 600 and of 1000 mAh on an ESP32-C3 with an image of our own, and
    /// have the faster interval of connectable adverts, which is better for them.
    /// </summary>
    public static IReadOnlyList<Baseline> All { get; } =
    [
        new("async bursts 0.6 + 0.6 s each 42 s", FastIntervalUs, seed => Bursts(42, seed)),
        new("async bursts 0.6 + 0.6 s each 25 s", FastIntervalUs, seed => Bursts(25, seed)),
        new("async optimum: adv 20.5 s each 504 s, scan 0.1 s each 20 s", FastIntervalUs, _ => Optimum(504, 20)),
        new("async optimum: adv 12.5 s each 174 s, scan 0.1 s each 12 s", FastIntervalUs, _ => Optimum(174, 12)),
        new("esp-ena: adv always, scan 30 s each 300 s", SlowIntervalUs, _ => EspEna()),
        new("GAEN phone: adv always, scan 4 s each 3-5 min", SlowIntervalUs, ExposureNotification),
        new("Bluezone app: adv 15/15 s, scan 40/260 s", AndroidPhone.AdvertisingIntervalUs, BluezoneApp),
    ];

    /// <summary>Mean current on <paramref name="platform"/> over a day.</summary>
    public double MeanMilliamps(PlatformProfile platform, ulong seed)
    {
        const double DaySeconds = 86400;
        double charge = 0;
        double seconds = 0;
        foreach (BaselinePhase phase in Phases(seed))
        {
            if (seconds >= DaySeconds)
            {
                break;
            }

            charge += Millicoulombs(phase, platform, out double taken);
            seconds += taken;
        }

        return charge / seconds;
    }

    private static double Millicoulombs(BaselinePhase phase, PlatformProfile platform, out double seconds)
    {
        seconds = phase.Seconds;
        double milliamps = phase.IsScanning ? platform.ScanningMilliamps : phase.IsAdvertising ? platform.AdvertisingMilliamps : platform.SleepMilliamps;
        double charge = milliamps * phase.Seconds;
        if (phase.StartsStack)
        {
            double stopMs = phase.IsScanning ? platform.ScanningStopMs : platform.AdvertisingStopMs;
            seconds += (platform.StackStartMs + stopMs) / 1000;
            charge += ((platform.StackStartMilliamps * platform.StackStartMs) + (platform.AwakeMilliamps * stopMs)) / 1000;
        }

        return charge;
    }

    // Jitter, or two tags with the same period would keep the phase at which they miss each other.
    private static IEnumerable<BaselinePhase> Bursts(double period, ulong seed)
    {
        const double OnSeconds = 0.6 + 0.6 + 0.7;
        for (int i = 0; ; i++)
        {
            yield return BaselinePhase.Advertise(0.6);
            yield return BaselinePhase.Scan(0.6);
            yield return BaselinePhase.Sleep((period * (1 + Noise.Between(-PeriodJitter, PeriodJitter, seed, i))) - OnSeconds);
        }
    }

    // A burst that lasts longer than the time between two scans meets one of them, wherever it begins.
    private static IEnumerable<BaselinePhase> Optimum(double advertisingPeriod, double scanPeriod)
    {
        const double ScanSeconds = 0.1;
        const double ScanOverhead = 0.37;
        while (true)
        {
            yield return BaselinePhase.Advertise(scanPeriod + 0.5);
            for (double at = scanPeriod + 0.5; at < advertisingPeriod; at += scanPeriod)
            {
                yield return BaselinePhase.Scan(ScanSeconds);
                yield return BaselinePhase.Sleep(scanPeriod - ScanSeconds - ScanOverhead);
            }
        }
    }

    private static IEnumerable<BaselinePhase> EspEna()
    {
        while (true)
        {
            yield return new BaselinePhase(30, true, true);
            yield return new BaselinePhase(270, true, false);
        }
    }

    private static IEnumerable<BaselinePhase> ExposureNotification(ulong seed)
    {
        for (int i = 0; ; i++)
        {
            yield return new BaselinePhase(4, true, true);
            yield return new BaselinePhase(Noise.Between(180, 300, seed, i) - 4, true, false);
        }
    }

    // The two cycles of the app are independent: cut where either changes.
    private static IEnumerable<BaselinePhase> BluezoneApp(ulong seed)
    {
        const double ScanOn = 40;
        const double ScanPeriod = 300;
        const double AdvertisingHalf = 15;
        double advertisingPhase = Noise.Between(0, AdvertisingHalf * 2, seed, 1);
        double now = 0;
        while (true)
        {
            bool isScanning = now % ScanPeriod < ScanOn;
            double inCycle = (now + advertisingPhase) % (AdvertisingHalf * 2);
            bool isAdvertising = inCycle < AdvertisingHalf;
            double toScanChange = isScanning ? ScanOn - (now % ScanPeriod) : ScanPeriod - (now % ScanPeriod);
            double toAdvertisingChange = isAdvertising ? AdvertisingHalf - inCycle : (AdvertisingHalf * 2) - inCycle;
            double length = Math.Max(0.001, Math.Min(toScanChange, toAdvertisingChange));
            yield return new BaselinePhase(length, isAdvertising, isScanning);
            now += length;
        }
    }
}
