namespace BluezoneTag.FlasherBench.Speed;

/// <summary>A figure and its limit.</summary>
/// <param name="Name">What.</param>
/// <param name="Limit">The limit in words; empty for a figure without one.</param>
/// <param name="Value">The figure in words.</param>
/// <param name="IsReached">Whether it keeps to the limit.</param>
public sealed record SpeedFigure(string Name, string Limit, string Value, bool IsReached);
