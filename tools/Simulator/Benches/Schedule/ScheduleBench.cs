using System;
using System.Collections.Generic;
using System.Linq;

namespace BluezoneTag.Simulator.Benches.Schedule;

/// <summary>The command "bench schedule": what the radio schedule of the firmware catches and what it costs.</summary>
public static class ScheduleBench
{
    /// <summary>All tables, in order.</summary>
    public static IReadOnlyList<BenchCase> Cases { get; } = [.. ContactCases.All, .. PhoneCases.All, .. EnergyCases.All, .. BaselineCases.All];

    /// <summary>Measures <paramref name="cases"/>. <paramref name="onCase"/> hears of each before it runs.</summary>
    public static ScheduleBenchResult Run(
        IReadOnlyList<BenchCase> cases, ulong seed, bool isQuick, Func<string, string> replayCommandOf, Action<BenchCase> onCase, Action onTrial)
    {
        var runner = new TrialRunner(seed, isQuick, onTrial);
        BenchCaseResult[] results = cases.Select(one =>
        {
            onCase(one);
            return new BenchCaseResult(one.Name, one.Title, one.Note, replayCommandOf(one.Name), one.Measure(runner));
        }).ToArray();
        return new ScheduleBenchResult(seed, isQuick, results);
    }
}
