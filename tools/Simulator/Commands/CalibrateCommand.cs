using System;
using System.CommandLine;
using System.Globalization;
using System.IO;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Simulator.Calibration;

namespace BluezoneTag.Simulator.Commands;

/// <summary>`calibrate`: measurements of two tags into the calibration file of their model (docs/proximity.md 4).</summary>
public static class CalibrateCommand
{
    private const double MaxOffsetDb = 30;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var measurements = new Argument<string?>("measurements") { Description = "CSV file of the two-tag procedure", HelpName = "MEASUREMENTS.csv", Arity = ArgumentArity.ZeroOrOne };
        Option<string?> output = Options.Text("--out", "Calibration file to write, normally calibration.bin");
        var date = new Option<string?>("--date") { Description = "UTC day of the measurement, as 2026-11-21 (otherwise today)", HelpName = "DAY" };
        var json = new Option<bool>("--json") { Description = "As JSON" };
        var measuring = new Option<bool>("--measuring") { Description = "Write the file under which the procedure itself is run: everything is near" };
        var simulate = new Option<bool>("--simulate") { Description = "Run the procedure with simulated tags, and a school day before and after it" };
        var study = new StudyOptions();
        var command = new Command("calibrate", "Near thresholds of a model of tag, from measurements with two of them.") { measurements, output, date, json, measuring, simulate };
        study.AddTo(command);
        command.SetAction(parsed => Failure.Guard(() =>
        {
            string? path = parsed.GetValue(measurements);
            bool isSimulated = parsed.GetValue(simulate);
            bool isMeasuring = parsed.GetValue(measuring);
            if ((path != null ? 1 : 0) + (isSimulated ? 1 : 0) + (isMeasuring ? 1 : 0) != 1)
            {
                throw new UserErrorException("Give one of: a file of measurements, --measuring, --simulate.", "See calibrate --help.");
            }

            if (isSimulated)
            {
                return CalibrateStudy.Run(study, parsed, parsed.GetValue(json));
            }

            int day = Day(parsed.GetValue(date));
            return isMeasuring ? WriteMeasuring(parsed.GetValue(output), day) : Calibrate(path!, parsed.GetValue(output), day, parsed.GetValue(json));
        }));
        return command;
    }

    /// <summary>Offsets and thresholds of a study, and the day that is lived through.</summary>
    public sealed class StudyOptions
    {
        private readonly Option<double[]> _offsets = new("--offset")
        {
            Description = $"With --simulate: tags of the model are so many dB stronger than assumed, -{MaxOffsetDb} to {MaxOffsetDb}; several may follow",
            HelpName = "DB",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [-8, 8],
        };

        private readonly Option<int[]> _thresholds = new("--threshold")
        {
            Description = "With --simulate: also the day under these near thresholds, dBm",
            HelpName = "DBM",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [],
        };

        private readonly Option<string?> _contacts = Options.Text("--contacts", "With --simulate: measured contacts; otherwise a made-up school");
        private readonly Option<int> _day = Options.Whole("--day", "Day of the contact file", 1, 1, 366);
        private readonly Option<int> _seed = Options.Whole("--seed", "Seed of all chance", 1, 0, int.MaxValue);

        /// <summary>Adds them to <paramref name="command"/>.</summary>
        public void AddTo(Command command)
        {
            foreach (Option option in new Option[] { _offsets, _thresholds, _contacts, _day, _seed })
            {
                command.Options.Add(option);
            }
        }

        /// <summary>Offsets, checked.</summary>
        public double[] Offsets(ParseResult parsed) => Checked(parsed.GetValue(_offsets)!, "--offset", -MaxOffsetDb, MaxOffsetDb);

        /// <summary>Thresholds, checked.</summary>
        public int[] Thresholds(ParseResult parsed) => Checked(parsed.GetValue(_thresholds)!, "--threshold", -85, -35);

        /// <summary>Contact file, if any.</summary>
        public string? Contacts(ParseResult parsed) => parsed.GetValue(_contacts);

        /// <summary>Day of it.</summary>
        public int Day(ParseResult parsed) => parsed.GetValue(_day);

        /// <summary>Seed.</summary>
        public ulong Seed(ParseResult parsed) => (ulong)parsed.GetValue(_seed);

        private static T[] Checked<T>(T[] values, string option, double low, double high)
            where T : IConvertible
        {
            foreach (T value in values)
            {
                double number = value.ToDouble(CultureInfo.InvariantCulture);
                if (!(number >= low && number <= high))
                {
                    throw new UserErrorException(string.Create(CultureInfo.InvariantCulture, $"{option} must be a number from {low} to {high}, not {number}."), "Leave it out for the usual ones.");
                }
            }

            return values;
        }
    }

    private static int Calibrate(string path, string? output, int day, bool isJson)
    {
        OutputFile file = Output(output);
        var files = new DistinctFiles();
        files.Add("the measurements", path);
        files.Add("--out", file.FullPath);
        CalibrationResult result = Fit(path);
        file.Write(temporary => WriteBytes(temporary, result.ToImage(day)));
        CalibrateReport.Write(result, file.FullPath, isJson);
        return 0;
    }

    private static int WriteMeasuring(string? output, int day)
    {
        OutputFile file = Output(output);
        file.Write(temporary => WriteBytes(temporary, CalibrationResult.MeasuringImage(day)));
        Console.WriteLine($"written: {file.FullPath}");
        Console.WriteLine("For the two tags of the procedure only: under it everything is near. Replace it afterwards, or a tag will call the whole room near.");
        return 0;
    }

    private static OutputFile Output(string? path)
    {
        return path == null
            ? throw new UserErrorException("--out is missing.", "Name the file to write, normally calibration.bin.")
            : new OutputFile(path, "--out");
    }

    private static CalibrationResult Fit(string path)
    {
        try
        {
            using var text = new StreamReader(path);
            return CalibrationFit.Fit(MeasurementFile.Read(text));
        }
        catch (CalibrationException exception)
        {
            throw new UserErrorException($"{path}: {exception.Message}", "No calibration was written.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"{path}: cannot be read ({exception.Message.TrimEnd('.')}).", "Name a CSV file.");
        }
    }

    private static int Day(string? text)
    {
        if (text == null)
        {
            return SlotTime.DayOf(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        }

        const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (!DateTimeOffset.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, Styles, out DateTimeOffset day) || day.Year is < 2020 or > 2140)
        {
            throw new UserErrorException($"--date: '{text}' is no day between 2020 and 2140.", "Write it as 2026-11-21.");
        }

        return SlotTime.DayOf(day.ToUnixTimeMilliseconds());
    }

    private static int WriteBytes(string path, byte[] bytes)
    {
        File.WriteAllBytes(path, bytes);
        return 0;
    }
}
