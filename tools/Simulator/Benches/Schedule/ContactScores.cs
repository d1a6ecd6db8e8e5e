using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Simulator.Reporting;

namespace BluezoneTag.Simulator.Benches.Schedule;

/// <summary>Scores of many trials of one setup, as section 4 of the schedule study defines them.</summary>
public sealed record ContactScores
{
    /// <summary>Trials.</summary>
    public required int Trials { get; init; }

    /// <summary>Pairs in all trials.</summary>
    public required int Pairs { get; init; }

    /// <summary>
    /// Share of the pairs that both logs would call a contact: of fifteen minutes for contacts of at least that length,
    /// else of five.
    /// </summary>
    public required double Caught { get; init; }

    /// <summary>Half width of the 95 % interval of <see cref="Caught"/>, from the spread between trials; not a number for one trial.</summary>
    public required double CaughtMargin { get; init; }

    /// <summary>Share of the pairs in which both heard the other at all.</summary>
    public required double Seen { get; init; }

    /// <summary>Seconds to the first detection for each direction, sorted; infinite for never.</summary>
    public required IReadOnlyList<double> Latencies { get; init; }

    /// <summary>Share of the minutes with nothing within a minute, over both directions.</summary>
    public required double Missed { get; init; }

    /// <summary>|estimated - true| that 95 % of the directions keep to, seconds.</summary>
    public required double ErrorP95 { get; init; }

    /// <summary>Detections for each direction.</summary>
    public required double Detections { get; init; }

    /// <summary>Scores <paramref name="logs"/>.</summary>
    public static ContactScores Of(IEnumerable<ContactLog> logs)
    {
        var shares = new List<double>();
        var ones = new List<HearingOfOne>();
        var errors = new List<double>();
        int seen = 0;
        int seconds = 0;
        foreach (ContactLog log in logs)
        {
            int before = ones.Count;
            shares.Add(AddPairs(log, ones, ref seen));
            seconds = log.ContactSeconds;
            errors.AddRange(ones.Skip(before).Select(one => Math.Abs(one.EstimateSeconds - log.ContactSeconds)));
        }

        errors.Sort();
        int pairs = ones.Count / 2;
        return new ContactScores
        {
            Trials = shares.Count,
            Pairs = pairs,
            Caught = Statistics.Mean(shares),
            CaughtMargin = Margin(shares),
            Seen = (double)seen / pairs,
            Latencies = ones.Select(one => one.FirstSeconds).Order().ToArray(),
            Missed = (double)ones.Sum(one => one.MissedMinutes) / (ones.Count * (seconds / 60)),
            ErrorP95 = Statistics.Percentile(errors, 0.95),
            Detections = ones.Average(one => one.Detections),
        };
    }

    private static double AddPairs(ContactLog log, List<HearingOfOne> ones, ref int seen)
    {
        int pairs = 0;
        int caught = 0;
        bool isLong = log.ContactSeconds >= 900;
        for (int first = 0; first < log.DeviceCount; first++)
        {
            for (int second = first + 1; second < log.DeviceCount; second++)
            {
                HearingOfOne there = log.Of(first, second);
                HearingOfOne back = log.Of(second, first);
                pairs++;
                caught += (isLong ? there.Is15 && back.Is15 : there.Is5 && back.Is5) ? 1 : 0;
                seen += there.Detections > 0 && back.Detections > 0 ? 1 : 0;
                ones.Add(there);
                ones.Add(back);
            }
        }

        return (double)caught / pairs;
    }

    private static double Margin(List<double> shares)
    {
        if (shares.Count < 2)
        {
            return double.NaN;
        }

        double mean = Statistics.Mean(shares);
        double variance = shares.Sum(share => (share - mean) * (share - mean)) / (shares.Count - 1);
        return 1.96 * Math.Sqrt(variance / shares.Count);
    }
}
