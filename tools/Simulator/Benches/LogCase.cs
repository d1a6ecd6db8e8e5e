using System.Globalization;

namespace BluezoneTag.Simulator.Benches;

/// <summary>One run of the fault bench: which scenario, on which level, cut where and how, and cut again where.</summary>
/// <param name="Scenario">Name of the scenario.</param>
/// <param name="IsOnBlocks">On the block model, or on files alone.</param>
/// <param name="Operation">Flash operation in which power goes, 1 for the first.</param>
/// <param name="Variant">What the cut leaves.</param>
/// <param name="SecondOperation">Operation after the start in which it goes again, 0 for never.</param>
/// <param name="Repeats">Times that it goes again at that place.</param>
public sealed record LogCase(string Scenario, bool IsOnBlocks, int Operation, int Variant, int SecondOperation, int Repeats = 1)
{
    private const int Parts = 6;

    /// <summary>The text that names it, for --case.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Scenario}:{(IsOnBlocks ? "blocks" : "files")}:{Operation}:{Variant}:{SecondOperation}:{Repeats}");

    /// <summary>Reads such a text. Null when it is none.</summary>
    public static LogCase? Parse(string text)
    {
        string[] parts = text.Split(':');
        int[] numbers = new int[Parts];
        for (int i = 2; i < Parts; i++)
        {
            if (parts.Length != Parts || !int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]))
            {
                return null;
            }
        }

        bool isKnown = LogScenarios.Find(parts[0]) != null && parts[1] is "blocks" or "files";
        return isKnown ? new LogCase(parts[0], parts[1] == "blocks", numbers[2], numbers[3], numbers[4], numbers[5]) : null;
    }
}
