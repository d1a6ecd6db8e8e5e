namespace BluezoneTag.Registry.Labels;

/// <summary>How a sheet is printed.</summary>
/// <param name="Stock">Which labels.</param>
public sealed record LabelSheetOptions(LabelStock Stock)
{
    /// <summary>First free place of the first sheet, from 1, row by row: a sheet that was begun is used up.</summary>
    public int FirstPlace { get; init; } = 1;

    /// <summary>How many sheets lie in the printer; more labels are refused. 0 is as many as needed.</summary>
    public int Sheets { get; init; }

    /// <summary>True to draw the edges of the labels, for cutting plain paper.</summary>
    public bool DrawsEdges { get; init; }

    /// <summary>TrueType file to print with; empty to look for one on this machine.</summary>
    public string FontPath { get; init; } = string.Empty;
}
