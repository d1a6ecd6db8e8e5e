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
        ["roomP15"] = new("room P15", 3, "P15 with 40 tags and 60 foreign devices"),
        ["phoneAll"] = new("phone all", 4, "contacts in which each phone scan that began in them stored the tag, three of three"),
        ["phoneOnce"] = new("phone once", 4, "contacts in which at least one phone scan stored the tag"),
        ["tagP15"] = new("tag P15", 4, "contacts of which the tag's log says at least 12 min, from 3 detections, without a gap over 5 min"),
        ["slotMillicoulombs"] = new("slot mC", 1, "charge of one radio slot beyond sleep, everything included"),
        ["floorMillicoulombs"] = new("floor mC", 1, "two stack starts and stops with windows of 60 ms: what perfect clocks would allow"),
        ["slotRatio"] = new("x floor", 2, "the one by the other"),
        ["periodSeconds"] = new("period s", 2, "mean time from slot to slot"),
        ["milliamps"] = new("mA", 3, "mean current"),
        ["percent400"] = new("% of 400", 1, "share of a 400-mAh cell a day, percent"),
        ["percent600"] = new("% of 600", 1, "share of a 600-mAh cell a day, percent"),
        ["percent1000"] = new("% of 1000", 1, "share of a 1000-mAh cell a day, percent"),
        ["worstPercent"] = new("worst day %", 2, "share of the cell on the dearest day, percent"),
        ["meanPercent"] = new("mean day %", 2, "share of the cell on the mean day, percent"),
        ["daysOver"] = new("days > 10 %", 0, "days over 10 %"),
        ["freeRadioSeconds"] = new("free radio s", 1, "worst-case latency of Kindt and Chakraborty's bound, packets at no other cost than their air time"),
        ["asynchronousSeconds"] = new("async s", 0, "worst-case latency without a common clock, a stack start for each window"),
        ["slotSeconds"] = new("sync slot s", 1, "period of a slot with the shortest windows, perfect clocks"),
    };

    /// <summary>The value as people read it.</summary>
    public string Text(double value) => double.IsFinite(value) ? value.ToString($"F{Decimals}", CultureInfo.InvariantCulture) : "-";

    /// <summary>Format of the figure called <paramref name="name"/>.</summary>
    public static MetricFormat Of(string name) => All.TryGetValue(name, out MetricFormat? format)
        ? format
        : throw new ArgumentException($"There is no figure '{name}'.");
}
