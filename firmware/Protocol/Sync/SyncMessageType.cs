namespace BluezoneTag.Protocol.Sync;

/// <summary>Types of messages (docs/protocol.md 8.3). The values are on the air.</summary>
public enum SyncMessageType
{
    /// <summary>The client opens a handshake.</summary>
    Hello = 1,

    /// <summary>The client proves that it knows the claim secret.</summary>
    Proof = 2,

    /// <summary>A request under the session's keys.</summary>
    Sealed = 3,

    /// <summary>The tag answers a Hello and proves that it knows the claim secret.</summary>
    Challenge = 129,

    /// <summary>A reply under the session's keys.</summary>
    SealedReply = 131,

    /// <summary>The tag says, unauthenticated, why nothing happened.</summary>
    Refusal = 143,
}
