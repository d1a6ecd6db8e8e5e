namespace BluezoneTag.Exposure;

/// <summary>Why a published list is refused. Each has its sentence in <see cref="ListFaultText"/>.</summary>
public enum ListFault
{
    /// <summary>Longer than any list may be; nothing of it was read.</summary>
    TooLong,

    /// <summary>No JSON, or a field is missing or of the wrong kind.</summary>
    NotReadable,

    /// <summary>Another format or version.</summary>
    UnknownFormat,

    /// <summary>Neither F0 nor F1.</summary>
    BadLevel,

    /// <summary>An empty list, or none of its days was asked for.</summary>
    NoEntry,

    /// <summary>More entries than a tag takes.</summary>
    TooManyEntries,

    /// <summary>A daily key that is not 64 hex digits.</summary>
    BadKey,

    /// <summary>A start that is not midnight UTC: no id of such a list was ever on the air.</summary>
    StartNotMidnight,

    /// <summary>The end is before the start.</summary>
    EndBeforeStart,

    /// <summary>More days than a tag remembers.</summary>
    SpanTooLong,

    /// <summary>A day that has not come yet.</summary>
    FutureDay,

    /// <summary>No slots in a day.</summary>
    MaxZero,

    /// <summary>Another number of slots a day than 96.</summary>
    MaxUnsupported,

    /// <summary>The same person on the same day twice.</summary>
    Duplicate,

    /// <summary>Signed by nobody who is known here.</summary>
    UnknownAuthority,

    /// <summary>The signature is not that of the list.</summary>
    BadSignature,

    /// <summary>More key-days than a tag may check in a day.</summary>
    TooManyKeyDays,
}
