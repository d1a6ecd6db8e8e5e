using System;
using System.Collections.Generic;

namespace BluezoneTag.Simulator.Benches.Schedule;

/// <summary>One table of the bench.</summary>
/// <param name="Name">Name on the command line.</param>
/// <param name="Title">What is tried, one line.</param>
/// <param name="Measure">Runs it.</param>
public sealed record BenchCase(string Name, string Title, Func<TrialRunner, IReadOnlyList<BenchRow>> Measure)
{
    /// <summary>What to know before quoting it; empty for nothing.</summary>
    public string Note { get; init; } = string.Empty;
}
