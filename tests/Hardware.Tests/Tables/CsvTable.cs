using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace BluezoneTag.Hardware.Tests.Tables;

/// <summary>A small table with a heading line. Fields may be quoted; no field spans lines.</summary>
public sealed class CsvTable
{
    private CsvTable(string file, IReadOnlyList<CsvRow> rows) => (File, Rows) = (file, rows);

    public string File { get; }

    public IReadOnlyList<CsvRow> Rows { get; }

    /// <summary>Throws <see cref="HardwareFormatException"/> when the heading or the number of fields is another.</summary>
    public static CsvTable Read(string file, string text, params string[] heading)
    {
        string[] lines = text.TrimEnd('\n').Split('\n');
        if (lines[0] != string.Join(',', heading))
        {
            throw new HardwareFormatException(file, 1, $"the heading is not '{string.Join(',', heading)}'");
        }

        List<CsvRow> rows = [];
        for (int index = 1; index < lines.Length; index++)
        {
            if (lines[index].Count(c => c == '"') % 2 != 0)
            {
                throw new HardwareFormatException(file, index + 1, "a quoted field is not closed");
            }

            string[] fields = [.. Split(lines[index])];
            if (fields.Length != heading.Length)
            {
                throw new HardwareFormatException(file, index + 1, $"{fields.Length} fields instead of {heading.Length}");
            }

            rows.Add(new CsvRow(file, index + 1, heading.Zip(fields).ToDictionary(pair => pair.First, pair => pair.Second)));
        }

        return new CsvTable(file, rows);
    }

    private static IEnumerable<string> Split(string line)
    {
        StringBuilder field = new();
        bool isQuoted = false;
        foreach (char c in line)
        {
            if (c == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (c == ',' && !isQuoted)
            {
                yield return field.ToString();
                field.Clear();
            }
            else
            {
                field.Append(c);
            }
        }

        yield return field.ToString();
    }
}

/// <summary>One line of a <see cref="CsvTable"/>.</summary>
public sealed record CsvRow(string File, int Line, IReadOnlyDictionary<string, string> Fields)
{
    public string this[string column] => Fields[column];

    public string Position => $"line {Line}";

    public int Whole(string column) =>
        int.TryParse(this[column], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) ? value : throw NotANumber(column);

    public double Number(string column) =>
        double.TryParse(this[column], NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : throw NotANumber(column);

    private HardwareFormatException NotANumber(string column) => new(File, Line, $"{column} '{this[column]}' is not a number");
}
