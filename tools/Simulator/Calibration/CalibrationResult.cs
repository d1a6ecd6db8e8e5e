using System;
using System.Collections.Generic;
using BluezoneTag.Protocol.Provisioning;

namespace BluezoneTag.Simulator.Calibration;

/// <summary>What the two-tag procedure gave.</summary>
public sealed record CalibrationResult
{
    /// <summary>The two tags.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>Face to face, nearest first.</summary>
    public required IReadOnlyList<DistanceLevel> Levels { get; init; }

    /// <summary>Near threshold for tags, dBm.</summary>
    public required int TagRssiDbm { get; init; }

    /// <summary>Near threshold for phones, dBm: moved by half of what the tags' moved.</summary>
    public required int PhoneRssiDbm { get; init; }

    /// <summary>The line at 1.5 m, dBm.</summary>
    public required double LevelDbm { get; init; }

    /// <summary>Loss for each factor of ten in distance, dB.</summary>
    public required double SlopeDb { get; init; }

    /// <summary>Deviation of the distances about the line, dB.</summary>
    public required double DeviationDb { get; init; }

    /// <summary>Residual of the worst distance, dB.</summary>
    public required double WorstDb { get; init; }

    /// <summary>How much stronger the first tag hears the second than the other way round, dB.</summary>
    public required double DirectionDifferenceDb { get; init; }

    /// <summary>How much stronger on stands, dB, if measured.</summary>
    public double? StandGainDb { get; init; }

    /// <summary>How much weaker with one wearer turned by a quarter, dB, if measured.</summary>
    public double? SideLossDb { get; init; }

    /// <summary>How much weaker with one wearer's back to the other, dB, if measured.</summary>
    public double? BackLossDb { get; init; }

    /// <summary>Two standard deviations of the tag threshold, dB.</summary>
    public required double TagUncertaintyDb { get; init; }

    /// <summary>Two standard deviations of the phone threshold, dB.</summary>
    public required double PhoneUncertaintyDb { get; init; }

    /// <summary>The distances between which the true limit lies when the threshold is wrong by its uncertainty, metres.</summary>
    public (double From, double To) NearRange => (
        CalibrationFit.NearMetres * Math.Pow(10, -TagUncertaintyDb / SlopeDb),
        CalibrationFit.NearMetres * Math.Pow(10, TagUncertaintyDb / SlopeDb));

    /// <summary>The calibration file, dated <paramref name="day"/> (UTC days since 1970-01-01).</summary>
    public byte[] ToImage(int day) => Image(new CalibrationImage
    {
        TagRssiDbm = TagRssiDbm,
        PhoneRssiDbm = PhoneRssiDbm,
        SlopeDb = (int)Math.Round(SlopeDb),
        TagUncertaintyTenths = (int)Math.Ceiling(10 * TagUncertaintyDb),
        PhoneUncertaintyTenths = (int)Math.Ceiling(10 * PhoneUncertaintyDb),
        DistanceCount = Levels.Count,
        Day = day,
    });

    /// <summary>
    /// The file for the procedure itself: everything is near, so that every position gets into the log. Marked by 255
    /// distances and the largest uncertainty.
    /// </summary>
    public static byte[] MeasuringImage(int day) => Image(new CalibrationImage
    {
        TagRssiDbm = CalibrationImage.MinThresholdDbm,
        PhoneRssiDbm = CalibrationImage.MinThresholdDbm,
        SlopeDb = 20,
        TagUncertaintyTenths = CalibrationImage.MaxUncertaintyTenths,
        PhoneUncertaintyTenths = CalibrationImage.MaxUncertaintyTenths,
        DistanceCount = byte.MaxValue,
        Day = day,
    });

    /// <summary>A file with thresholds of one's own, for experiments.</summary>
    public static byte[] ImageWith(int tagRssiDbm, int phoneRssiDbm, int day) => Image(new CalibrationImage
    {
        TagRssiDbm = tagRssiDbm,
        PhoneRssiDbm = phoneRssiDbm,
        SlopeDb = 20,
        TagUncertaintyTenths = CalibrationImage.MaxUncertaintyTenths,
        PhoneUncertaintyTenths = CalibrationImage.MaxUncertaintyTenths,
        DistanceCount = CalibrationImage.MinDistanceCount,
        Day = day,
    });

    private static byte[] Image(CalibrationImage calibration)
    {
        byte[] bytes = new byte[CalibrationImage.Length];
        calibration.Write(bytes);
        return bytes;
    }
}
