namespace BluezoneTag.SyncClient;

/// <summary>One released contact row (docs/protocol.md 8.9).</summary>
/// <param name="BaseUtcSeconds">From when the record's times count.</param>
/// <param name="ClockState">Clock byte of its batch.</param>
/// <param name="RuleVersion">Rule version of its batch.</param>
/// <param name="Record">17 bytes as in 5.4.</param>
public sealed record ReleasedContact(uint BaseUtcSeconds, int ClockState, int RuleVersion, byte[] Record);
