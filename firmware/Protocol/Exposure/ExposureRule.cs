namespace BluezoneTag.Protocol.Exposure;

/// <summary>
/// From how much on a match is an exposure, in one place and with a version that lists and verdicts carry (docs/protocol.md 9.6).
/// Near time itself is that of <see cref="Contacts.ProximityRule"/>.
/// </summary>
public static class ExposureRule
{
    /// <summary>Version of the rule below.</summary>
    public const int Version = 1;

    /// <summary>Seconds near one listed person within one local day that make an exposure.</summary>
    public const int MinNearSeconds = 900;

    /// <summary>
    /// An id may be heard so long before or after its slot and still match, flagged as stale: phones change theirs up to 150 s
    /// late, milliseconds.
    /// </summary>
    public const int StaleMs = 180000;

    /// <summary>The most seconds of a day that are told apart; more is stored as this.</summary>
    public const int MaxNearSeconds = 65535;

    /// <summary>Level of a list of people who are ill.</summary>
    public const int ListOfF0 = 0;

    /// <summary>Level of a list of people who met somebody who is ill.</summary>
    public const int ListOfF1 = 1;

    /// <summary>Level of a verdict: no exposure.</summary>
    public const int None = 0;

    /// <summary>Level of a verdict: met an F0.</summary>
    public const int F1 = 1;

    /// <summary>Level of a verdict: met an F1.</summary>
    public const int F2 = 2;

    /// <summary>The verdict that a match with a list of <paramref name="listLevel"/> gives.</summary>
    public static int LevelOf(int listLevel)
    {
        return listLevel + 1;
    }
}
