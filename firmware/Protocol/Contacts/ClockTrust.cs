namespace BluezoneTag.Protocol.Contacts;

/// <summary>How far the tag's UTC could be trusted when something was written (docs/protocol.md 5.3).</summary>
public enum ClockTrust
{
    /// <summary>No UTC at all. Nothing is advertised in this state.</summary>
    Unset = 0,

    /// <summary>UTC is there, but was last set more than seven days ago, or nobody knows when.</summary>
    Approximate = 1,

    /// <summary>Set from outside within the last seven days.</summary>
    Synced = 2,
}
