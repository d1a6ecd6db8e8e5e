using System;
using System.Collections.Generic;
using System.Linq;

namespace BluezoneTag.Simulator.Calibration;

/// <summary>
/// A line through points that a few wild ones do not bend: the median of all slopes between two points (Theil and Sen), then
/// the median of what is left. Withstands about a quarter of bad points.
/// </summary>
public sealed class RobustLine
{
    // For a normal distribution: deviation = 1.4826 x median absolute deviation.
    private const double DeviationOfMedian = 1.4826;

    private readonly double _slope;
    private readonly double _level;

    /// <summary>The line through <paramref name="points"/>, at least two different x.</summary>
    public RobustLine(IReadOnlyList<(double X, double Y)> points)
    {
        double[] slopes = points
            .SelectMany((first, i) => points.Skip(i + 1).Where(second => second.X != first.X).Select(second => (second.Y - first.Y) / (second.X - first.X)))
            .ToArray();
        _slope = Median(slopes);
        _level = Median(points.Select(point => point.Y - (_slope * point.X)));
        double[] residuals = points.Select(point => Math.Abs(point.Y - At(point.X))).ToArray();
        Deviation = DeviationOfMedian * Median(residuals);
        Worst = residuals.Max();
    }

    /// <summary>Change of y for each unit of x.</summary>
    public double Slope => _slope;

    /// <summary>Standard deviation of the points about the line, from the median.</summary>
    public double Deviation { get; }

    /// <summary>Distance of the worst point.</summary>
    public double Worst { get; }

    /// <summary>The line at <paramref name="x"/>.</summary>
    public double At(double x) => _level + (_slope * x);

    /// <summary>The middle value, or the mean of the two in the middle.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = values.Order().ToArray();
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
