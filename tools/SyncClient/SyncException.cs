using System;
using BluezoneTag.Protocol.Exposure;

namespace BluezoneTag.SyncClient;

/// <summary>Something did not work; <see cref="Fault"/> says what, and its sentences are for people.</summary>
public sealed class SyncException : Exception
{
    /// <summary>A fault, and how many seconds to wait before trying again when the tag said so.</summary>
    public SyncException(SyncFault fault, int waitSeconds = 0)
        : base(SyncTexts.Of(fault).English)
    {
        Fault = fault;
        WaitSeconds = waitSeconds;
    }

    /// <summary>A fault with an exposure list, for the reason that the tag gave.</summary>
    public SyncException(SyncFault fault, ExposureStatus listStatus)
        : base(SyncTexts.Of(fault, listStatus).English)
    {
        Fault = fault;
        ListStatus = listStatus;
    }

    /// <summary>What happened.</summary>
    public SyncFault Fault { get; }

    /// <summary>Seconds to wait, 0 when the tag did not say; for a wrong code the tries left.</summary>
    public int WaitSeconds { get; }

    /// <summary>What the tag has against an exposure list (docs/protocol.md 9.4); null when this is about something else.</summary>
    public ExposureStatus? ListStatus { get; }

    /// <summary>The sentences for people.</summary>
    public SyncText Text => SyncTexts.Of(Fault, ListStatus);

    /// <summary>Whether connecting again is worth a try without anybody doing anything.</summary>
    public bool IsPassing => Fault is SyncFault.LinkLost or SyncFault.NoAnswer or SyncFault.NoSession or SyncFault.Busy or SyncFault.BadReply;
}
