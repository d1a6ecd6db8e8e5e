using BluezoneTag.Protocol.Sync;

namespace BluezoneTag.Officer.Codes;

/// <summary>A one-time code that was made. The code itself is not kept.</summary>
/// <param name="Number">Number of the code: that of its entry in the log.</param>
/// <param name="Serial">Number of the tag.</param>
/// <param name="Challenge">As the tag gave it.</param>
/// <param name="Kind">Which keys.</param>
/// <param name="NewestDay">UTC day.</param>
/// <param name="Mask">Bit i: the newest day less i.</param>
/// <param name="MadeUtcMs">UTC milliseconds.</param>
/// <param name="Release">The release that came with it; empty while it is unused.</param>
public sealed record CodeRecord(int Number, uint Serial, uint Challenge, ReleaseKind Kind, int NewestDay, uint Mask, long MadeUtcMs, string Release)
{
    /// <summary>How long it may be told: the longest session of a tag (docs/protocol.md 8).</summary>
    public const long ValidMs = 300_000;

    /// <summary>Whether it may not be told any more.</summary>
    public bool IsExpired(long nowUtcMs) => nowUtcMs - MadeUtcMs > ValidMs || nowUtcMs < MadeUtcMs;

    /// <summary>Whether it is for these days and keys.</summary>
    public bool IsFor(ReleaseRequest request) => Kind == request.Kind && NewestDay == request.NewestDay && Mask == request.Mask;
}
