namespace BluezoneTag.Protocol.Contacts;

/// <summary>How far the tag's UTC could be trusted when something was written (docs/protocol.md 5.3).</summary>
public enum ClockTrust
{
    /// <summary>No UTC at all. Nothing is advertised in this state.</summary>
    Unset = 0,

    /// <summary>UTC carried over a restart, or older than the limit of <see cref="Synced"/>.</summary>
    Approximate = 1,

    /// <summary>Set from outside within the last seven days and not restarted since.</summary>
    Synced = 2,
}
