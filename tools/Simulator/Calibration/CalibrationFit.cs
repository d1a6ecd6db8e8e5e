using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Protocol.Provisioning;
using BluezoneTag.Simulator.People;

namespace BluezoneTag.Simulator.Calibration;

/// <summary>
/// From the records of the two-tag procedure to near thresholds, or a refusal (docs/proximity.md 4). For each distance the
/// median of the slots in each direction and the mean of the two directions; through these a robust line over the logarithm
/// of the distance; its level at 1.5 m less <see cref="MarginDb"/> is the threshold.
/// </summary>
public static class CalibrationFit
{
    /// <summary>Distance up to which a contact is near.</summary>
    public const double NearMetres = 1.5;

    /// <summary>Fewest distances, both directions, face to face.</summary>
    public const int MinDistances = 4;

    /// <summary>
    /// The threshold lies so much below the level at 1.5 m: about one deviation of what bodies and rooms do from minute to
    /// minute, as between the default threshold and the simulated world.
    /// </summary>
    public const double MarginDb = 2.5;

    /// <summary>Two tags of one model differ less than this between the directions.</summary>
    public const double MaxDirectionDifferenceDb = 4;

    /// <summary>Slots of one position differ less than this.</summary>
    public const double MaxSlotSpreadDb = 6;

    /// <summary>Deviation of the distances about the line.</summary>
    public const double MaxDeviationDb = 4;

    /// <summary>A greater distance may be so much stronger: reflections, but not swapped positions.</summary>
    public const double MaxRiseDb = 3;

    // Bodies absorb: a tag on a chest is not stronger than on a stand, and not 20 dB weaker.
    private const double MinBodyDb = -3;
    private const double MaxBodyDb = 20;
    private const double MinSlopeDb = 12;
    private const double MaxSlopeDb = 35;

    // Of the level at 1.5 m, for other wearers than these two: clothes, height, how the tag hangs. An assumption.
    private const double WearerSigmaDb = 2;
    private const double SmallestFitSigmaDb = 0.5;

    /// <summary>Fits. Throws <see cref="CalibrationException"/> when the data support no calibration.</summary>
    public static CalibrationResult Fit(IReadOnlyList<Measurement> rows)
    {
        string[] tags = rows.SelectMany(row => new[] { row.Receiver, row.Sender }).Distinct().Order(StringComparer.Ordinal).ToArray();
        Require(tags.Length == 2, $"{tags.Length} tags in the file: {string.Join(", ", tags.Take(5))}.", "The procedure is for two tags of one model; keep the rows of these two.");
        CheckSlots(rows);
        DistanceLevel[] levels = Levels(rows, Placement.Facing, tags[0]);
        CheckDistances(levels);
        double difference = RobustLine.Median(levels.Select(level => level.FirstHearsDbm - level.SecondHearsDbm));
        Require(
            Math.Abs(difference) <= MaxDirectionDifferenceDb,
            Text($"{tags[0]} hears {tags[1]} {difference:F1} dB stronger than the other way round."),
            $"Two tags of one model differ by {MaxDirectionDifferenceDb} dB at the most: take two others, or look for a damaged antenna.");
        CheckOrder(levels);
        var line = new RobustLine(levels.Select(level => (Math.Log10(level.Metres), level.Dbm)).ToArray());
        CheckLine(line, levels);
        double? stand = Difference(rows, Placement.Stand, tags[0], line);
        Require(
            stand is not { } gain || gain is >= MinBodyDb and <= MaxBodyDb,
            Text($"On stands the signal is {stand:F1} dB stronger than on bodies."),
            "Bodies take 0 to 20 dB: check the column placement.");
        return Result(tags, levels, line, difference, stand, Difference(rows, Placement.Side, tags[0], line), Difference(rows, Placement.Back, tags[0], line));
    }

    private static CalibrationResult Result(string[] tags, DistanceLevel[] levels, RobustLine line, double difference, double? stand, double? side, double? back)
    {
        double level = line.At(Math.Log10(NearMetres));
        int tagDbm = (int)Math.Round(level - MarginDb, MidpointRounding.AwayFromZero);
        double shift = tagDbm - ProximityRule.NearTagRssiDbm;

        // A path has the sender's offset and half of the receiver's; the mean of both directions of two tags keeps 0.75 of
        // the sum of their two deviations.
        double modelSigma = 0.75 * Math.Sqrt(2) * RadioWorld.TagSigmaDb;
        double fitSigma = Math.Max(SmallestFitSigmaDb, 1.25 * line.Deviation / Math.Sqrt(levels.Length));
        double tagSigma = Math.Sqrt((fitSigma * fitSigma) + (modelSigma * modelSigma) + (WearerSigmaDb * WearerSigmaDb));

        // The procedure sees sender and receiver together; how much of the shift is the receiver's, which is all that a phone
        // meets, is anything from nothing to all of it. And phones differ by themselves.
        double shareSigma = Math.Abs(shift) / Math.Sqrt(12);
        double phoneSigma = Math.Sqrt((tagSigma * tagSigma / 4) + (shareSigma * shareSigma) + (RadioWorld.PhoneSigmaDb * RadioWorld.PhoneSigmaDb));
        var result = new CalibrationResult
        {
            Tags = tags,
            Levels = levels,
            TagRssiDbm = tagDbm,
            PhoneRssiDbm = ProximityRule.NearPhoneRssiDbm + (int)Math.Round(shift / 2, MidpointRounding.AwayFromZero),
            LevelDbm = level,
            SlopeDb = -line.Slope,
            DeviationDb = line.Deviation,
            WorstDb = line.Worst,
            DirectionDifferenceDb = difference,
            StandGainDb = stand,
            SideLossDb = -side,
            BackLossDb = -back,
            TagUncertaintyDb = 2 * tagSigma,
            PhoneUncertaintyDb = 2 * phoneSigma,
        };
        Require(
            result.TagRssiDbm is >= CalibrationImage.MinThresholdDbm and <= CalibrationImage.MaxThresholdDbm
                && result.PhoneRssiDbm is >= CalibrationImage.MinThresholdDbm and <= CalibrationImage.MaxThresholdDbm,
            Text($"The thresholds come out at {result.TagRssiDbm} dBm for tags and {result.PhoneRssiDbm} dBm for phones."),
            $"Believable is {CalibrationImage.MinThresholdDbm} to {CalibrationImage.MaxThresholdDbm}: is a case of metal, or an antenna missing?");
        Require(
            10 * Math.Max(result.TagUncertaintyDb, result.PhoneUncertaintyDb) <= CalibrationImage.MaxUncertaintyTenths,
            Text($"The uncertainty is {result.TagUncertaintyDb:F1} dB for tags and {result.PhoneUncertaintyDb:F1} dB for phones."),
            "That says nothing about a distance: measure more slots in an emptier room.");
        return result;
    }

