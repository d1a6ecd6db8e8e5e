namespace BluezoneTag.Tag.Device.Boards;

/// <summary>
/// The reference board (hardware/schematics/tag.kicad_sch): module ESP32-C3-MINI-1.
/// Rows of hardware/pinmap.csv, compared by a test; -1 is a net the board does not have. What each net is for stands in <see cref="PinMap"/>.
/// </summary>
public static class ReferenceTag
{
    /// <summary>XTAL_P: pads of a crystal that is not fitted.</summary>
    public const int XtalP = 0;

    /// <summary>XTAL_N: pads of a crystal that is not fitted.</summary>
    public const int XtalN = 1;

    /// <summary>LED_R_N: strap, held high by 10 k.</summary>
    public const int LedRN = 2;

    /// <summary>VBAT_SENSE: half the cell voltage.</summary>
    public const int VbatSense = 3;

    /// <summary>Channel of the converter behind VBAT_SENSE.</summary>
    public const int VbatSenseChannel = 3;

    /// <summary>BTN_N: low is pressed.</summary>
    public const int BtnN = 4;

    /// <summary>ACC_INT1: motion.</summary>
    public const int AccInt1 = 5;

    /// <summary>SDA: clock chip and motion sensor.</summary>
    public const int Sda = 6;

    /// <summary>SCL: clock chip and motion sensor.</summary>
    public const int Scl = 7;

    /// <summary>LED_G_N: strap, held high by 10 k.</summary>
    public const int LedGN = 8;

    /// <summary>BOOT_N: strap, a test pad.</summary>
    public const int BootN = 9;

    /// <summary>MOTOR: high is on.</summary>
    public const int Motor = 10;

    /// <summary>USB_D-: native USB.</summary>
    public const int UsbDMinus = 18;

    /// <summary>USB_D+: native USB.</summary>
    public const int UsbDPlus = 19;

    /// <summary>WAKE_RX: clock edges while the button is pressed.</summary>
    public const int WakeRx = 20;

    /// <summary>VBAT_EN: high connects the divider; sends the boot log of the ROM before.</summary>
    public const int VbatEn = 21;
}
