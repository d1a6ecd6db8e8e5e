namespace BluezoneTag.Tag.Ports;

/// <summary>
/// The radio as observer: passive scanning at full duty. One report for each device address and start: the platform
/// filters duplicates and cannot be told not to.
/// </summary>
public interface IScanner
{
    /// <summary>
    /// Starts the Bluetooth stack and scans until <see cref="Stop"/>, handing every advertisement to
    /// <paramref name="sink"/>, from another thread. Blocks until the receiver listens, a few hundred milliseconds.
    /// False when the stack did not start; it is then stopped.
    /// </summary>
    bool Start(IReportSink sink);

    /// <summary>Stops scanning and the stack; afterwards the sink is not called any more. Harmless when nothing runs.</summary>
    void Stop();
}