    private static void CheckSlots(IReadOnlyList<Measurement> rows)
    {
        foreach (IGrouping<object, Measurement> position in rows.GroupBy(row => (object)(row.Receiver, row.Metres, row.Placement)))
        {
            double spread = position.Max(row => row.MeanRssiDbm) - position.Min(row => row.MeanRssiDbm);
            Measurement one = position.First();
            Require(
                spread <= MaxSlotSpreadDb,
                Text($"Line {one.Line}: the slots of {one.Placement} at {one.Metres} m, received by {one.Receiver}, differ by {spread:F1} dB."),
                $"More than {MaxSlotSpreadDb} dB means that somebody moved or walked through: measure this position again.");
        }
    }

    private static void CheckDistances(DistanceLevel[] levels)
    {
        string found = string.Join(", ", levels.Select(level => level.Metres.ToString(CultureInfo.InvariantCulture)));
        Require(
            levels.Length >= MinDistances && levels[0].Metres <= 1 && levels[^1].Metres >= 2,
            $"Both directions, face to face, at {levels.Length} distances ({found} m).",
            $"It takes {MinDistances} or more, from 1 m or less to 2 m or more, with the records of both tags.");
    }

    private static void CheckOrder(DistanceLevel[] levels)
    {
        for (int i = 1; i < levels.Length; i++)
        {
            Require(
                levels[i].Dbm - levels.Take(i).Min(level => level.Dbm) <= MaxRiseDb,
                Text($"At {levels[i].Metres} m the signal is {levels[i].Dbm - levels.Take(i).Min(level => level.Dbm):F1} dB stronger than at a shorter distance."),
                "Positions swapped, or strong reflections: check the column distance_m, or measure in a larger room.");
        }
    }

    private static void CheckLine(RobustLine line, DistanceLevel[] levels)
    {
        Require(
            -line.Slope is >= MinSlopeDb and <= MaxSlopeDb,
            Text($"The signal falls by {-line.Slope:F1} dB for each factor of ten in distance."),
            $"Believable is {MinSlopeDb} to {MaxSlopeDb} (free space: 20): were all positions really taken, at the distances in the file?");
        int wild = levels.Count(level => Math.Abs(level.Dbm - line.At(Math.Log10(level.Metres))) > MaxSlotSpreadDb);
        Require(
            line.Deviation <= MaxDeviationDb && wild <= 1,
            Text($"The distances scatter about the line by {line.Deviation:F1} dB, the worst by {line.Worst:F1} dB."),
            "Reflections or people in the way: measure in a larger, emptier room, 1 m from every wall.");
    }

    // Median of what a placement is stronger than the line says for its distance.
    private static double? Difference(IReadOnlyList<Measurement> rows, Placement placement, string first, RobustLine line)
    {
        DistanceLevel[] levels = Levels(rows, placement, first);
        return levels.Length == 0 ? null : RobustLine.Median(levels.Select(level => level.Dbm - line.At(Math.Log10(level.Metres))));
    }

    // Distances that have both directions, nearest first.
    private static DistanceLevel[] Levels(IReadOnlyList<Measurement> rows, Placement placement, string first)
    {
        return rows.Where(row => row.Placement == placement)
            .GroupBy(row => row.Metres)
            .Where(group => group.Select(row => row.Receiver).Distinct().Count() == 2)
            .OrderBy(group => group.Key)
            .Select(group => new DistanceLevel(
                group.Key,
                RobustLine.Median(group.Where(row => row.Receiver == first).Select(row => row.MeanRssiDbm)),
                RobustLine.Median(group.Where(row => row.Receiver != first).Select(row => row.MeanRssiDbm)),
                group.Count()))
            .ToArray();
    }

    private static void Require(bool isRight, string what, string next)
    {
        if (!isRight)
        {
            throw new CalibrationException(what, next);
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
