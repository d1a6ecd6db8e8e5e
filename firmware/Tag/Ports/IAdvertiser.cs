namespace BluezoneTag.Tag.Ports;

/// <summary>
/// The radio as advertiser (peripheral role). The platform can advertise or scan, never both, and every change goes
/// through a stopped stack: <see cref="Stop"/> before <see cref="IScanner.Start"/>.
/// </summary>
public interface IAdvertiser
{
    /// <summary>
    /// Starts the Bluetooth stack and advertises the first <paramref name="length"/> bytes of
    /// <paramref name="advertisingData"/> (AD structures, at most 31 bytes; copied). Blocks until the first advertisement
    /// can be on the air, a few hundred milliseconds. False when the stack did not start; it is then stopped.
    /// </summary>
    bool Start(byte[] advertisingData, int length);

    /// <summary>
    /// Puts other data on the air while advertising, without stopping the stack. False when that failed: the stack is then
    /// stopped and nothing is on the air, above all not the old id.
    /// </summary>
    bool Replace(byte[] advertisingData, int length);

    /// <summary>Stops advertising and the stack. Blocks until the radio is off. Harmless when nothing runs.</summary>
    void Stop();
}
