namespace BluezoneTag.Protocol.Sync;

/// <summary>What a client can ask for (docs/protocol.md 8.6). The values are on the air.</summary>
public enum SyncOperation
{
    /// <summary>The tag's first word in a session; never a request.</summary>
    Welcome = 0,

    /// <summary>Cell, clock, versions.</summary>
    Status = 1,

    /// <summary>Event counters.</summary>
    Counters = 2,

    /// <summary>Contacts of the last 21 local days.</summary>
    Days = 3,

    /// <summary>How well the tag listened in the last eight local days.</summary>
    Coverage = 4,

    /// <summary>What the log holds and what is missing from it.</summary>
    Log = 5,

    /// <summary>The tag's own audit log.</summary>
    Audit = 6,

    /// <summary>Takes a mark of the tag's uptime.</summary>
    Mark = 16,

    /// <summary>Says what time it was at the mark.</summary>
    SetTime = 17,

    /// <summary>Makes the tag vibrate and blink.</summary>
    Find = 18,

    /// <summary>Reads the settings.</summary>
    Settings = 19,

    /// <summary>Changes the settings, signed by the authority.</summary>
    ChangeSettings = 20,

    /// <summary>Begins an exposure list.</summary>
    ListBegin = 32,

    /// <summary>A piece of an exposure list.</summary>
    ListChunk = 33,

    /// <summary>Ends an exposure list and asks for the verdict.</summary>
    ListEnd = 34,

    /// <summary>Reads the last verdict again.</summary>
    Verdict = 35,

    /// <summary>Asks the wearer to release days.</summary>
    AskRelease = 48,

    /// <summary>Hands over the health officer's code.</summary>
    ReleaseCode = 49,

    /// <summary>Reads released rows.</summary>
    ReadRelease = 50,

    /// <summary>Ends the release.</summary>
    EndRelease = 51,

    /// <summary>Asks the wearer to wipe.</summary>
    AskWipe = 56,

    /// <summary>Wipes.</summary>
    Wipe = 57,

    /// <summary>Reads the certificate of the wipe again.</summary>
    Certificate = 58,

    /// <summary>Ends the session and closes the window.</summary>
    Bye = 127,
}
