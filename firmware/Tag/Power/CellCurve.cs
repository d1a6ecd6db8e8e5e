namespace BluezoneTag.Tag.Power;

/// <summary>
/// What is left in a lithium cell, from its voltage: a typical open-circuit curve (docs/simulation.md 5) read 30 mV low,
/// for the meter's error. Load lowers the reading too, so the answer errs on the empty side.
/// </summary>
public static class CellCurve
{
    /// <summary>Taken off each reading, millivolts.</summary>
    public const int ToleranceMillivolts = 30;

    /// <summary>Per mille of the capacity that stay in the cell when <see cref="BatteryMonitor"/> switches the radio off.</summary>
    public const int UnusablePermille = 89;

    private const int StepPermille = 100;

    // Open-circuit millivolts at 0, 100, ... 1000 per mille.
    private static readonly ushort[] Millivolts = { 3000, 3450, 3600, 3680, 3740, 3770, 3800, 3860, 3950, 4050, 4180 };

    /// <summary>Per mille of the capacity left, 0..1000, at a reading of <paramref name="cellMillivolts"/>.</summary>
    public static int PermilleLeft(int cellMillivolts)
    {
        int millivolts = cellMillivolts - ToleranceMillivolts;
        int step = 0;
        while (step < Millivolts.Length - 1 && millivolts >= Millivolts[step + 1])
        {
            step++;
        }

        if (step == Millivolts.Length - 1)
        {
            return StepPermille * step;
        }

        int above = millivolts - Millivolts[step];
        return above < 0 ? 0 : (StepPermille * step) + (StepPermille * above / (Millivolts[step + 1] - Millivolts[step]));
    }

    /// <summary>Per mille of the capacity that the radio may still use, 0..911.</summary>
    public static int PermilleUsable(int cellMillivolts)
    {
        int usable = PermilleLeft(cellMillivolts) - UnusablePermille;
        return usable > 0 ? usable : 0;
    }
}
