namespace BluezoneTag.Tag.Sync;

/// <summary>How far a client has come.</summary>
public enum SessionPhase
{
    /// <summary>Nobody has said Hello.</summary>
    Idle,

    /// <summary>The tag has answered a Hello and waits for the proof.</summary>
    Challenged,

    /// <summary>The client is authenticated.</summary>
    Open,
}
