using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using BluezoneTag.Registry.Results;

namespace BluezoneTag.Registry.Holders;

/// <summary>Checks the rows of a roster, one by one and against each other.</summary>
internal sealed class RosterRowReader(RosterHeading heading, List<Problem> problems)
{
    private readonly Dictionary<uint, int> _lineOfNumber = [];
    private readonly Dictionary<(string, string), int> _lineOfName = [];

    /// <summary>The rows that are sound.</summary>
    public List<RosterRow> Rows { get; } = [];

    /// <summary>Adds a row, or what is wrong with it.</summary>
    public void Add(int line, string[] fields)
    {
        if (fields.Length != heading.Headings.Count)
        {
            problems.Add(new(RegistryError.RosterFieldCount, ("line", line), ("fields", fields.Length), ("wanted", heading.Headings.Count)));
            return;
        }

        int before = problems.Count;
        uint? number = Number(line, fields);
        string name = Text(line, fields, heading.Name);
        string group = heading.Group < 0 ? string.Empty : Text(line, fields, heading.Group);
        if (name.Length == 0)
        {
            problems.Add(new(RegistryError.RosterNameMissing, Place(line, heading.Name)));
        }

        CheckTwice(line, number, name, group);
        if (problems.Count == before)
        {
            Rows.Add(new RosterRow(number, name, group, line));
        }
    }

    private uint? Number(int line, string[] fields)
    {
        if (heading.Number < 0)
        {
            return null;
        }

        if (uint.TryParse(fields[heading.Number], NumberStyles.None, CultureInfo.InvariantCulture, out uint number) && number > 0)
        {
            return number;
        }

        problems.Add(new(RegistryError.RosterNumberInvalid, [.. Place(line, heading.Number), ("length", fields[heading.Number].Length)]));
        return null;
    }

    private string Text(int line, string[] fields, int column)
    {
        string text = VietnameseText.Compose(fields[column]);
        if (text.Length > RosterReader.MaxTextLength || text.Any(char.IsControl))
        {
            problems.Add(new(RegistryError.RosterTextInvalid, [.. Place(line, column), ("limit", RosterReader.MaxTextLength)]));
        }

        return text;
    }

    // Two of one name in a class do happen; only a number can tell them apart.
    private void CheckTwice(int line, uint? number, string name, string group)
    {
        if (number is uint known && !_lineOfNumber.TryAdd(known, line))
        {
            problems.Add(new(RegistryError.RosterNumberTwice, [.. Place(line, heading.Number), ("number", known), ("first", _lineOfNumber[known])]));
        }

        if (heading.Number < 0 && name.Length > 0 && !_lineOfName.TryAdd((name, group), line))
        {
            problems.Add(new(RegistryError.RosterNameTwice, [.. Place(line, heading.Name), ("first", _lineOfName[(name, group)])]));
        }
    }

    private (string, object)[] Place(int line, int column) => [("line", line), ("column", column + 1), ("heading", heading.Headings[column])];
}
