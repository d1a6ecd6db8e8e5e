namespace BluezoneTag.Tag.Device.Boards;

/// <summary>
/// Seeed Studio XIAO ESP32C3 with the parts wired as in hardware/devboards.md. Same numbers as the reference board; the crystal pins are not led out.
/// Rows of hardware/pinmap.csv, compared by a test; -1 is a net the board does not have. What each net is for stands in <see cref="PinMap"/>.
/// </summary>
public static class XiaoEsp32C3
{
    /// <summary>XTAL_P: not led out.</summary>
    public const int XtalP = -1;

    /// <summary>XTAL_N: not led out.</summary>
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

    /// <summary>LED_G_N: external light and 10 k to 3V3.</summary>
    public const int LedGN = 8;

    /// <summary>BOOT_N: the board's B button.</summary>
    public const int BootN = 9;

    /// <summary>MOTOR: external transistor, or open.</summary>
    public const int Motor = 10;

    /// <summary>USB_D-: the board's USB-C.</summary>
    public const int UsbDMinus = 18;

    /// <summary>USB_D+: the board's USB-C.</summary>
    public const int UsbDPlus = 19;

    /// <summary>WAKE_RX: open.</summary>
    public const int WakeRx = 20;

    /// <summary>VBAT_EN: open with a plain divider.</summary>
    public const int VbatEn = 21;
}
