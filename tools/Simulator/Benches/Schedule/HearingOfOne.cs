using System.Collections.Generic;

namespace BluezoneTag.Simulator.Benches.Schedule;

/// <summary>What one log says of one neighbour in one contact (schedule study, section 4).</summary>
/// <param name="Detections">Detections, one for each radio slot.</param>
/// <param name="EstimateSeconds">
/// Estimated length: from the first to the last detection of each stretch without a gap over five minutes, and one mean
/// gap. 0 for fewer than two detections.
/// </param>
/// <param name="IsSplit">Whether there was a gap of more than five minutes between two detections.</param>
/// <param name="FirstSeconds">From the beginning to the first detection; infinite for none.</param>
/// <param name="MissedMinutes">Whole minutes of the contact with no detection in them, a minute before or a minute after.</param>
public readonly record struct HearingOfOne(int Detections, double EstimateSeconds, bool IsSplit, double FirstSeconds, int MissedMinutes)
{
    /// <summary>A longer gap parts two encounters.</summary>
    public const double MaxGapSeconds = 300;

    // Two receptions closer than this belong to one radio slot.
    private const double SlotSeconds = 5;
    private const int MinuteSeconds = 60;

    /// <summary>Looks at detections in order of time, in seconds since the contact began; those outside it do not count.</summary>
    public static HearingOfOne Of(IReadOnlyList<double> seconds, int contactSeconds)
    {
        List<double> kept = OnePerSlot(seconds, contactSeconds);
        double span = 0;
        int gaps = 0;
        bool isSplit = false;
        for (int i = 1; i < kept.Count; i++)
        {
            double gap = kept[i] - kept[i - 1];
            if (gap > MaxGapSeconds)
            {
                isSplit = true;
                continue;
            }

            span += gap;
            gaps++;
        }

        double estimate = gaps == 0 ? 0 : span + (span / gaps);
        double first = kept.Count == 0 ? double.PositiveInfinity : kept[0];
        return new HearingOfOne(kept.Count, estimate, isSplit, first, CountMissed(kept, contactSeconds));
    }

    /// <summary>Whether this log would say "fifteen minutes": at least twelve by the estimate, from three detections, in one piece.</summary>
    public bool Is15 => EstimateSeconds >= 720 && Detections >= 3 && !IsSplit;

    /// <summary>Whether this log would say "five minutes": at least two by the estimate, from two detections.</summary>
    public bool Is5 => EstimateSeconds >= 120 && Detections >= 2;

    private static List<double> OnePerSlot(IReadOnlyList<double> seconds, int contactSeconds)
    {
        var kept = new List<double>(seconds.Count);
        foreach (double second in seconds)
        {
            bool isInside = second >= 0 && second <= contactSeconds;
            if (isInside && (kept.Count == 0 || second - kept[^1] >= SlotSeconds))
            {
                kept.Add(second);
            }
        }

        return kept;
    }

    private static int CountMissed(List<double> kept, int contactSeconds)
    {
        int missed = 0;
        for (int start = 0; start + MinuteSeconds <= contactSeconds; start += MinuteSeconds)
        {
            double from = start - MinuteSeconds;
            double to = start + (2 * MinuteSeconds);
            missed += kept.Exists(second => second >= from && second < to) ? 0 : 1;
        }

        return missed;
    }
}
