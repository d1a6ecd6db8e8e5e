using System.Collections.Generic;
using BluezoneTag.Simulator.People;

namespace BluezoneTag.Simulator.Scoring;

/// <summary>
/// Judges the radio schedule: a pair is caught when in both tags enough of its true steps have a sighting of the neighbour
/// within 60 s (docs/simulation.md 6).
/// </summary>
public sealed class HearingScore
{
    /// <summary>Share of the steps that must be heard for a contact of 15 minutes.</summary>
    public const double ShareFor15Minutes = 0.8;

    /// <summary>Share of the steps that must be heard for a contact of 5 minutes.</summary>
    public const double ShareFor5Minutes = 0.5;

    private const int ToleranceSeconds = 60;

    // Steps further apart than this belong to two encounters.
    private const int EncounterGapSteps = 6;

    private readonly ContactTrace _trace;
    private readonly SightingBook _book;

    /// <summary>Scores <paramref name="book"/> against <paramref name="trace"/>.</summary>
    public HearingScore(ContactTrace trace, SightingBook book)
    {
        _trace = trace;
        _book = book;
    }

    /// <summary>Pairs of at least <paramref name="seconds"/> in total, and those heard in <paramref name="share"/> of their steps.</summary>
    public Share Score(int seconds, double share)
    {
        int count = 0;
        int caught = 0;
        foreach (((int first, int second), List<int> steps) in _trace.Pairs)
        {
            if (steps.Count * ContactTrace.StepSeconds >= seconds)
            {
                count++;
                caught += ShareHeard(first, second, steps) >= share && ShareHeard(second, first, steps) >= share ? 1 : 0;
            }
        }

        return new Share(count, caught);
    }

    /// <summary>
    /// Seconds from the start of an encounter of at least five minutes to the first sighting in it, for pairs with at least
    /// five minutes that day, one value for each encounter and direction, sorted; an encounter never heard is left out and counted in <paramref name="missed"/>.
    /// </summary>
    public List<double> Latencies(out int missed)
    {
        var latencies = new List<double>();
        missed = 0;
        foreach (((int first, int second), List<int> steps) in _trace.Pairs)
        {
            if (steps.Count * ContactTrace.StepSeconds < 300)
            {
                continue;
            }

            foreach ((int from, int to) in Encounters(steps))
            {
                missed += AddLatency(first, second, from, to, latencies) ? 0 : 1;
                missed += AddLatency(second, first, from, to, latencies) ? 0 : 1;
            }
        }

        latencies.Sort();
        return latencies;
    }

    /// <summary>For each ten minutes: true steps of pairs of at least five minutes, both directions, and those heard.</summary>
    public List<TimelineBin> Timeline()
    {
        const int StepsInBin = 30;
        var bins = new TimelineBin[(_trace.StepCount / StepsInBin) + 1];
        foreach (((int first, int second), List<int> steps) in _trace.Pairs)
        {
            if (steps.Count * ContactTrace.StepSeconds < 300)
            {
                continue;
            }

            foreach (int step in steps)
            {
                ref TimelineBin bin = ref bins[step / StepsInBin];
                int heard = (IsHeard(first, second, step) ? 1 : 0) + (IsHeard(second, first, step) ? 1 : 0);
                bin = new TimelineBin(bin.TrueSteps + 2, bin.HeardSteps + heard);
            }
        }

        return [.. bins];
    }

    private static IEnumerable<(int From, int To)> Encounters(List<int> steps)
    {
        const int MinSteps = 300 / ContactTrace.StepSeconds;
        int start = 0;
        for (int i = 1; i <= steps.Count; i++)
        {
            if (i == steps.Count || steps[i] - steps[i - 1] > EncounterGapSteps)
            {
                if (steps[i - 1] - steps[start] + 1 >= MinSteps)
                {
                    yield return (steps[start], steps[i - 1]);
                }

                start = i;
            }
        }
    }

    private double ShareHeard(int receiver, int sender, List<int> steps)
    {
        int heard = 0;
        foreach (int step in steps)
        {
            heard += IsHeard(receiver, sender, step) ? 1 : 0;
        }

        return (double)heard / steps.Count;
    }

    private bool IsHeard(int receiver, int sender, int step)
    {
        int middle = (step * ContactTrace.StepSeconds) + (ContactTrace.StepSeconds / 2);
        IReadOnlyList<int> seconds = _book.SecondsOf(receiver, sender);
        int index = LowerBound(seconds, middle - ToleranceSeconds);
        return index < seconds.Count && seconds[index] <= middle + ToleranceSeconds;
    }

    private bool AddLatency(int receiver, int sender, int fromStep, int toStep, List<double> latencies)
    {
        int from = fromStep * ContactTrace.StepSeconds;
        IReadOnlyList<int> seconds = _book.SecondsOf(receiver, sender);
        int index = LowerBound(seconds, from);
        if (index == seconds.Count || seconds[index] > (toStep + 1) * ContactTrace.StepSeconds)
        {
            return false;
        }

        latencies.Add(seconds[index] - from);
        return true;
    }

    private static int LowerBound(IReadOnlyList<int> sorted, int value)
    {
        int low = 0;
        int high = sorted.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (sorted[middle] < value)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
