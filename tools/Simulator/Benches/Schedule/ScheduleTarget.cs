using System.Globalization;

namespace BluezoneTag.Simulator.Benches.Schedule;

/// <summary>A number to reach.</summary>
/// <param name="Case">Name of the case.</param>
/// <param name="Row">Label of the row.</param>
/// <param name="Metric">Figure.</param>
/// <param name="IsFloor">Whether the figure must be at least, not at most, the limit.</param>
/// <param name="Limit">The number.</param>
/// <param name="Definition">What it stands for, in words.</param>
public sealed record ScheduleTarget(string Case, string Row, string Metric, bool IsFloor, double Limit, string Definition)
{
    /// <summary>As people read it.</summary>
    public string Text => $"{MetricFormat.Of(Metric).Title} {(IsFloor ? ">=" : "<=")} {Limit.ToString("0.####", CultureInfo.InvariantCulture)}";

    /// <summary>Whether <paramref name="value"/> keeps to it.</summary>
    public bool IsMet(double value) => IsFloor ? value >= Limit : value <= Limit;
}
