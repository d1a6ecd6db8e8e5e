namespace BluezoneTag.Simulator.Scoring;

/// <summary>How many of how many.</summary>
/// <param name="True">All there are.</param>
/// <param name="Caught">Those caught.</param>
public readonly record struct Share(int True, int Caught)
{
    /// <summary>Share caught; 1 when there are none to catch.</summary>
    public double P => True == 0 ? 1 : (double)Caught / True;
}
