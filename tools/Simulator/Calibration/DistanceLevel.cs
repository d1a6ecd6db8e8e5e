namespace BluezoneTag.Simulator.Calibration;

/// <summary>What the two tags measured at one distance.</summary>
/// <param name="Metres">Distance.</param>
/// <param name="FirstHearsDbm">Median over the slots of what the first tag received.</param>
/// <param name="SecondHearsDbm">The same of the second tag.</param>
/// <param name="Records">Records behind it.</param>
public sealed record DistanceLevel(double Metres, double FirstHearsDbm, double SecondHearsDbm, int Records)
{
    /// <summary>Mean of both directions.</summary>
    public double Dbm => (FirstHearsDbm + SecondHearsDbm) / 2;
}
