using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Protocol.Exposure;
using BluezoneTag.Simulator.Scoring;

namespace BluezoneTag.Simulator.Scenarios;

/// <summary>
/// Who really met whom, and what follows from it for the alerts. True is face to face - closer than everybody else in this world, who is two
/// metres away or more - with one listed person for so many minutes of one day, for which she was listed.
/// </summary>
public sealed class OutbreakScore(IReadOnlyList<IReadOnlyDictionary<(int First, int Second), int>> secondsOfDay, int firstDay, int people)
{
    /// <summary>Names of the claims, in the order of the report.</summary>
    public const string F1 = "F1, by the tags";

    /// <summary>The same tags against a tolerant truth.</summary>
    public const string F1Tolerant = "F1, by the tags, if 10 minutes were true";

    /// <summary>One row at any distance.</summary>
    public const string F1Phone = "F1, by the phone app's rule (one row, any distance)";

    /// <summary>Who met somebody listed as F1, rightly or not.</summary>
    public const string F2 = "F2, by the tags, who met a listed F1";

    /// <summary>The same against a tolerant truth.</summary>
    public const string F2Tolerant = "F2, by the tags, if 10 minutes were true";

    /// <summary>One row at any distance.</summary>
    public const string F2Phone = "F2, by the phone app's rule";

    /// <summary>Who met somebody that really met an F0.</summary>
    public const string F2OfTrueF1 = "F2, by the tags, who met a true F1";

    /// <summary>Minutes that are a true contact, as the rule has it.</summary>
    public const int TrueMinutes = ExposureRule.MinNearSeconds / 60;

    /// <summary>Minutes of a tolerant truth: two thirds of it.</summary>
    public const int TolerantMinutes = 10;

    private static readonly int[] RuleMinutes = [20, 30];

    /// <summary>Name of the tags' claim if their rule asked for more minutes.</summary>
    public static string F1ByRule(int minutes) => $"F1, if the tags' rule asked for {minutes} minutes";

    /// <summary>Most minutes of <paramref name="person"/> face to face with any one of <paramref name="listed"/> on one day for which that one is listed.</summary>
    public double BestMinutes(int person, IReadOnlyList<(int Person, int FromDay)> listed) =>
        listed.Where(one => one.Person != person)
            .SelectMany(one => secondsOfDay.Skip(one.FromDay - firstDay).Select(day => day.GetValueOrDefault((Math.Min(person, one.Person), Math.Max(person, one.Person)))))
            .DefaultIfEmpty().Max() / 60.0;

    /// <summary>A claim about everybody but those who are known already.</summary>
    public Detection Score(IEnumerable<int> known, IReadOnlyList<(int Person, int FromDay)> listed, int minutes, Func<int, bool> isClaimed)
    {
        int[] others = [.. Enumerable.Range(0, people).Except(known)];
        int[] met = [.. others.Where(person => BestMinutes(person, listed) >= minutes)];
        return new Detection(met.Length, others.Count(isClaimed), met.Count(isClaimed));
    }

    /// <summary>All claims. <paramref name="hasRow"/>: whether a person's tag has heard one of those listed at all, as the phone app would store it.</summary>
    public Dictionary<string, Detection> All(
        IReadOnlyList<(int Person, int FromDay)> ill, IReadOnlyList<(int Person, int FromDay)> met, ExposureVerdict[] first, ExposureVerdict[] second, Func<int, IReadOnlyList<(int Person, int FromDay)>, bool> hasRow)
    {
        int[] patients = [.. ill.Select(one => one.Person)];
        int[] known = [.. patients, .. met.Select(one => one.Person)];
        (int, int)[] trueF1 = [.. Enumerable.Range(0, people).Except(patients).Where(person => BestMinutes(person, ill) >= TrueMinutes).Select(person => (person, firstDay))];
        bool IsF1(int person) => first[person].Level == ExposureRule.F1;
        bool IsF2(int person) => second[person].Level == ExposureRule.F2;
        var scores = new Dictionary<string, Detection>
        {
            [F1] = Score(patients, ill, TrueMinutes, IsF1),
            [F1Tolerant] = Score(patients, ill, TolerantMinutes, IsF1),
        };
        foreach (int minutes in RuleMinutes)
        {
            scores[F1ByRule(minutes)] = Score(patients, ill, TrueMinutes, person => first[person].NearMinutes >= minutes);
        }

        scores[F1Phone] = Score(patients, ill, TrueMinutes, person => hasRow(person, ill));
        scores[F2] = Score(known, met, TrueMinutes, IsF2);
        scores[F2Tolerant] = Score(known, met, TolerantMinutes, IsF2);
        scores[F2Phone] = Score(known, met, TrueMinutes, person => hasRow(person, met));
        scores[F2OfTrueF1] = Score(known, trueF1, TrueMinutes, IsF2);
        return scores;
    }
}
