namespace BluezoneTag.Tag.Device.Boards;

/// <summary>
/// Espressif ESP32-C3-DevKitM-1. GPIO 8 is its WS2812 and 20, 21 are its USB bridge, so the green light and the divider moved to the crystal pins.
/// Rows of hardware/pinmap.csv, compared by a test; -1 is a net the board does not have. What each net is for stands in <see cref="PinMap"/>.
/// </summary>
public static class Esp32C3DevKitM1
{
    /// <summary>XTAL_P: taken by VBAT_EN.</summary>
    public const int XtalP = -1;

    /// <summary>XTAL_N: taken by LED_G_N.</summary>
    public const int XtalN = -1;

    /// <summary>LED_R_N: external light and 10 k to 3V3.</summary>
    public const int LedRN = 2;

    /// <summary>VBAT_SENSE: external divider 2 x 1 M, or a wire to GND.</summary>
    public const int VbatSense = 3;

    /// <summary>Channel of the converter behind VBAT_SENSE.</summary>
    public const int VbatSenseChannel = 3;

    /// <summary>BTN_N: external button to GND.</summary>
    public const int BtnN = 4;

    /// <summary>ACC_INT1: external LIS2DH12, or open.</summary>
    public const int AccInt1 = 5;

    /// <summary>SDA: external RV-8803.</summary>
    public const int Sda = 6;

    /// <summary>SCL: external RV-8803.</summary>
    public const int Scl = 7;

    /// <summary>LED_G_N: external light.</summary>
    public const int LedGN = 1;

    /// <summary>BOOT_N: the board's BOOT button.</summary>
    public const int BootN = 9;

    /// <summary>MOTOR: external transistor, or open.</summary>
    public const int Motor = 10;

    /// <summary>USB_D-: pin only, for a USB socket of your own.</summary>
    public const int UsbDMinus = 18;

    /// <summary>USB_D+: pin only, for a USB socket of your own.</summary>
    public const int UsbDPlus = 19;

    /// <summary>WAKE_RX: RX belongs to the USB bridge: no wake by button.</summary>
    public const int WakeRx = -1;

    /// <summary>VBAT_EN: open with a plain divider.</summary>
    public const int VbatEn = 0;
}
