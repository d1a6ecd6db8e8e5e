using System.Collections.Generic;

namespace BluezoneTag.Simulator.Calibration;

/// <summary>One day of <see cref="NearStudy"/>.</summary>
/// <param name="Tags">Default or calibrated.</param>
/// <param name="OffsetDb">How much stronger than assumed tags of this model hear each other.</param>
/// <param name="ThresholdDbm">Near threshold for tags that was in force.</param>
/// <param name="TrueNear">Share of the sightings in contact that were near.</param>
/// <param name="FalseNear">Share of the other sightings that were near.</param>
/// <param name="Recall">Share of the pairs with 15 minutes that both logs claim.</param>
/// <param name="Precision">Share of the claims that are true.</param>
/// <param name="MedianErrorSeconds">Median of estimated less true seconds, pairs with 15 minutes.</param>
/// <param name="P95ErrorSeconds">95th percentile of the size of that error.</param>
/// <param name="Claims">The same day judged by other limits than 15 minutes estimated.</param>
public sealed record NearStudyRow(
    string Tags,
    double OffsetDb,
    int ThresholdDbm,
    double TrueNear,
    double FalseNear,
    double Recall,
    double Precision,
    double MedianErrorSeconds,
    double P95ErrorSeconds,
    IReadOnlyList<ClaimScore> Claims);

/// <summary>Recall and precision when so many estimated minutes make a claim.</summary>
/// <param name="Minutes">Estimated minutes asked for in both logs.</param>
/// <param name="Recall">Share of the pairs with 15 true minutes that are claimed.</param>
/// <param name="Precision">Share of the claims that are true.</param>
public sealed record ClaimScore(int Minutes, double Recall, double Precision);
