using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Linq;

namespace BluezoneTag.Simulator.People;

/// <summary>
/// Reads face-to-face contacts in the format of the SocioPatterns collaboration: tab or space separated columns time (s),
/// person, person, class, class, with or without a header line, plain or gzip. A row says that the pair was in contact
/// during the 20 s that end at its time. Rows must be in order of time.
/// </summary>
public sealed class ContactFile
{
    /// <summary>Persons in one file at the most: more is not a school but a mistake.</summary>
    public const int MaxPersons = 2000;

    private const int DaySeconds = 86400;
    private static readonly string[] ColumnNames = ["time", "id1", "id2", "c1", "c2"];
    private static readonly char[] Separators = ['\t', ' ', ','];

    private readonly string _path;
    private readonly Dictionary<int, string> _groups = new();
    private readonly List<(int Time, int First, int Second)> _rows = new();
    private int[] _columns = [0, 1, 2, 3, 4];
    private int _line;
    private int _lastTime;

    private ContactFile(string path)
    {
        _path = path;
    }

    /// <summary>
    /// Day <paramref name="day"/> (1 for the first 86,400 s) of the file. Throws <see cref="ContactFileException"/> for
    /// anything that is not a usable contact file.
    /// </summary>
    public static ContactTrace Read(string path, int day)
    {
        var file = new ContactFile(path);
        try
        {
            file.ReadRows();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new ContactFileException(
                $"{path}: cannot be read ({exception.Message.TrimEnd('.')}). Check the path and that it is a contact file, plain or gzip.", exception);
        }

        return file.BuildTrace(day);
    }

    private static bool IsGzip(Stream stream)
    {
        int first = stream.ReadByte();
        int second = stream.ReadByte();
        stream.Position = 0;
        return first == 0x1F && second == 0x8B;
    }

    // The decompressor takes a file that ends in the middle for a short one; its last four bytes tell the true length.
    private static MemoryStream Decompress(Stream raw)
    {
        var content = new MemoryStream();
        using (var gzip = new GZipStream(raw, CompressionMode.Decompress, leaveOpen: true))
        {
            gzip.CopyTo(content);
        }

        byte[] length = new byte[4];
        raw.Seek(-length.Length, SeekOrigin.End);
        raw.ReadExactly(length);
        if (BinaryPrimitives.ReadUInt32LittleEndian(length) != (uint)content.Length)
        {
            throw new InvalidDataException("the compressed file is cut short");
        }

        content.Position = 0;
        return content;
    }

    private void ReadRows()
    {
        using FileStream raw = File.OpenRead(_path);
        using Stream stream = IsGzip(raw) ? Decompress(raw) : raw;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } text)
        {
            _line++;
            string[] fields = text.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length > 0 && !(_line == 1 && TryReadHeader(fields)))
            {
                ReadRow(fields);
            }
        }
    }

    private bool TryReadHeader(string[] fields)
    {
        if (int.TryParse(fields[0], NumberStyles.Integer, CultureInfo.InvariantCulture, out _))
        {
            return false;
        }

        string[] names = fields.Select(field => field.Trim('#', '"').ToLowerInvariant()).ToArray();
        string[] missing = ColumnNames.Where(name => !names.Contains(name)).ToArray();
        if (missing.Length > 0)
        {
            throw Error($"column {string.Join(", ", missing)} is missing from the header", "A contact file has the columns Time, id1, id2, c1, c2.");
        }

        _columns = ColumnNames.Select(name => Array.IndexOf(names, name)).ToArray();
        return true;
    }

    private void ReadRow(string[] fields)
    {
        if (fields.Length <= _columns.Max())
        {
            throw Error($"{fields.Length} columns where {_columns.Max() + 1} are needed", "A row has the columns Time, id1, id2, c1, c2.");
        }

        int time = ReadNumber(fields[_columns[0]], "time", 0, 366 * DaySeconds);
        int first = ReadNumber(fields[_columns[1]], "person number", 0, int.MaxValue);
        int second = ReadNumber(fields[_columns[2]], "person number", 0, int.MaxValue);
        if (time < _lastTime)
        {
            throw Error($"time {time} comes after {_lastTime}", "Sort the file by its first column (sort -n).");
        }

        if (first == second)
        {
            throw Error($"person {first} is in contact with itself", "Remove the row.");
        }

        _lastTime = time;
        NoteGroup(first, fields[_columns[3]]);
        NoteGroup(second, fields[_columns[4]]);
        _rows.Add((time, first, second));
    }

    private int ReadNumber(string text, string what, int low, int high)
    {
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) || value < low || value > high)
        {
            throw Error($"'{text}' is no {what}", $"It must be a whole number from {low} to {high}.");
        }

        return value;
    }

    private void NoteGroup(int person, string group)
    {
        if (!_groups.TryAdd(person, group) && _groups[person] != group)
        {
            throw Error($"person {person} is in class {group} here and was in {_groups[person]} before", "Give each person one class.");
        }

        if (_groups.Count > MaxPersons)
        {
            throw Error($"more than {MaxPersons} persons", "Take a smaller file; the simulator is made for one school.");
        }
    }

    private ContactFileException Error(string what, string next)
    {
        return new ContactFileException($"{_path}({_line}): {what}. {next}");
    }

    private ContactTrace BuildTrace(int day)
    {
        int dayStart = (day - 1) * DaySeconds;
        List<(int Time, int First, int Second)> rows = _rows.Where(row => row.Time / DaySeconds == day - 1).ToList();
        if (rows.Count == 0)
        {
            if (_rows.Count == 0)
            {
                throw new ContactFileException($"{_path}: no rows, 0 rows on 0 days. A contact file has rows of Time, id1, id2, c1, c2.");
            }

            int days = _rows.Select(row => row.Time / DaySeconds).Distinct().Count();
            throw new ContactFileException($"{_path}: no rows for day {day}; the file has {_rows.Count} rows on {days} days. Choose another --day.");
        }

        // Everybody in the file wears a tag, also who met nobody on this day.
        int[] ids = _groups.Keys.Order().ToArray();
        Dictionary<int, int> numbers = ids.Select((id, number) => (id, number)).ToDictionary(pair => pair.id, pair => pair.number);
        int start = rows[0].Time - ContactTrace.StepSeconds;
        int steps = (rows[^1].Time - start + ContactTrace.StepSeconds - 1) / ContactTrace.StepSeconds;
        var trace = new ContactTrace(ids.Select(id => new Person(id, _groups[id])).ToArray(), start - dayStart, steps);
        foreach ((int time, int first, int second) in rows)
        {
            trace.Add(numbers[first], numbers[second], (time - start - 1) / ContactTrace.StepSeconds);
        }

        trace.Freeze();
        return trace;
    }
}
