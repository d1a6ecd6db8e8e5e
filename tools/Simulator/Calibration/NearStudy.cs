using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Simulator.People;
using BluezoneTag.Simulator.Scenarios;
using BluezoneTag.Simulator.Scoring;

namespace BluezoneTag.Simulator.Calibration;

/// <summary>A school day with tags of a model that is stronger or weaker than assumed, and what the near score makes of it.</summary>
public static class NearStudy
{
    /// <summary>Claims are also scored as if so many estimated minutes were asked for.</summary>
    public static readonly IReadOnlyList<int> ClaimMinutes = [12, 15, 18, 20, 22, 25];

    private const int TrueSeconds = 900;

    /// <summary>Runs the day; <paramref name="progress"/> is called now and then.</summary>
    public static NearStudyRow Run(ContactTrace trace, ulong seed, double modelOffsetDb, byte[]? calibration, string tags, Action? progress = null)
    {
        var run = new TraceRun(trace, new ScenarioOptions
        {
            Scenario = "calibrate",
            Source = "near study",
            ReplayCommand = string.Empty,
            Seed = seed,
            IsWholeDay = false,
            TagModelOffsetDb = modelOffsetDb,
            Calibration = calibration,
        });
        ScenarioResult result = run.Run((_, _) => progress?.Invoke());
        double[] errors = result.Durations.Select(point => point.EstimatedSeconds - point.TrueSeconds).Order().ToArray();
        return new NearStudyRow(
            tags,
            modelOffsetDb,
            run.Tags[0].Application.Sightings.Thresholds.TagRssiDbm,
            run.NearRates.TrueNear,
            run.NearRates.FalseNear,
            result.Near15.Recall,
            result.Near15.Precision,
            errors.Length == 0 ? 0 : errors[errors.Length / 2],
            result.DurationErrorP95Seconds,
            ClaimMinutes.Select(minutes => Claim(trace, run.Log!, minutes)).ToArray());
    }

    private static ClaimScore Claim(ContactTrace trace, LogScore log, int minutes)
    {
        Detection detection = NearScore.Score(trace, TrueSeconds, (receiver, sender) => log.NearSeconds(receiver, sender) * TrueSeconds / (minutes * 60));
        return new ClaimScore(minutes, detection.Recall, detection.Precision);
    }
}
