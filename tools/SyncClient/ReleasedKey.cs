namespace BluezoneTag.SyncClient;

/// <summary>One released key (docs/protocol.md 8.9). Secret from everybody but the authority.</summary>
/// <param name="Day">UTC day.</param>
/// <param name="FirstSlot">First slot of the day that it counts for.</param>
/// <param name="LastSlot">Last one.</param>
/// <param name="Key">32 bytes: the sub-key of the first slot, or the daily key.</param>
public sealed record ReleasedKey(int Day, int FirstSlot, int LastSlot, byte[] Key);
