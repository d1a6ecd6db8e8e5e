using System.Collections.Generic;
using System.Globalization;
using BluezoneTag.Registry.Results;

namespace BluezoneTag.Registry.Labels;

/// <summary>A sheet of labels as it is sold. All measures in millimetres.</summary>
/// <param name="Name">As given on the command line.</param>
/// <param name="PageWidthMm">Width of the sheet.</param>
/// <param name="PageHeightMm">Height of the sheet.</param>
/// <param name="Columns">Labels side by side.</param>
/// <param name="Rows">Labels one above the other.</param>
/// <param name="LabelWidthMm">Width of a label.</param>
/// <param name="LabelHeightMm">Height of a label.</param>
/// <param name="LeftMm">From the left edge of the sheet to the first label.</param>
/// <param name="TopMm">From the top edge to the first label.</param>
/// <param name="GapAcrossMm">Between two labels side by side.</param>
/// <param name="GapDownMm">Between two labels one above the other.</param>
public sealed record LabelStock(
    string Name, double PageWidthMm, double PageHeightMm, int Columns, int Rows, double LabelWidthMm, double LabelHeightMm,
    double LeftMm, double TopMm, double GapAcrossMm = 0, double GapDownMm = 0)
{
    /// <summary>Width of A4.</summary>
    public const double A4WidthMm = 210;

    /// <summary>Height of A4.</summary>
    public const double A4HeightMm = 297;

    /// <summary>The smallest label that still holds a readable code.</summary>
    public const double MinWidthMm = 35;

    /// <summary>The smallest label that still holds a readable code.</summary>
    public const double MinHeightMm = 20;

    // Sheets are cut to a tenth of a millimetre at best.
    private const double ToleranceMm = 0.1;

    /// <summary>The sheets known by name; all A4.</summary>
    public static readonly IReadOnlyList<LabelStock> Known =
    [
        new("a4-21", A4WidthMm, A4HeightMm, 3, 7, 63.5, 38.1, 7.25, 15.15, 2.5, 0),
        new("a4-24", A4WidthMm, A4HeightMm, 3, 8, 70, 37, 0, 0.5),
        new("a4-40", A4WidthMm, A4HeightMm, 4, 10, 52.5, 29.7, 0, 0),
        new("a4-65", A4WidthMm, A4HeightMm, 5, 13, 38.1, 21.2, 4.75, 10.7, 2.5, 0),
    ];

    /// <summary>Labels on a sheet.</summary>
    public int PlacesPerSheet => Columns * Rows;

    /// <summary>What is wrong with the measures; null when the labels lie on the sheet and hold a code.</summary>
    public Problem? Fault()
    {
        double across = LeftMm + (Columns * LabelWidthMm) + ((Columns - 1) * GapAcrossMm);
        double down = TopMm + (Rows * LabelHeightMm) + ((Rows - 1) * GapDownMm);
        return Columns < 1 || Rows < 1 || LeftMm < 0 || TopMm < 0 || GapAcrossMm < 0 || GapDownMm < 0 || !double.IsFinite(across + down)
                ? new Problem(RegistryError.ValueInvalid, ("field", "stock"), ("value", Name))
            : across > PageWidthMm + ToleranceMm ? TooLarge("across", across, PageWidthMm)
            : down > PageHeightMm + ToleranceMm ? TooLarge("down", down, PageHeightMm)
            : LabelWidthMm < MinWidthMm || LabelHeightMm < MinHeightMm ? TooSmall()
            : null;
    }

    private static Problem TooLarge(string direction, double needed, double has) =>
        new(RegistryError.StockTooLarge, ("needed", Text(needed)), ("direction", direction), ("has", Text(has)));

    private static string Text(double mm) => mm.ToString("0.##", CultureInfo.InvariantCulture);

    private Problem TooSmall() => new(
        RegistryError.StockTooSmall, ("width", Text(LabelWidthMm)), ("height", Text(LabelHeightMm)), ("minWidth", Text(MinWidthMm)), ("minHeight", Text(MinHeightMm)));
}
