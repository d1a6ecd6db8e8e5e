namespace BluezoneTag.Tag.Device.Boards;

/// <summary>
/// Espressif ESP32-DevKitC: function test only, the ESP32 sleeps at six times the current. GPIO 6-11 are its flash, 0, 2, 5, 12 and 15 its straps.
/// Rows of hardware/pinmap.csv, compared by a test; -1 is a net the board does not have. What each net is for stands in <see cref="PinMap"/>.
/// </summary>
public static class Esp32DevKitC
{
    /// <summary>XTAL_P: pins of a crystal that is not fitted.</summary>
    public const int XtalP = 32;

    /// <summary>XTAL_N: pins of a crystal that is not fitted.</summary>
    public const int XtalN = 33;

    /// <summary>LED_R_N: external light.</summary>
    public const int LedRN = 25;

    /// <summary>VBAT_SENSE: external divider 2 x 1 M, or a wire to GND.</summary>
    public const int VbatSense = 34;

    /// <summary>Channel of the converter behind VBAT_SENSE.</summary>
    public const int VbatSenseChannel = 6;

    /// <summary>BTN_N: external button to GND.</summary>
    public const int BtnN = 27;

    /// <summary>ACC_INT1: external LIS2DH12 with 10 k to GND, or GND.</summary>
    public const int AccInt1 = 35;

    /// <summary>SDA: external RV-8803.</summary>
    public const int Sda = 21;

    /// <summary>SCL: external RV-8803.</summary>
    public const int Scl = 22;

    /// <summary>LED_G_N: external light.</summary>
    public const int LedGN = 18;

    /// <summary>BOOT_N: the board's BOOT button.</summary>
    public const int BootN = 0;

    /// <summary>MOTOR: external transistor, or open.</summary>
    public const int Motor = 26;

    /// <summary>USB_D-: the ESP32 has no USB.</summary>
    public const int UsbDMinus = -1;

    /// <summary>USB_D+: the ESP32 has no USB.</summary>
    public const int UsbDPlus = -1;

    /// <summary>WAKE_RX: RX belongs to the USB bridge: no wake by button.</summary>
    public const int WakeRx = -1;

    /// <summary>VBAT_EN: open with a plain divider.</summary>
    public const int VbatEn = 23;
}
