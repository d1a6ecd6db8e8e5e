namespace BluezoneTag.Flasher.Ports;

/// <summary>USB ids that matter here.</summary>
public static class UsbDevices
{
    /// <summary>Espressif.</summary>
    public const ushort Espressif = 0x303A;

    /// <summary>USB-Serial-JTAG of Espressif.</summary>
    public const ushort SerialJtag = 0x1001;

    /// <summary>Silicon Labs CP210x.</summary>
    public const ushort SiliconLabs = 0x10C4;

    /// <summary>WCH CH34x.</summary>
    public const ushort Wch = 0x1A86;

    /// <summary>FTDI.</summary>
    public const ushort Ftdi = 0x0403;

    /// <summary>What sits behind a device with these ids.</summary>
    public static PortKind KindOf(ushort vendorId, ushort productId) => vendorId switch
    {
        Espressif when productId == SerialJtag => PortKind.UsbSerialJtag,
        SiliconLabs or Wch or Ftdi => PortKind.UartBridge,
        _ => PortKind.Unknown,
    };

    /// <summary>Name of the maker for people, or empty.</summary>
    public static string MakerOf(ushort vendorId) => vendorId switch
    {
        Espressif => "Espressif",
        SiliconLabs => "CP210x",
        Wch => "CH34x",
        Ftdi => "FTDI",
        _ => string.Empty,
    };
}
