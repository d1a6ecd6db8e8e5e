namespace BluezoneTag.Protocol.Exposure;

/// <summary>What the tag answers to the header or to a chunk of an exposure list (docs/protocol.md 9.4). From 16 on: refused, nothing changed.</summary>
public enum ExposureStatus
{
    /// <summary>Taken; send the chunk that the verdict names as the next.</summary>
    Taken = 0,

    /// <summary>Taken, and it was the last: the tag is checking.</summary>
    Complete = 1,

    /// <summary>This list has been checked before; nothing is to be sent.</summary>
    AlreadyChecked = 2,

    /// <summary>Wrong length, another format version, or a reserved byte that is not zero.</summary>
    BadFormat = 16,

    /// <summary>A version of the exposure rule that this firmware does not have.</summary>
    UnknownRule = 17,

    /// <summary>Neither a list of F0 nor one of F1.</summary>
    BadLevel = 18,

    /// <summary>No entry, too many, or fewer key-days than entries.</summary>
    BadCount = 19,

    /// <summary>The last day is before the first, or there are more days than a list may have.</summary>
    BadDays = 20,

    /// <summary>A day that has not come yet.</summary>
    FutureDay = 21,

    /// <summary>The list ends before the oldest day that a log keeps.</summary>
    TooOld = 22,

    /// <summary>The tag has no time: set it first.</summary>
    NoTime = 23,

    /// <summary>Another list is being checked: come back later.</summary>
    Busy = 24,

    /// <summary>The day's allowance of lists or key-days is used up.</summary>
    TooMuchToday = 25,

    /// <summary>A chunk without a header before it.</summary>
    NotBegun = 26,

    /// <summary>Not the chunk that the verdict names as the next.</summary>
    WrongChunk = 27,

    /// <summary>An entry without slots, or beyond the days or key-days of the header.</summary>
    BadEntry = 28,

    /// <summary>An entry that does not come after the one before it: twice the same key, or out of order.</summary>
    NotAscending = 29,

    /// <summary>All chunks came, and they are not what the header was made for; the list is forgotten.</summary>
    BadSum = 30,

    /// <summary>Flash refused.</summary>
    StorageFailed = 31,
}
