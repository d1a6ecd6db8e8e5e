using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Simulator.People;

namespace BluezoneTag.Simulator.Scoring;

/// <summary>
/// Judges the distance estimate: "near for at least 15 minutes that day, in both logs" against the truth, with near times
/// taken from the log records alone (docs/simulation.md 6).
/// </summary>
public static class NearScore
{
    /// <summary>Compares all pairs; <paramref name="nearSeconds"/> gives what a receiver's log says of a sender.</summary>
    public static Detection Score(ContactTrace trace, int seconds, Func<int, int, double> nearSeconds)
    {
        int count = 0;
        int claimed = 0;
        int hits = 0;
        for (int first = 0; first < trace.Persons.Count; first++)
        {
            for (int second = first + 1; second < trace.Persons.Count; second++)
            {
                bool isTrue = trace.Pairs.TryGetValue((first, second), out List<int>? steps) && steps.Count * ContactTrace.StepSeconds >= seconds;
                bool isClaimed = nearSeconds(first, second) >= seconds && nearSeconds(second, first) >= seconds;
                count += isTrue ? 1 : 0;
                claimed += isClaimed ? 1 : 0;
                hits += isTrue && isClaimed ? 1 : 0;
            }
        }

        return new Detection(count, claimed, hits);
    }

    /// <summary>For each pair of at least <paramref name="seconds"/> and each direction: true and estimated seconds.</summary>
    public static List<DurationPoint> Durations(ContactTrace trace, int seconds, Func<int, int, double> nearSeconds)
    {
        return trace.Pairs
            .Where(pair => pair.Value.Count * ContactTrace.StepSeconds >= seconds)
            .OrderBy(pair => pair.Key)
            .SelectMany(pair => new[]
            {
                new DurationPoint(pair.Value.Count * ContactTrace.StepSeconds, nearSeconds(pair.Key.First, pair.Key.Second)),
                new DurationPoint(pair.Value.Count * ContactTrace.StepSeconds, nearSeconds(pair.Key.Second, pair.Key.First)),
            })
            .ToList();
    }
}
