using BluezoneTag.Protocol.Sync;

namespace BluezoneTag.SyncClient;

/// <summary>An authenticated reply.</summary>
/// <param name="Status">What became of the request.</param>
/// <param name="Body">Its body; empty when there is none.</param>
public sealed record SyncReplyMessage(SyncStatus Status, byte[] Body);
