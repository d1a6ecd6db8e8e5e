namespace BluezoneTag.Tag.Scheduling;

/// <summary>How often the radio works; the value is the mode's n: every n-th radio slot of 10 s.</summary>
public enum RadioMode
{
    /// <summary>Every 10 s, for two minutes: somebody new has come, and others may have come along.</summary>
    Meeting = 1,

    /// <summary>Every 20 s: there is company, or the wearer moves.</summary>
    Company = 2,

    /// <summary>Every 40 s: alone, or lying still beside others.</summary>
    Alone = 4,

    /// <summary>Every 600 s: lying still with nobody near, or at night.</summary>
    Resting = 60,
}
