namespace BluezoneTag.Tag.Device;

/// <summary>
/// GPIO numbers of the reference board (ESP32-C3-MINI-1), named as the nets of its schematic; a net whose name ends in _N
/// is active low. nanoFramework opens GPIO 12-17 of a chip without PSRAM without complaint, and they are the flash: no
/// board may use them. GPIO 2, 8 and 9 are straps that are read at reset, and must be high then.
/// </summary>
public static class PinMap
{
    /// <summary>XTAL_P: 32.768 kHz crystal.</summary>
    public const int XtalP = 0;

    /// <summary>XTAL_N: 32.768 kHz crystal.</summary>
    public const int XtalN = 1;

    /// <summary>LED_R_N: red light, low is on. Strap, held high by the light's own resistor.</summary>
    public const int LedRN = 2;

    /// <summary>VBAT_SENSE: half the cell voltage while <see cref="VbatEn"/> is high.</summary>
    public const int VbatSense = 3;

    /// <summary>The channel of VBAT_SENSE: on the C3, channels 0-4 of the converter are GPIO 0-4.</summary>
    public const int VbatSenseChannel = 3;

    /// <summary>BTN_N: the wearer's button, low is pressed.</summary>
    public const int BtnN = 4;

    /// <summary>ACC_INT1: interrupt of the motion sensor, which is not fitted as a rule.</summary>
    public const int AccInt1 = 5;

    /// <summary>SDA: I2C data of the motion sensor.</summary>
    public const int Sda = 6;

    /// <summary>SCL: I2C clock of the motion sensor.</summary>
    public const int Scl = 7;

    /// <summary>LED_G_N: green light, low is on. Strap, must be high to enter download mode.</summary>
    public const int LedGN = 8;

    /// <summary>BOOT_N: strap, a test pad and nothing else; low at reset is download mode.</summary>
    public const int BootN = 9;

    /// <summary>MOTOR: vibration motor, high is on.</summary>
    public const int Motor = 10;

    /// <summary>USB_D-: native USB.</summary>
    public const int UsbDMinus = 18;

    /// <summary>USB_D+: native USB.</summary>
    public const int UsbDPlus = 19;

    /// <summary>VBAT_EN: high connects the divider to the cell. It is also the receive pin of UART 0.</summary>
    public const int VbatEn = 20;

    /// <summary>TXD: boot log of the chip's ROM, a test pad.</summary>
    public const int Txd = 21;
}
