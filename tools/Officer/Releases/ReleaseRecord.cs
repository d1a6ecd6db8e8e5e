using BluezoneTag.Protocol.Sync;

namespace BluezoneTag.Officer.Releases;

/// <summary>A release that was opened and stored, still encrypted.</summary>
/// <param name="Id">First 8 bytes of the package's SHA-256, 16 hex digits.</param>
/// <param name="Sha256">Of the package, hex.</param>
/// <param name="Code">Number of the code that it came with.</param>
/// <param name="Kind">Which keys.</param>
/// <param name="NewestDay">UTC day.</param>
/// <param name="Mask">Bit i: the newest day less i.</param>
/// <param name="KeyCount">Key rows.</param>
/// <param name="ContactCount">Contact rows.</param>
public sealed record ReleaseRecord(string Id, string Sha256, int Code, ReleaseKind Kind, int NewestDay, uint Mask, int KeyCount, int ContactCount);
