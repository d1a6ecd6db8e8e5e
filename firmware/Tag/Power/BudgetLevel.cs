namespace BluezoneTag.Tag.Power;

/// <summary>How much the budget permits, the most first. The order is stored (docs/protocol.md 5.10) and counted in.</summary>
public enum BudgetLevel
{
    /// <summary>Every slot of the schedule: twice as many while people meet, longer windows in a crowd.</summary>
    Crowd = 0,

    /// <summary>Every 20 s at most, windows of the usual length.</summary>
    Company = 1,

    /// <summary>Every 40 s at most.</summary>
    Alone = 2,

    /// <summary>Every 600 s at most. Always permitted: the radio never stops for the budget.</summary>
    Resting = 3,
}
