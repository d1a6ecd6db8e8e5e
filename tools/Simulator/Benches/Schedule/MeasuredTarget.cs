namespace BluezoneTag.Simulator.Benches.Schedule;

/// <summary>A target and what the run came to.</summary>
/// <param name="Target">The number to reach.</param>
/// <param name="Value">What was measured.</param>
public readonly record struct MeasuredTarget(ScheduleTarget Target, double Value)
{
    /// <summary>Whether it was reached.</summary>
    public bool IsMet => Target.IsMet(Value);

    /// <summary>The measured value as people read it.</summary>
    public string Text => MetricFormat.Of(Target.Metric).Text(Value);
}
