using System;
using System.Collections.Generic;
using System.Linq;

namespace BluezoneTag.Simulator.Benches.Schedule;

/// <summary>The command "bench schedule": what the radio schedule of the firmware catches and what it costs.</summary>
public static class ScheduleBench
{
    /// <summary>Share of the trials in a quick run.</summary>
    public const double QuickShare = 0.1;

    /// <summary>All tables, in order.</summary>
    public static IReadOnlyList<BenchCase> Cases { get; } = [.. ContactCases.All, .. PhoneCases.All, .. EnergyCases.All, .. BaselineCases.All];

    /// <summary>Measures <paramref name="cases"/> with <paramref name="share"/> (0..1) of the trials. <paramref name="onCase"/> hears of each before it runs.</summary>
    public static ScheduleBenchResult Run(
        IReadOnlyList<BenchCase> cases, ulong seed, double share, Func<string, string> replayCommandOf, Action<BenchCase> onCase, Action onTrial)
    {
        var runner = new TrialRunner(seed, share, onTrial);
        BenchCaseResult[] results = cases.Select(one =>
        {
            onCase(one);
            return new BenchCaseResult(one.Name, one.Title, one.Note, replayCommandOf(one.Name), one.Measure(runner));
        }).ToArray();
        return new ScheduleBenchResult(seed, share, results);
    }
}
