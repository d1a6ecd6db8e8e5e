namespace BluezoneTag.Flasher.Ports;

/// <summary>What sits behind a port, as far as its USB ids tell.</summary>
public enum PortKind
{
    /// <summary>Unknown, or no USB device.</summary>
    Unknown,

    /// <summary>A USB-to-UART bridge as found on ESP32 boards.</summary>
    UartBridge,

    /// <summary>The USB device inside the ESP32-C3.</summary>
    UsbSerialJtag,
}
