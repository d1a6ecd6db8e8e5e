using System;
using System.IO;
using BluezoneTag.Hardware.Tests.Sheets;
using BluezoneTag.Hardware.Tests.Tables;

namespace BluezoneTag.Hardware.Tests.Support;

/// <summary>The committed files of the hardware, by their names in the repository.</summary>
public static class HardwareFiles
{
    public const string SheetName = "hardware/schematics/tag.kicad_sch";
    public const string BomName = "hardware/bom.csv";
    public const string PinMapName = "hardware/pinmap.csv";
    public const string BudgetName = "hardware/power-budget.csv";
    public const string BoardsName = "firmware/Tag/Device/Boards";

    public static string Root { get; } = FindRoot();

    public static string SheetText { get; } = Read(SheetName);

    public static string PathOf(string name) => Path.Combine(Root, name.Replace('/', Path.DirectorySeparatorChar));

    public static string Read(string name) => File.ReadAllText(PathOf(name));

    public static Sheet Sheet() => SheetReader.Read(SheetName, SheetText);

    public static CsvTable Bom(string? text = null) =>
        CsvTable.Read(BomName, text ?? Read(BomName), "refs", "qty", "value", "part", "mpn", "alternative", "footprint", "dnp", "sleep_ua", "note");

    public static CsvTable PinMap(string? text = null) => CsvTable.Read(PinMapName, text ?? Read(PinMapName), "board", "net", "constant", "gpio", "pin", "note");

    public static CsvTable Budget(string? text = null) =>
        CsvTable.Read(BudgetName, text ?? Read(BudgetName), "ref", "part", "sleep_typ_ua", "sleep_max_ua", "active_ma", "active_when", "source");

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder != null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "BluezoneTag.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No BluezoneTag.sln above {AppContext.BaseDirectory}.");
    }
}
