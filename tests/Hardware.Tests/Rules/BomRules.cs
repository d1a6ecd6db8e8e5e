using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Hardware.Tests.Sheets;
using BluezoneTag.Hardware.Tests.Tables;

namespace BluezoneTag.Hardware.Tests.Rules;

/// <summary>Every part can be ordered, and bom.csv lists exactly the parts of the sheet.</summary>
public static class BomRules
{
    private static readonly (string Field, string Column)[] Equal = [("Value", "value"), ("MPN", "mpn"), ("Footprint", "footprint"), ("DNP", "dnp")];

    public static IEnumerable<Finding> Of(Board board, CsvTable bom) => Fields(board).Concat(Lines(bom)).Concat(Compare(board, bom));

    private static IEnumerable<Finding> Fields(Board board) =>
        from part in board.RealParts
        from field in part.IsInBom ? new[] { "Value", "Footprint", "MPN" } : ["Value", "Footprint"]
        where part.Field(field).Length == 0
        select board.Of(part, "fields", $"{part.Reference} has no {field}");

    private static IEnumerable<Finding> Lines(CsvTable bom) =>
        from row in bom.Rows
        from message in Problems(row)
        select new Finding(row.File, row.Position, "bom", $"{row["refs"]}: {message}");

    private static IEnumerable<string> Problems(CsvRow row)
    {
        foreach (string column in new[] { "refs", "value", "part", "mpn", "alternative", "footprint", "sleep_ua" }.Where(column => string.IsNullOrWhiteSpace(row[column])))
        {
            yield return $"{column} is empty";
        }

        if (row.Whole("qty") != References(row).Length)
        {
            yield return $"qty {row["qty"]} but {References(row).Length} references";
        }

        if (row["dnp"] is not ("" or "DNP"))
        {
            yield return $"dnp '{row["dnp"]}' is neither empty nor DNP";
        }
    }

    private static IEnumerable<Finding> Compare(Board board, CsvTable bom)
    {
        Dictionary<string, CsvRow> rows = [];
        foreach (CsvRow row in bom.Rows)
        {
            foreach (string reference in References(row))
            {
                if (!rows.TryAdd(reference, row))
                {
                    yield return new Finding(row.File, row.Position, "bom", $"{reference} is on two lines");
                }
                else if (board.Find(reference) is not Part part || !part.IsInBom)
                {
                    yield return new Finding(row.File, row.Position, "bom", $"{reference} is not on the sheet");
                }
            }
        }

        foreach (Part part in board.RealParts.Where(part => part.IsInBom))
        {
            if (!rows.TryGetValue(part.Reference, out CsvRow? row))
            {
                yield return board.Of(part, "bom", $"{part.Reference} is not in {bom.File}");
                continue;
            }

            foreach ((string field, string column) in Equal.Where(pair => part.Field(pair.Field) != row[pair.Column]))
            {
                yield return new Finding(row.File, row.Position, "bom", $"{part.Reference}: {column} is '{row[column]}', on the sheet '{part.Field(field)}'");
            }
        }
    }

    private static string[] References(CsvRow row) => row["refs"].Split(' ', System.StringSplitOptions.RemoveEmptyEntries);
}
