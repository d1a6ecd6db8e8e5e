using System.Linq;

namespace BluezoneTag.Flasher.Rom;

/// <summary>What differs between the chips, as published by their maker.</summary>
public sealed record ChipFacts
{
    /// <summary>The original ESP32.</summary>
    public static readonly ChipFacts Esp32 = new()
    {
        Name = "ESP32",
        ImageChipId = 0,
        MagicValues = [0x00F01D83],
        BootloaderOffset = 0x1000,
        MacLowRegister = 0x3FF5A004,
        MacHighRegister = 0x3FF5A008,
        SpiBase = 0x3FF42000,
        SpiUserOffset = 0x1C,
        SpiDataOffset = 0x80,
    };

    /// <summary>The ESP32-C3 of the reference board.</summary>
    public static readonly ChipFacts Esp32C3 = new()
    {
        Name = "ESP32-C3",
        ImageChipId = 5,
        MagicValues = [0x6921506F, 0x1B31506F, 0x4881606F, 0x4361606F],
        BootloaderOffset = 0,
        MacLowRegister = 0x60008844,
        MacHighRegister = 0x60008848,
        SpiBase = 0x60002000,
        SpiUserOffset = 0x18,
        SpiDataOffset = 0x58,
        BeginHasFifthWord = true,
        ActivePortRegister = 0x3FCDF07C,
    };

    private static readonly ChipFacts[] All = [Esp32, Esp32C3];

    /// <summary>Register that tells the chips apart when they do not know GET_SECURITY_INFO.</summary>
    public static uint MagicRegister => 0x40001000;

    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary>Chip id in image headers (u16 at 12) and in the security info.</summary>
    public required int ImageChipId { get; init; }

    /// <summary>Values of <see cref="MagicRegister"/>.</summary>
    public required uint[] MagicValues { get; init; }

    /// <summary>Where the second-stage bootloader lies in flash.</summary>
    public required uint BootloaderOffset { get; init; }

    /// <summary>Fuse word with the low 32 bits of the MAC.</summary>
    public required uint MacLowRegister { get; init; }

    /// <summary>Fuse word with the high 16 bits of the MAC.</summary>
    public required uint MacHighRegister { get; init; }

    /// <summary>Base of the SPI controller of the flash.</summary>
    public required uint SpiBase { get; init; }

    /// <summary>Offset of its USER register; USER2 lies 8 behind it, the length of what is read 16 behind it.</summary>
    public required uint SpiUserOffset { get; init; }

    /// <summary>Offset of its first data word.</summary>
    public required uint SpiDataOffset { get; init; }

    /// <summary>Whether FLASH_BEGIN and FLASH_DEFL_BEGIN take a fifth word.</summary>
    public bool BeginHasFifthWord { get; init; }

    /// <summary>Word whose low byte is 3 when the loader listens on USB-Serial-JTAG; 0 when the chip has none.</summary>
    public uint ActivePortRegister { get; init; }

    /// <summary>The chip with that id in image headers, or null.</summary>
    public static ChipFacts? ByImageChipId(uint id) => All.FirstOrDefault(one => one.ImageChipId == id);

    /// <summary>The chip with that magic value, or null.</summary>
    public static ChipFacts? ByMagic(uint magic) => All.FirstOrDefault(one => one.MagicValues.Contains(magic));
}
