namespace BluezoneTag.Protocol.Sync;

/// <summary>Results of requests and reasons of refusals (docs/protocol.md 8.7). The values are on the air.</summary>
public enum SyncStatus
{
    /// <summary>Done.</summary>
    Ok = 0,

    /// <summary>Length, type, operation or body that cannot be.</summary>
    Malformed = 1,

    /// <summary>No version in common.</summary>
    Version = 2,

    /// <summary>Another client is being served.</summary>
    Busy = 3,

    /// <summary>A sealed message without a handshake.</summary>
    NoSession = 4,

    /// <summary>The claim secret is not this tag's.</summary>
    WrongKey = 5,

    /// <summary>Too many wrong keys or codes.</summary>
    Locked = 6,

    /// <summary>A value beyond its safe limits.</summary>
    OutOfRange = 7,

    /// <summary>The cell is too low to finish this.</summary>
    Battery = 8,

    /// <summary>This firmware cannot do that.</summary>
    NotSupported = 9,

    /// <summary>An operation before the one it needs.</summary>
    OutOfOrder = 10,

    /// <summary>Waiting for the wearer to hold the button.</summary>
    HoldButton = 11,

    /// <summary>The officer's code is wrong.</summary>
    WrongCode = 12,

    /// <summary>Flash refused.</summary>
    Storage = 13,

    /// <summary>A time with an error of more than two seconds.</summary>
    TooVague = 14,

    /// <summary>Settings that the authority did not sign, or old ones.</summary>
    NotSigned = 15,

    /// <summary>The tag needs the time first.</summary>
    NoTime = 16,

    /// <summary>The exposure list does not fit.</summary>
    ListRefused = 17,

    /// <summary>The exposure list ended too early.</summary>
    Incomplete = 18,

    /// <summary>The permission is over, or was not given in time.</summary>
    Expired = 19,

    /// <summary>The tag takes no exposure list now: it is checking another one, or has had enough for today.</summary>
    Later = 20,
}
