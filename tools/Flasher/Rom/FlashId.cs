namespace BluezoneTag.Flasher.Rom;

/// <summary>
/// Asks the flash chip who it is (RDID, 9F) by driving the SPI controller through its registers: the ROM has no command for it.
/// Three bytes: maker, kind, capacity as a power of two.
/// </summary>
public static class FlashId
{
    private const uint ReadIdCommand = 0x9F;
    private const uint ReadIdBits = 24;
    private const uint CommandPhase = 1u << 31;
    private const uint ReadPhase = 1u << 28;
    private const uint EightBitCommand = 7u << 28;
    private const uint StartUser = 1u << 18;
    private const int MostPolls = 10;

    /// <summary>The id, little-endian in the low 24 bits. Throws <see cref="RomException"/>.</summary>
    public static uint Read(RomClient rom, ChipFacts chip)
    {
        uint user = chip.SpiBase + chip.SpiUserOffset;
        uint user2 = user + 8;
        uint readLength = user + 16;
        uint data = chip.SpiBase + chip.SpiDataOffset;
        uint savedUser = rom.ReadRegister(user);
        uint savedUser2 = rom.ReadRegister(user2);
        rom.WriteRegister(readLength, ReadIdBits - 1);
        rom.WriteRegister(user, CommandPhase | ReadPhase);
        rom.WriteRegister(user2, EightBitCommand | ReadIdCommand);
        rom.WriteRegister(data, 0);
        rom.WriteRegister(chip.SpiBase, StartUser);
        WaitForEnd(rom, chip);
        uint id = rom.ReadRegister(data) & 0xFFFFFF;
        rom.WriteRegister(user, savedUser);
        rom.WriteRegister(user2, savedUser2);
        return id;
    }

    /// <summary>Bytes of a flash with that id; null when the capacity byte makes no sense (256 KB to 128 MB do).</summary>
    public static long? SizeBytes(uint id)
    {
        int capacity = (int)(id >> 16);
        return capacity is >= 0x12 and <= 0x1B ? 1L << capacity : null;
    }

    private static void WaitForEnd(RomClient rom, ChipFacts chip)
    {
        for (int poll = 0; poll < MostPolls; poll++)
        {
            if ((rom.ReadRegister(chip.SpiBase) & StartUser) == 0)
            {
                return;
            }
        }

        throw RomException.Nonsense("the SPI controller does not finish");
    }
}
