namespace BluezoneTag.Simulator.Benches.Schedule;

/// <summary>One figure of a row.</summary>
/// <param name="Name">Name in the JSON file, and key of its <see cref="MetricFormat"/>.</param>
/// <param name="Value">Value; infinite where there is none, as the time to something that never came.</param>
public readonly record struct Metric(string Name, double Value);
