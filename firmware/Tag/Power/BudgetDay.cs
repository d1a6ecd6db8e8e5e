namespace BluezoneTag.Tag.Power;

/// <summary>One local day on the uptime scale: what was spent in it and when it ends. A plain carrier of the meter.</summary>
public sealed class BudgetDay
{
    /// <summary>Charge spent since the day began, nanocoulombs.</summary>
    public long SpentNanocoulombs;

    /// <summary>Uptime in milliseconds at which it ends.</summary>
    public long EndsAtMs;

    /// <summary>Whether it counts.</summary>
    public bool IsOpen;

    /// <summary>Charge spent since the day began, microcoulombs.</summary>
    public long SpentMicrocoulombs
    {
        get { return SpentNanocoulombs / 1000; }
    }
}
