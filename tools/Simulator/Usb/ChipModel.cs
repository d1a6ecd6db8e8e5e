using System;
using System.Collections.Generic;

namespace BluezoneTag.Simulator.Usb;

/// <summary>What differs between the mask ROMs and the boards, as far as a host can tell over the serial port.</summary>
public sealed record ChipModel
{
    /// <summary>Name on the command line.</summary>
    public required string Name { get; init; }

    /// <summary>Name that the wire protocol's TargetInfo carries.</summary>
    public required string TargetName { get; init; }

    /// <summary>Chip id of image headers, and of the security info where the ROM has it.</summary>
    public required int ChipId { get; init; }

    /// <summary>Value at <see cref="RegisterFile.MagicAddress"/>.</summary>
    public required uint Magic { get; init; }

    /// <summary>Whether GET_SECURITY_INFO exists.</summary>
    public required bool HasSecurityInfo { get; init; }

    /// <summary>Words that FLASH_BEGIN and FLASH_DEFL_BEGIN must have: 4 on the ESP32, 5 on the C3.</summary>
    public required int BeginWords { get; init; }

    /// <summary>Where the ROM looks for the second-stage bootloader.</summary>
    public required int BootloaderOffset { get; init; }

    /// <summary>Address of the low word of the factory MAC; the high 16 bits follow.</summary>
    public required uint MacAddress { get; init; }

    /// <summary>Base of the flash controller that the host drives for RDID.</summary>
    public required uint SpiBase { get; init; }

    /// <summary>Offsets from <see cref="SpiBase"/> of USER2 (the command) and W0 (the answer).</summary>
    public required (uint User2, uint W0) SpiOffsets { get; init; }

    /// <summary>Whether the port is the chip's own USB: no baud, other reset logic, watchdogs that run.</summary>
    public bool IsUsbJtag { get; init; }

    /// <summary>All models, the default first.</summary>
    public static IReadOnlyList<ChipModel> All { get; } =
    [
        C3("c3", isUsbJtag: true),
        C3("c3-uart", isUsbJtag: false),
        new ChipModel
        {
            Name = "esp32",
            TargetName = "ESP32_REV3",
            ChipId = 0,
            Magic = 0x00F01D83,
            HasSecurityInfo = false,
            BeginWords = 4,
            BootloaderOffset = 0x1000,
            MacAddress = 0x3FF5A004,
            SpiBase = 0x3FF42000,
            SpiOffsets = (0x24, 0x80),
        },
    ];

    /// <summary>The model called <paramref name="name"/>; throws <see cref="ArgumentException"/>.</summary>
    public static ChipModel Find(string name)
    {
        foreach (ChipModel model in All)
        {
            if (model.Name == name)
            {
                return model;
            }
        }

        throw new ArgumentException($"There is no chip model '{name}'.");
    }

    private static ChipModel C3(string name, bool isUsbJtag) => new()
    {
        Name = name,
        TargetName = "ESP32_C3",
        ChipId = 5,
        Magic = 0x1B31506F,
        HasSecurityInfo = true,
        BeginWords = 5,
        BootloaderOffset = 0,
        MacAddress = 0x60008844,
        SpiBase = 0x60002000,
        SpiOffsets = (0x20, 0x58),
        IsUsbJtag = isUsbJtag,
    };
}
