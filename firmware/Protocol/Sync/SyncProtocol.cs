namespace BluezoneTag.Protocol.Sync;

/// <summary>Numbers of the sync protocol that both sides need (docs/protocol.md 8).</summary>
public static class SyncProtocol
{
    /// <summary>The newest version spoken here.</summary>
    public const int Version = 1;

    /// <summary>The oldest version spoken here.</summary>
    public const int OldestVersion = 1;

    /// <summary>UUID of the service.</summary>
    public const string ServiceUuid = "01db55a0-7ade-4efb-a81b-970f6440e8f1";

    /// <summary>UUID of the characteristic that the client writes.</summary>
    public const string CommandUuid = "01db55a1-7ade-4efb-a81b-970f6440e8f1";

    /// <summary>UUID of the characteristic by which the tag notifies.</summary>
    public const string ReplyUuid = "01db55a2-7ade-4efb-a81b-970f6440e8f1";

    /// <summary>Bytes of the shortest frame that the smallest MTU carries.</summary>
    public const int MinFrameLength = 20;

    /// <summary>Bytes of the longest frame that anybody has to take: an MTU of 256 less 3.</summary>
    public const int MaxFrameLength = 253;

    /// <summary>Bytes of a frame's header.</summary>
    public const int FrameHeaderLength = 3;

    /// <summary>Bytes of the longest message.</summary>
    public const int MaxMessageLength = 512;

    /// <summary>Bytes of a message's header: length and type.</summary>
    public const int MessageHeaderLength = 3;

    /// <summary>Bytes of a nonce.</summary>
    public const int NonceLength = 16;

    /// <summary>Bytes of a proof or MAC.</summary>
    public const int MacLength = 16;

    /// <summary>Where the text of a sealed message begins.</summary>
    public const int SealedTextOffset = 7;

    /// <summary>Bytes that sealing adds.</summary>
    public const int SealedOverhead = SealedTextOffset + MacLength;

    /// <summary>Bytes of the longest plain text.</summary>
    public const int MaxTextLength = MaxMessageLength - SealedOverhead;

    /// <summary>Bytes of a Hello.</summary>
    public const int HelloLength = 21;

    /// <summary>Bytes of a Challenge.</summary>
    public const int ChallengeLength = 36;

    /// <summary>Bytes of a Proof.</summary>
    public const int ProofLength = MessageHeaderLength + MacLength;

    /// <summary>Bytes of a Refusal.</summary>
    public const int RefusalLength = 6;

    /// <summary>How long the window is open after a press.</summary>
    public const int WindowMs = 60000;

    /// <summary>The longest that presses and a session can keep it open.</summary>
    public const int MaxSessionMs = 300000;

    /// <summary>A session without a good message for this long is over.</summary>
    public const int IdleMs = 15000;

    /// <summary>A session is kept from a second client for this long after its last good message.</summary>
    public const int BusyMs = 5000;

    /// <summary>The client repeats a request after this long without its reply.</summary>
    public const int RepeatMs = 700;

    /// <summary>After this long without a frame the tag takes any message number.</summary>
    public const int NumberResetMs = 2000;
}
