namespace BluezoneTag.Flasher.Ports;

/// <summary>A serial port of this machine.</summary>
/// <param name="Name">What to give to --port.</param>
/// <param name="VendorId">USB vendor, 0 when there is none.</param>
/// <param name="ProductId">USB product, 0 when there is none.</param>
/// <param name="SerialNumber">USB serial number, empty when there is none.</param>
/// <param name="Product">What the device calls itself, empty when it does not.</param>
public sealed record PortInfo(string Name, ushort VendorId, ushort ProductId, string SerialNumber, string Product)
{
    /// <summary>What sits behind it.</summary>
    public PortKind Kind => UsbDevices.KindOf(VendorId, ProductId);
}
