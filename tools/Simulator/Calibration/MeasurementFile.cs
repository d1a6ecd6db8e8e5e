using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using BluezoneTag.Protocol.Contacts;
using CsvHelper;
using CsvHelper.Configuration;

namespace BluezoneTag.Simulator.Calibration;

/// <summary>Reads the CSV file of the two-tag procedure (docs/proximity.md 4) and refuses what no tag can have measured.</summary>
public static class MeasurementFile
{
    /// <summary>Columns that must be there, in any order; others are passed over.</summary>
    public static readonly string[] Columns =
        ["receiver", "sender", "distance_m", "placement", "sightings", "mean_rssi_dbm", "strongest_rssi_dbm"];

    /// <summary>Fewest sightings of a record; a record of a part of a slot has less.</summary>
    public const int MinSightings = 8;

    private const double MinMetres = 0.2;
    private const double MaxMetres = 10;
    private const int MaxRows = 10000;

    /// <summary>All rows. Throws <see cref="CalibrationException"/> with the line and what to do.</summary>
    public static List<Measurement> Read(TextReader text)
    {
        var settings = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            TrimOptions = TrimOptions.Trim,
            PrepareHeaderForMatch = header => header.Header.Trim().ToLowerInvariant(),
        };
        using var csv = new CsvReader(text, settings);
        try
        {
            return ReadRows(csv);
        }
        catch (CsvHelperException exception)
        {
            throw new CalibrationException($"Line {csv.Parser.RawRow}: not readable as CSV ({exception.GetType().Name}).", "Export it again, comma-separated, with a decimal point.");
        }
    }

    private static List<Measurement> ReadRows(CsvReader csv)
    {
        if (!csv.Read() || !csv.ReadHeader())
        {
            throw new CalibrationException("The file is empty.", $"Its first line names the columns: {string.Join(",", Columns)}.");
        }

        string[] header = csv.HeaderRecord!.Select(name => name.Trim().ToLowerInvariant()).ToArray();
        string[] missing = Columns.Except(header).ToArray();
        if (missing.Length > 0)
        {
            throw new CalibrationException($"Line 1: no column {string.Join(", ", missing)}.", $"The first line must name: {string.Join(",", Columns)}.");
        }

        var rows = new List<Measurement>();
        while (csv.Read())
        {
            if (rows.Count == MaxRows)
            {
                throw new CalibrationException($"More than {MaxRows} rows.", "Keep the records of this procedure only.");
            }

            rows.Add(Row(csv));
        }

        return rows;
    }

    private static Measurement Row(CsvReader csv)
    {
        int line = csv.Parser.RawRow;
        var row = new Measurement(
            line,
            Name(csv, line, "receiver"),
            Name(csv, line, "sender"),
            Number(csv, line, "distance_m", MinMetres, MaxMetres, "metres between the tags; not centimetres"),
            PlacementOf(csv, line),
            (int)Number(csv, line, "sightings", MinSightings, ContactRecord.MaxCount, "sightings of a whole slot; leave out slots in which the position changed"),
            Rssi(csv, line, "mean_rssi_dbm"),
            Rssi(csv, line, "strongest_rssi_dbm"));
        Require(row.Receiver != row.Sender, line, "receiver and sender are the same tag", "One row is what one tag heard of the other.");
        Require(row.Sightings == Number(csv, line, "sightings", MinSightings, ContactRecord.MaxCount, "a count"), line, "sightings is not a whole number", "Take it from the log record.");
        Require(row.StrongestRssiDbm >= row.MeanRssiDbm, line, "the strongest RSSI is weaker than the mean", "Are the two columns swapped?");
        return row;
    }

    // A record cannot say more or less than its limits, so a value on a limit is no measurement.
    private static double Rssi(CsvReader csv, int line, string column) => Number(
        csv, line, column, ContactRecord.MinRssiDbm + 1, ContactRecord.MaxRssiDbm - (column == "mean_rssi_dbm" ? 1 : 0), "dBm as in the log record, a negative number");

    private static string Name(CsvReader csv, int line, string column)
    {
        string name = csv.GetField(column) ?? string.Empty;
        Require(name.Length is > 0 and <= 40, line, $"{column} is empty or too long", "Write the serial number of the tag.");
        return name;
    }

    private static Placement PlacementOf(CsvReader csv, int line)
    {
        string text = csv.GetField("placement") ?? string.Empty;
        foreach (Placement one in Enum.GetValues<Placement>())
        {
            if (string.Equals(one.ToString(), text, StringComparison.OrdinalIgnoreCase))
            {
                return one;
            }
        }

        throw new CalibrationException($"Line {line}: placement '{text}'.", "It is facing, side, back or stand.");
    }

    private static double Number(CsvReader csv, int line, string column, double low, double high, string meaning)
    {
        string text = csv.GetField(column) ?? string.Empty;
        bool isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value);
        Require(isNumber && value >= low && value <= high, line, $"{column} is '{text}'", string.Create(CultureInfo.InvariantCulture, $"It must be a number from {low} to {high}: {meaning}."));
        return value;
    }

    private static void Require(bool isRight, int line, string what, string next)
    {
        if (!isRight)
        {
            throw new CalibrationException($"Line {line}: {what}.", next);
        }
    }
}
