using System.Collections.Generic;
using System.Linq;

namespace BluezoneTag.Simulator.Benches;

/// <summary>IL instructions of one kind of work, over many times it was done.</summary>
/// <param name="Name">What was done.</param>
/// <param name="Samples">How many times.</param>
/// <param name="Min">The cheapest.</param>
/// <param name="Mean">On average.</param>
/// <param name="Max">The dearest.</param>
public sealed record IlRow(string Name, int Samples, long Min, double Mean, long Max)
{
    /// <summary>
    /// Assumed time of one IL instruction on an ESP32-C3. A planning figure: nobody has published a rate; a loop of three
    /// instructions and one native call was reported at 6 to 18 us a turn on an ESP32 (nanoFramework Home issue 1013).
    /// </summary>
    public const double MicrosecondsPerInstruction = 1;

    /// <summary>The dearest in milliseconds by the planning figure.</summary>
    public double MaxMs => Max * MicrosecondsPerInstruction / 1000;

    /// <summary>The row of these samples.</summary>
    public static IlRow Of(string name, IReadOnlyCollection<long> samples) =>
        new(name, samples.Count, samples.Min(), samples.Average(), samples.Max());
}
