namespace BluezoneTag.Tag.Power;

/// <summary>Why the radio works less often than the schedule wants. The value is stored (docs/protocol.md 5.10).</summary>
public enum StretchReason
{
    /// <summary>It does not: the wanted mode is in force.</summary>
    None = 0,

    /// <summary>The rest of the day's charge would not last otherwise.</summary>
    DayBudget = 1,

    /// <summary>The cell is nearly empty.</summary>
    LowCell = 2,
}
