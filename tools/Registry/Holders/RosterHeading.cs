using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Registry.Results;

namespace BluezoneTag.Registry.Holders;

/// <summary>Which column of a roster means what. Headings are compared without case and marks, in Vietnamese and English.</summary>
internal sealed class RosterHeading
{
    private static readonly string[] NumberWords = ["number", "no", "no.", "holder", "so", "ma", "ma so", "so the", "ma hoc sinh", "ma nguoi deo"];
    private static readonly string[] NameWords = ["name", "full name", "ten", "ho ten", "ho va ten", "ho va ten hoc sinh", "ten hoc sinh"];
    private static readonly string[] GroupWords = ["class", "group", "lop", "nhom", "to", "don vi"];

    private RosterHeading(string[] headings)
    {
        Headings = headings;
        Number = IndexOf(NumberWords);
        Name = IndexOf(NameWords);
        Group = IndexOf(GroupWords);
    }

    /// <summary>The headings as they stand.</summary>
    public IReadOnlyList<string> Headings { get; }

    /// <summary>Column of the holder number, -1 when there is none.</summary>
    public int Number { get; }

    /// <summary>Column of the name.</summary>
    public int Name { get; }

    /// <summary>Column of the class, -1 when there is none.</summary>
    public int Group { get; }

    /// <summary>Headings of no use.</summary>
    public IReadOnlyList<string> Ignored => [.. Headings.Where((_, i) => i != Number && i != Name && i != Group)];

    /// <summary>Reads the first row of a file.</summary>
    public static Result<RosterHeading> Of(string[] headings, int line)
    {
        RosterHeading heading = new(headings);
        foreach (string[] words in (string[][])[NumberWords, NameWords, GroupWords])
        {
            int[] columns = [.. Enumerable.Range(0, headings.Length).Where(i => words.Contains(VietnameseText.Fold(headings[i])))];
            if (columns.Length > 1)
            {
                (string, object)[] facts = [("line", line), ("column", columns[1] + 1), ("first", headings[columns[0]]), ("second", headings[columns[1]])];
                return new Problem(RegistryError.RosterColumnTwice, facts);
            }
        }

        return heading.Name >= 0
            ? heading
            : new Problem(RegistryError.RosterColumnMissing, ("line", line), ("found", heading.Recognised), ("count", headings.Length), ("wanted", "name / họ và tên"));
    }

    // Not all headings: when the heading row was forgotten, they are a person.
    private string Recognised => string.Join(", ", new[] { Number, Group }.Where(column => column >= 0).Select(column => Headings[column]).DefaultIfEmpty("-"));

    private int IndexOf(string[] words)
    {
        for (int i = 0; i < Headings.Count; i++)
        {
            if (words.Contains(VietnameseText.Fold(Headings[i])))
            {
                return i;
            }
        }

        return -1;
    }
}
