namespace BluezoneTag.Flasher.Rom;

/// <summary>
/// The RTC watchdog and the super watchdog of the ESP32-C3. On USB-Serial-JTAG they keep running in the loader and would reset
/// the chip in the middle of a write.
/// </summary>
public static class Watchdogs
{
    private const uint Rtc = 0x60008000;
    private const uint Config0 = Rtc + 0x90;
    private const uint Config1 = Rtc + 0x94;
    private const uint Protect = Rtc + 0xA8;
    private const uint SuperConfig = Rtc + 0xAC;
    private const uint SuperProtect = Rtc + 0xB0;
    private const uint Key = 0x50D83AA1;
    private const uint SuperKey = 0x8F1D312A;
    private const uint SuperAutoFeed = 1u << 31;
    private const uint UsbSerialJtag = 3;

    // Enabled; the first stage resets the system; the pause-in-sleep bit and the reset length of the maker's own tool.
    private const uint ResetSystem = (1u << 31) | (5u << 28) | (1u << 8) | 2;
    private const uint ResetAfterTicks = 2000;

    /// <summary>Whether the loader listens on USB-Serial-JTAG, which has no baud rate.</summary>
    public static bool IsUsbSerialJtag(RomClient rom, ChipFacts chip) =>
        chip.ActivePortRegister != 0 && (rom.ReadRegister(chip.ActivePortRegister) & 0xFF) == UsbSerialJtag;

    /// <summary>Stops the RTC watchdog and lets the super watchdog feed itself.</summary>
    public static void Disable(RomClient rom)
    {
        rom.WriteRegister(Protect, Key);
        rom.WriteRegister(Config0, 0);
        rom.WriteRegister(Protect, 0);
        rom.WriteRegister(SuperProtect, SuperKey);
        rom.WriteRegister(SuperConfig, rom.ReadRegister(SuperConfig) | SuperAutoFeed);
        rom.WriteRegister(SuperProtect, 0);
    }

    /// <summary>
    /// Lets the RTC watchdog reset the ESP32-C3 in a moment. It leads out of a download mode that the BOOT button began, and
    /// works without modem lines.
    /// </summary>
    public static void ResetSoon(RomClient rom)
    {
        rom.WriteRegister(Protect, Key);
        rom.WriteRegister(Config1, ResetAfterTicks);

        // No lock afterwards: the reset is some milliseconds away and locks by itself.
        rom.WriteRegister(Config0, ResetSystem);
    }
}
