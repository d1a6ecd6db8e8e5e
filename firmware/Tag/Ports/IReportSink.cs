namespace BluezoneTag.Tag.Ports;

/// <summary>Takes what the scanner hears. Called on the scanner's own thread, which nothing may hold up.</summary>
public interface IReportSink
{
    /// <summary>
    /// One advertisement: <paramref name="length"/> bytes of AD structures at <paramref name="offset"/> (copied before
    /// returning), its RSSI in dBm and the uptime at which it was heard. False when there was no room and it was dropped.
    /// </summary>
    bool OnReport(byte[] data, int offset, int length, int rssiDbm, long uptimeMs);
}
