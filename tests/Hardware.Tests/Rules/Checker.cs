using System.Collections.Generic;
using BluezoneTag.Hardware.Tests.Sheets;
using BluezoneTag.Hardware.Tests.Tables;

namespace BluezoneTag.Hardware.Tests.Rules;

/// <summary>All rules over one sheet and its tables.</summary>
public static class Checker
{
    public static IReadOnlyList<Finding> Check(Sheet sheet, CsvTable bom, CsvTable map)
    {
        Board board = new(sheet);
        return
        [
            .. ConnectionRules.Of(board),
            .. SupplyRules.Of(board),
            .. SignalRules.Of(board),
            .. PathRules.Of(board),
            .. BomRules.Of(board, bom),
            .. PinMapRules.Of(board, map),
        ];
    }
}
