using System;
using System.Collections.Generic;
using System.Linq;

namespace BluezoneTag.Simulator.Reporting;

/// <summary>The few numbers that all reports need.</summary>
public static class Statistics
{
    /// <summary>The value below which <paramref name="share"/> (0..1) of the sorted values lie; 0 for none.</summary>
    public static double Percentile(IReadOnlyList<double> sorted, double share)
    {
        return sorted.Count == 0 ? 0 : sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))];
    }

    /// <summary>Mean; 0 for no values.</summary>
    public static double Mean(IReadOnlyList<double> values) => values.DefaultIfEmpty(0).Average();

    /// <summary>Largest value; 0 for no values.</summary>
    public static double Max(IReadOnlyList<double> values) => values.DefaultIfEmpty(0).Max();
}
