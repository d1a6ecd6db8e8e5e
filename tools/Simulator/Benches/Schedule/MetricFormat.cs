using System;
using System.Collections.Generic;
using System.Globalization;

namespace BluezoneTag.Simulator.Benches.Schedule;

/// <summary>How figures are headed and written for people.</summary>
/// <param name="Title">Head of the column.</param>
/// <param name="Decimals">Digits after the point.</param>
/// <param name="Meaning">What it is, one line.</param>
public sealed record MetricFormat(string Title, int Decimals, string Meaning)
{
    /// <summary>All figures by name.</summary>
    public static IReadOnlyDictionary<string, MetricFormat> All { get; } = new Dictionary<string, MetricFormat>
    {
        ["p15"] = new("P15", 4, "pairs of a 15-min contact whose two logs both say at least 12 min, from 3 detections, without a gap over 5 min"),
        ["p5"] = new("P5", 4, "pairs of a 5-min contact whose two logs both say at least 2 min, from 2 detections"),
        ["margin"] = new("+-", 4, "half width of the 95 % interval of P15 or P5, from the spread between trials"),
        ["seen"] = new("seen", 4, "pairs in which both heard the other at all"),
        ["latencyP50"] = new("lat 50", 0, "seconds to the first detection, half of all directions"),
        ["latencyP95"] = new("lat 95", 0, "the same, 95 %"),
        ["latencyP99"] = new("lat 99", 0, "the same, 99 %"),
        ["missed"] = new("missed %", 2, "minutes with no detection within a minute, percent"),
        ["errorP95"] = new("err 95 s", 0, "|estimated - true| length that 95 % keep to, seconds"),
        ["detections"] = new("det", 1, "detections for each direction"),
    };

    /// <summary>The value as people read it.</summary>
    public string Text(double value) => double.IsFinite(value) ? value.ToString($"F{Decimals}", CultureInfo.InvariantCulture) : "-";

    /// <summary>Format of the figure called <paramref name="name"/>.</summary>
    public static MetricFormat Of(string name) => All.TryGetValue(name, out MetricFormat? format)
        ? format
        : throw new ArgumentException($"There is no figure '{name}'.");
}
