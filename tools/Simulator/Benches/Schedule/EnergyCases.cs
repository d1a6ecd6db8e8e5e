using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.Platform;

namespace BluezoneTag.Simulator.Benches.Schedule;

/// <summary>What the firmware's schedule costs.</summary>
public static class EnergyCases
{
    private const double HourUs = 3.6e9;
    private const double DayHours = 24;
    private const double WakeHour = 6;
    private const int MonthDays = 30;
    private static readonly double[] Cells = [400, 600, 1000];

    /// <summary>The cases.</summary>
    public static IReadOnlyList<BenchCase> All { get; } =
    [
        new("slot", "charge of one radio slot in the 20-s mode, everything but sleep, against two windows of 60 ms", Slots),
        new("day", "a typical day: 8 h night, 7 h in the 20-s mode, 9 h alone; current over 24 h", Days),
        new("month", "30 days of all kinds with motion sensor, from 2 to 24 hours in company; worst day", Months)
        {
            Note = "One day in six is a day and a night out: 24 hours in company and moving. The cell is charged at six when under 45 %.",
        },
    ];

    /// <summary>
    /// Mean current of the typical day on <paramref name="platform"/>, milliamperes: 8 h of night, 7 h in the 20-s mode and 9 h
    /// in the 40-s mode. A tag that feels movement spends some of the seven beside nobody: five minutes after each movement.
    /// </summary>
    public static double TypicalDay(PlatformProfile platform, bool hasMotionSensor, ulong seed)
    {
        const double NightStart = 22;
        const double Night = 8;
        const double MoveEveryHours = 0.5;
        double company = hasMotionSensor ? 5.2 : 7;
        var run = new DayRun(platform, 1000, hasMotionSensor, NightStart - 1, seed);
        run.Run(1);
        double night = run.Run(Night);
        run.IsMoving = us => us / HourUs % MoveEveryHours < 0.01;
        run.Meet(company);
        double day = run.Run(DayHours - Night);
        return ((night * Night) + (day * (DayHours - Night))) / DayHours;
    }

    /// <summary>Mean current of the 20-s mode with one neighbour, milliamperes.</summary>
    public static double CompanyMilliamps(TrialRunner runner, PlatformProfile platform) => runner.ForEach("slot", [platform], Slot)[0].Value("milliamps");

    /// <summary>Current and shares of cells.</summary>
    public static IEnumerable<Metric> Energy(double milliamps) =>
    [
        new("milliamps", milliamps),
        .. Cells.Select(cell => new Metric($"percent{cell:F0}", ScheduleBounds.PercentOf(milliamps, cell))),
    ];

    private static BenchRow[] Slots(TrialRunner runner) => runner.ForEach("slot", PlatformProfile.All, Slot);

    private static BenchRow Slot(PlatformProfile platform, ulong seed)
    {
        const double Hours = 2;
        var run = new DayRun(platform, 1000, hasMotionSensor: true, 9, seed) { IsMoving = _ => true };
        run.Run(0.2);
        run.Meet(Hours);
        long before = run.SlotCount;
        double milliamps = run.Run(Hours);
        long slots = run.SlotCount - before;
        double millicoulombs = (milliamps - platform.SleepMilliamps) * Hours * 3600 / slots;
        double floor = ScheduleBounds.SlotFloorMillicoulombs(platform);
        return new BenchRow(
            platform.Name,
            [
                new("slotMillicoulombs", millicoulombs),
                new("floorMillicoulombs", floor),
                new("slotRatio", millicoulombs / floor),
                new("periodSeconds", Hours * 3600 / slots),
                .. Energy(milliamps),
            ]);
    }

    private static BenchRow[] Days(TrialRunner runner) =>
        [.. DayRows(runner, true, string.Empty), .. DayRows(runner, false, ", no motion sensor")];

    private static BenchRow[] DayRows(TrialRunner runner, bool hasMotionSensor, string label) =>
        runner.ForEach("day", PlatformProfile.All, (platform, seed) => new BenchRow(platform.Name + label, [.. Energy(TypicalDay(platform, hasMotionSensor, seed))]));

    private static BenchRow[] Months(TrialRunner runner) =>
        runner.ForEach("month", [("c3-published", 1000.0), ("c3-own", 600.0)], (one, seed) => Month(PlatformProfile.Find(one.Item1), one.Item2, seed));

    private static BenchRow Month(PlatformProfile platform, double milliampHours, ulong seed)
    {
        var run = new DayRun(platform, milliampHours, hasMotionSensor: true, 0, seed)
        {
            IsMoving = us => IsMoving(us - (long)(WakeHour * HourUs), seed),
        };
        var percents = new List<double>();
        for (int day = 0; day < MonthDays; day++)
        {
            if (run.Battery.Share < 0.45)
            {
                run.Recharge(0.95);
            }

            // The promise is about local days, midnight to midnight.
            double night = run.Run(WakeHour) * WakeHour;
            run.Meet(CompanyHours(day, seed));
            double rest = run.Run(DayHours - WakeHour) * (DayHours - WakeHour);
            percents.Add(ScheduleBounds.PercentOf((night + rest) / DayHours, milliampHours));
        }

        return new BenchRow(
            $"{platform.Name}, {milliampHours:F0} mAh",
            [new("worstPercent", percents.Max()), new("meanPercent", percents.Average()), new("daysOver", percents.Count(percent => percent > 10))]);
    }

    // One day in six is a day and a night out, moving and never alone.
    private static bool IsOut(int day) => day % 6 == 5;

    private static double CompanyHours(int day, ulong seed) => IsOut(day) ? DayHours : Noise.Between(2, 15, seed, day, 1);

    // Moving in company; else in a third of the five-minute blocks until 21:00.
    private static bool IsMoving(long us, ulong seed)
    {
        int day = (int)Math.Floor(us / (DayHours * HourUs));
        const double BlockUs = 3e8;
        const double EveningHours = 15;
        double hour = (us / HourUs) - (day * DayHours);
        return hour < CompanyHours(day, seed) || (hour < EveningHours && Noise.Uniform(seed, (long)(us / BlockUs), 2) < 1 / 3.0);
    }
}
