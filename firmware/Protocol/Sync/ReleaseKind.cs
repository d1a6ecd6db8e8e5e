namespace BluezoneTag.Protocol.Sync;

/// <summary>Which keys a release hands out (docs/protocol.md 8.9).</summary>
public enum ReleaseKind
{
    /// <summary>The first sub-key of each chosen day: leads to the ids of that day alone.</summary>
    SubKeys = 1,

    /// <summary>The daily key of each chosen day, for the phone app's lists; it leads to all days up to the re-keying.</summary>
    DailyKeys = 2,
}
