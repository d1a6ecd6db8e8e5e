using System;

namespace BluezoneTag.Simulator.Platform;

/// <summary>A lithium cell: charge drawn so far and the voltage that leaves (a typical open-circuit curve and 0.25 ohm).</summary>
public sealed class Battery
{
    private static readonly double[] OpenCircuitVolts = { 3.00, 3.45, 3.60, 3.68, 3.74, 3.77, 3.80, 3.86, 3.95, 4.05, 4.18 };
    private const double InnerOhms = 0.25;
    private const double MillicoulombsPerMilliampHour = 3600;

    /// <summary>A cell of <paramref name="capacityMilliampHours"/>, filled to <paramref name="initialShare"/> (0..1).</summary>
    public Battery(double capacityMilliampHours, double initialShare)
    {
        CapacityMilliampHours = capacityMilliampHours;
        InitialShare = initialShare;
    }

    /// <summary>Rated capacity.</summary>
    public double CapacityMilliampHours { get; }

    /// <summary>Share of the capacity that was in it at the start.</summary>
    public double InitialShare { get; set; }

    /// <summary>Charge drawn so far.</summary>
    public double DrawnMillicoulombs { get; private set; }

    /// <summary>Share of the capacity still in it, 0..1.</summary>
    public double Share => Math.Max(0, InitialShare - (DrawnMillicoulombs / MillicoulombsPerMilliampHour / CapacityMilliampHours));

    /// <summary>Draws <paramref name="milliamps"/> for <paramref name="milliseconds"/>.</summary>
    public void Draw(double milliamps, double milliseconds)
    {
        DrawnMillicoulombs += milliamps * milliseconds / 1000;
    }

    /// <summary>Cell voltage in millivolts under <paramref name="milliamps"/>.</summary>
    public int Millivolts(double milliamps)
    {
        double position = Share * (OpenCircuitVolts.Length - 1);
        int below = Math.Min((int)position, OpenCircuitVolts.Length - 2);
        double volts = OpenCircuitVolts[below] + ((position - below) * (OpenCircuitVolts[below + 1] - OpenCircuitVolts[below]));
        return (int)((volts * 1000) - (milliamps * InnerOhms));
    }
}
