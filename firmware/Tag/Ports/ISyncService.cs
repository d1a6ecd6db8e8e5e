namespace BluezoneTag.Tag.Ports;

/// <summary>
/// The radio as GATT server (docs/protocol.md 8.1): connectable, for as long as the wearer's window is open. Never started
/// together with <see cref="IAdvertiser"/> or <see cref="IScanner"/>.
/// </summary>
public interface ISyncService
{
    /// <summary>Bytes that one frame to the client may have now: the MTU less 3, at least 20.</summary>
    int MaxFrameLength { get; }

    /// <summary>
    /// Starts the stack and advertises the service, connectable; frames and links go to <paramref name="sink"/>, on another
    /// thread. <paramref name="cellPercent"/> is what the Battery Service says, 0..100. Blocks until it is on the air. False when the stack did not
    /// start; it is then stopped.
    /// </summary>
    bool Start(ISyncSink sink, int cellPercent);

    /// <summary>Notifies the client of the first <paramref name="length"/> bytes. False when nobody is there to take them.</summary>
    bool Send(byte[] frame, int length);

    /// <summary>Stops the stack, and with it any link. Harmless when nothing runs.</summary>
    void Stop();
}
