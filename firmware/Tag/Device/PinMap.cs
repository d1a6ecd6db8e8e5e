// The board this firmware is built for: name another class of Boards/ here, nothing else changes.
using Board = BluezoneTag.Tag.Device.Boards.ReferenceTag;

namespace BluezoneTag.Tag.Device;

/// <summary>
/// GPIO numbers of the board the firmware is built for, named as the nets of the schematic; a net whose name ends in _N is
/// active low. The numbers stand in <c>Boards/</c>, one class per board, and come from hardware/pinmap.csv; tests compare all
/// three with the schematic. nanoFramework opens GPIO 12-17 of a C3 without PSRAM without complaint, and they are the flash: no
/// board may use them. GPIO 2, 8 and 9 of a C3 are straps that are read at reset, and must be high then.
/// </summary>
public static class PinMap
{
    /// <summary>XTAL_P: 32.768 kHz crystal, for a firmware image of our own.</summary>
    public const int XtalP = Board.XtalP;

    /// <summary>XTAL_N: 32.768 kHz crystal, for a firmware image of our own.</summary>
    public const int XtalN = Board.XtalN;

    /// <summary>LED_R_N: red light, low is on. A strap of the C3: high at reset, by a resistor.</summary>
    public const int LedRN = Board.LedRN;

    /// <summary>VBAT_SENSE: half the cell voltage while <see cref="VbatEn"/> is high.</summary>
    public const int VbatSense = Board.VbatSense;

    /// <summary>The channel of VBAT_SENSE: on the C3, channels 0-4 of the converter are GPIO 0-4.</summary>
    public const int VbatSenseChannel = Board.VbatSenseChannel;

    /// <summary>BTN_N: the wearer's button, low is pressed.</summary>
    public const int BtnN = Board.BtnN;

    /// <summary>ACC_INT1: interrupt of the motion sensor, high on motion.</summary>
    public const int AccInt1 = Board.AccInt1;

    /// <summary>SDA: I2C data of the clock chip (0x32) and the motion sensor (0x19).</summary>
    public const int Sda = Board.Sda;

    /// <summary>SCL: I2C clock of the clock chip and the motion sensor.</summary>
    public const int Scl = Board.Scl;

    /// <summary>LED_G_N: green light, low is on. A strap of the C3: must be high to enter download mode.</summary>
    public const int LedGN = Board.LedGN;

    /// <summary>BOOT_N: strap, a test pad and nothing else; low at reset is download mode.</summary>
    public const int BootN = Board.BootN;

    /// <summary>MOTOR: vibration motor, high is on.</summary>
    public const int Motor = Board.Motor;

    /// <summary>USB_D-: native USB.</summary>
    public const int UsbDMinus = Board.UsbDMinus;

    /// <summary>USB_D+: native USB.</summary>
    public const int UsbDPlus = Board.UsbDPlus;

    /// <summary>
    /// WAKE_RX: receive pin of UART 0, idle high. The pressed button and the alarm of the clock chip put clock edges on it: with
    /// the timer they are all that ends light sleep of a C3 under nanoFramework (docs/decisions/0020-wake-by-clock-edges.md). Never
    /// open it as a GPIO: the UART would lose it. -1 on boards without that circuit: there a press waits for the next wake-up.
    /// </summary>
    public const int WakeRx = Board.WakeRx;

    /// <summary>
    /// VBAT_EN: high connects the divider to the cell. It is also the send pin of UART 0, so the boot log of the chip's ROM
    /// switches the divider on for moments; that does no harm.
    /// </summary>
    public const int VbatEn = Board.VbatEn;
}
