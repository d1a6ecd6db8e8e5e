namespace BluezoneTag.Simulator.Scoring;

/// <summary>One neighbour in one log.</summary>
/// <param name="TrueSeconds">Time in contact that day.</param>
/// <param name="EstimatedSeconds">Near time that the log says.</param>
public readonly record struct DurationPoint(double TrueSeconds, double EstimatedSeconds);
