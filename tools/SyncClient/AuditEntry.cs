namespace BluezoneTag.SyncClient;

/// <summary>One entry of the tag's own audit log (docs/protocol.md 8.10).</summary>
/// <param name="Number">From 0.</param>
/// <param name="UtcSeconds">When.</param>
/// <param name="Event">What, by its number.</param>
/// <param name="Detail">Of what kind.</param>
/// <param name="Days">Mask of days.</param>
public sealed record AuditEntry(uint Number, uint UtcSeconds, int Event, int Detail, uint Days);
