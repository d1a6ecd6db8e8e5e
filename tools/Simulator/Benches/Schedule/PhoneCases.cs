using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Simulator.Platform;
using BluezoneTag.Simulator.Reporting;

namespace BluezoneTag.Simulator.Benches.Schedule;

/// <summary>Contacts between a tag and a phone with the Bluezone app.</summary>
public static class PhoneCases
{
    private const int Trials = 6000;
    private const double FastIntervalMs = 45;

    /// <summary>The cases.</summary>
    public static IReadOnlyList<BenchCase> All { get; } =
    [
        new("phone", "a tag and an Android phone with Bluezone, 15 min, any phase of 15/15 s and 40/260 s; clock chip, sync <= 24 h", Measure)
        {
            Note = "A tag that lies still and sends each 600 s cannot be in three phone scans 300 s apart: that row shows what the 600-s mode gives up.",
        },
    ];

    private static BenchRow[] Measure(TrialRunner runner) =>
    [
        Row(runner, "found in the 20-s mode", ContactStart.Moving),
        Row(runner, "found in the 40-s mode", ContactStart.Alone),
        Row(runner, "found in the 600-s mode, left lying", ContactStart.Resting),
        Row(runner, "found in the 600-s mode, picked up", ContactStart.PickedUp),
        Row(runner, "found in the 20-s mode, adverts each 45 ms", ContactStart.Moving, FastIntervalMs),
        Row(runner, "found in the 40-s mode, adverts each 45 ms", ContactStart.Alone, FastIntervalMs),
    ];

    private static BenchRow Row(TrialRunner runner, string label, ContactStart start) =>
        Row(runner, label, start, PlatformProfile.All[0].AdvertisingIntervalMs);

    private static BenchRow Row(TrialRunner runner, string label, ContactStart start, double intervalMs)
    {
        var setup = new ContactSetup { Start = start, MaxSyncAgeHours = 24, Platform = PlatformProfile.All[0] with { AdvertisingIntervalMs = intervalMs } };
        PhoneMeeting[] meetings = runner.Run("phone", Trials, seed => PhoneTrial.Run(setup, seed));
        double[] latencies = meetings.Select(meeting => meeting.Hearing.FirstSeconds).Order().ToArray();
        Metric[] metrics =
        [
            new("phoneAll", Share(meetings.Count(meeting => meeting.HeardScans == meeting.Scans), meetings.Length)),
            new("phoneOnce", Share(meetings.Count(meeting => meeting.HeardScans > 0), meetings.Length)),
            new("tagP15", Share(meetings.Count(meeting => meeting.Hearing.Is15), meetings.Length)),
            new("latencyP50", Statistics.Percentile(latencies, 0.50)),
            new("latencyP95", Statistics.Percentile(latencies, 0.95)),
            new("latencyP99", Statistics.Percentile(latencies, 0.99)),
            new("detections", meetings.Average(meeting => meeting.Hearing.Detections)),
        ];
        return new BenchRow(label, metrics);
    }

    private static double Share(int count, int all) => (double)count / all;
}
