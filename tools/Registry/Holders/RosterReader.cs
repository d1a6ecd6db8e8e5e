using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using BluezoneTag.Registry.Results;
using CsvHelper;
using CsvHelper.Configuration;

namespace BluezoneTag.Registry.Holders;

/// <summary>
/// Reads a roster: CSV with a heading row, separated by comma, semicolon or tab. Every fault of the file is reported with its
/// line and column, not only the first; a file with a fault gives no rows.
/// </summary>
public static class RosterReader
{
    /// <summary>Longest name, and longest class, in characters.</summary>
    public const int MaxTextLength = 100;

    /// <summary>Largest file that is read, bytes: a school is a thousandth of it.</summary>
    public const int MaxFileLength = 50_000_000;

    /// <summary>Reads a file.</summary>
    public static Result<Roster> ReadFile(string path)
    {
        try
        {
            return new FileInfo(path).Length <= MaxFileLength
                ? Read(File.ReadAllBytes(path))
                : new Problem(RegistryError.FileUnreadable, ("path", path), ("detail", $"longer than {MaxFileLength} bytes"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Problem(RegistryError.FileUnreadable, ("path", path), ("detail", e.Message));
        }
    }

    /// <summary>Reads the bytes of a file.</summary>
    public static Result<Roster> Read(ReadOnlySpan<byte> bytes)
    {
        Result<string> text = RosterText.Decode(bytes);
        return text.IsOk ? ReadText(text.Value) : Result<Roster>.Failed(text.Problems);
    }

    private static Result<Roster> ReadText(string text)
    {
        List<Problem> problems = [];
        List<(int Line, string[] Fields)> records = Records(text, problems);
        if (problems.Count > 0)
        {
            return Result<Roster>.Failed(problems);
        }

        if (records.Count < 2)
        {
            return new Problem(RegistryError.RosterEmpty, ("line", records.Count == 0 ? 1 : records[0].Line));
        }

        Result<RosterHeading> heading = RosterHeading.Of([.. records[0].Fields.Select(VietnameseText.Compose)], records[0].Line);
        return heading.IsOk ? ReadRows(heading.Value, records.Skip(1), problems) : Result<Roster>.Failed(heading.Problems);
    }

    private static Result<Roster> ReadRows(RosterHeading heading, IEnumerable<(int Line, string[] Fields)> records, List<Problem> problems)
    {
        RosterRowReader reader = new(heading, problems);
        foreach ((int line, string[] fields) in records)
        {
            reader.Add(line, fields);
        }

        return problems.Count > 0 ? Result<Roster>.Failed(problems) : new Roster(reader.Rows, heading.Ignored);
    }

    // Records with the line on which each begins. Lines of blanks and separators only, as spreadsheets leave at the end, are passed over.
    private static List<(int, string[])> Records(string text, List<Problem> problems)
    {
        CsvConfiguration configuration = new(CultureInfo.InvariantCulture)
        {
            Delimiter = Delimiter(text),
            IgnoreBlankLines = false,
            TrimOptions = TrimOptions.Trim,
            BadDataFound = bad => problems.Add(new(RegistryError.RosterQuote, ("line", bad.Context.Parser!.RawRow), ("column", Position(bad)))),
        };
        using CsvParser parser = new(new StringReader(text), configuration);
        List<(int, string[])> records = [];
        int line = 1;
        while (parser.Read())
        {
            // Count and Record read the fields, and with them the faults.
            if (parser.Record is { } fields && fields.Any(field => field.Length > 0))
            {
                records.Add((line, fields));
            }

            line = parser.RawRow + 1;
        }

        return records;
    }

    // Character of the line at which the field with the fault begins, from 1.
    private static int Position(BadDataFoundArgs bad) => Math.Max(bad.RawRecord.IndexOf(bad.Field, StringComparison.Ordinal), 0) + 1;

    private static string Delimiter(string text)
    {
        string heading = text.Split('\n', 2)[0];
        return new[] { ",", ";", "\t" }.MaxBy(one => heading.Split(one).Length)!;
    }
}
