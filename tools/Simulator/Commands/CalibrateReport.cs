using System;
using System.Globalization;
using System.Text.Json;
using BluezoneTag.Simulator.Calibration;

namespace BluezoneTag.Simulator.Commands;

/// <summary>Prints what a calibration gave.</summary>
public static class CalibrateReport
{
    /// <summary>Names in JSON as everywhere else.</summary>
    public static readonly JsonSerializerOptions Json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>To standard output.</summary>
    public static void Write(CalibrationResult result, string path, bool isJson)
    {
        if (isJson)
        {
            Console.WriteLine(JsonSerializer.Serialize(new { file = path, near = new { result.NearRange.From, result.NearRange.To }, calibration = result }, Json));
            return;
        }

        Console.WriteLine($"tags {result.Tags[0]} and {result.Tags[1]}, face to face");
        Console.WriteLine("   metres   dBm both ways   records");
        foreach (DistanceLevel level in result.Levels)
        {
            Line($"   {level.Metres,6:F2}   {level.FirstHearsDbm,6:F1} {level.SecondHearsDbm,6:F1}   {level.Records,7}");
        }

        Line($"level at 1.5 m      {result.LevelDbm:F1} dBm, falling {result.SlopeDb:F1} dB for each factor of ten");
        Line($"scatter             {result.DeviationDb:F1} dB about the line, worst {result.WorstDb:F1} dB");
        Line($"directions          differ by {result.DirectionDifferenceDb:F1} dB");
        Line($"on stands           {Decibels(result.StandGainDb)} stronger");
        Line($"turned, back        {Decibels(result.SideLossDb)}, {Decibels(result.BackLossDb)} weaker");
        Line($"near, tags          {result.TagRssiDbm} dBm +- {result.TagUncertaintyDb:F1} dB (two standard deviations): 1.5 m is {result.NearRange.From:F1} to {result.NearRange.To:F1} m");
        Line($"near, phones        {result.PhoneRssiDbm} dBm +- {result.PhoneUncertaintyDb:F1} dB: not measured, moved by half of what the tags' moved");
        Console.WriteLine($"written             {path}");
    }

    private static string Decibels(double? value) => value is { } known ? known.ToString("F1", CultureInfo.InvariantCulture) + " dB" : "not measured";

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
