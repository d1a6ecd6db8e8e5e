using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Simulator.Calibration;
using BluezoneTag.Simulator.People;

namespace BluezoneTag.Simulator.Commands;

/// <summary>
/// `calibrate --simulate`: a model of tag that is stronger or weaker than assumed lives through a day with the default
/// thresholds, is calibrated by the simulated procedure, and lives through the same day again.
/// </summary>
public static class CalibrateStudy
{
    /// <summary>Runs and prints; the exit code.</summary>
    public static int Run(CalibrateCommand.StudyOptions options, ParseResult parsed, bool isJson)
    {
        double[] offsets = options.Offsets(parsed);
        int[] thresholds = options.Thresholds(parsed);
        ulong seed = options.Seed(parsed);
        ContactTrace trace = Trace(options.Contacts(parsed), options.Day(parsed), seed);
        using var interrupt = new Interrupt();
        var rows = new List<NearStudyRow>();
        void Add(NearStudyRow row)
        {
            rows.Add(row);
            if (!isJson)
            {
                Print(row, rows.Count == 1);
            }
        }

        NearStudyRow Day(double offset, byte[]? file, string tags) => NearStudy.Run(trace, seed, offset, file, tags, interrupt.ThrowIfRequested);
        Add(Day(0, null, "as assumed"));
        foreach (int threshold in thresholds)
        {
            byte[] file = CalibrationResult.ImageWith(threshold, ProximityRule.NearPhoneRssiDbm, SimulatedProcedure.Day);
            Add(Day(0, file, "threshold"));
        }

        foreach (double offset in offsets)
        {
            Add(Day(offset, null, "default"));
            Add(Day(offset, Calibrated(seed, offset), "calibrated"));
        }

        if (isJson)
        {
            Console.WriteLine(JsonSerializer.Serialize(new { replay = Replay.CommandLine(), days = rows }, CalibrateReport.Json));
        }
        else
        {
            Console.WriteLine($"again: {Replay.CommandLine()}");
        }

        return 0;
    }

    private static byte[] Calibrated(ulong seed, double offset)
    {
        try
        {
            return CalibrationFit.Fit(SimulatedProcedure.Run(seed, offset)).ToImage(SimulatedProcedure.Day);
        }
        catch (CalibrationException exception)
        {
            throw new UserErrorException($"The simulated procedure at {offset} dB: {exception.Message}", "Take an offset nearer to 0.");
        }
    }

    private static ContactTrace Trace(string? path, int day, ulong seed)
    {
        if (path != null && (string.IsNullOrWhiteSpace(path) || Directory.Exists(path)))
        {
            throw new UserErrorException($"--contacts: '{path}' is no file.", "Name a contact file, or leave the option out for a made-up school.");
        }

        return path == null ? SchoolGenerator.Generate(seed) : ContactFile.Read(path, day);
    }

    private static void Print(NearStudyRow row, bool isFirst)
    {
        if (isFirst)
        {
            Console.WriteLine("                                near sightings     15 minutes near    duration error    recall/precision when so many minutes are claimed");
            Console.WriteLine("tags         offset threshold    true   false    recall precision   median    95 %    " + string.Join("  ", row.Claims.Select(claim => $"{claim.Minutes,9}")));
        }

        string claims = string.Join("  ", row.Claims.Select(claim => string.Create(CultureInfo.InvariantCulture, $"{claim.Recall:F2}/{claim.Precision:F2}")));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{row.Tags,-12} {row.OffsetDb,4:F0} dB   {row.ThresholdDbm,4} dBm   {row.TrueNear,5:F3}   {row.FalseNear,5:F3}     {row.Recall,5:F3}     {row.Precision,5:F3}  {row.MedianErrorSeconds,5:F0} s {row.P95ErrorSeconds,6:F0} s    {claims}"));
    }
}
