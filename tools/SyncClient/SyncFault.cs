namespace BluezoneTag.SyncClient;

/// <summary>
/// Why something did not work: the tag's status codes (docs/protocol.md 8.7), under their own numbers, and what only the client can notice.
/// Each has a sentence in <see cref="SyncTexts"/>.
/// </summary>
public enum SyncFault
{
    /// <summary>The tag did not understand the client.</summary>
    Malformed = 1,

    /// <summary>Tag and client have no version in common.</summary>
    Version = 2,

    /// <summary>The tag serves another client.</summary>
    Busy = 3,

    /// <summary>The session is over.</summary>
    NoSession = 4,

    /// <summary>The claim secret is not this tag's.</summary>
    WrongKey = 5,

    /// <summary>Too many wrong keys or codes.</summary>
    Locked = 6,

    /// <summary>A value beyond its limits.</summary>
    OutOfRange = 7,

    /// <summary>The tag's cell is too low.</summary>
    Battery = 8,

    /// <summary>The tag's firmware cannot do that.</summary>
    NotSupported = 9,

    /// <summary>A step before the one it needs.</summary>
    OutOfOrder = 10,

    /// <summary>The wearer has not held the button yet.</summary>
    HoldButton = 11,

    /// <summary>The officer's code is wrong.</summary>
    WrongCode = 12,

    /// <summary>The tag's flash refused.</summary>
    Storage = 13,

    /// <summary>The time is not known well enough.</summary>
    TooVague = 14,

    /// <summary>Settings without the authority's signature, or old ones.</summary>
    NotSigned = 15,

    /// <summary>The tag needs the time first.</summary>
    NoTime = 16,

    /// <summary>The exposure list does not fit.</summary>
    ListRefused = 17,

    /// <summary>The exposure list ended too early.</summary>
    Incomplete = 18,

    /// <summary>The wearer did not agree in time, or the permission is over.</summary>
    Expired = 19,

    /// <summary>The tag takes no exposure list now.</summary>
    Later = 20,

    /// <summary>No tag with an open window is in reach.</summary>
    NotFound = 100,

    /// <summary>The connection broke.</summary>
    LinkLost = 101,

    /// <summary>The tag does not answer.</summary>
    NoAnswer = 102,

    /// <summary>None of the client's claim secrets belongs to this tag.</summary>
    UnknownTag = 103,

    /// <summary>The tag answered something that cannot be.</summary>
    BadReply = 104,
}
