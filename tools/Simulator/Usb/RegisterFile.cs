using System.Collections.Generic;

namespace BluezoneTag.Simulator.Usb;

/// <summary>
/// The registers that a host reads or writes over the loader: magic number, MAC, the flash controller as far as RDID needs it, the
/// active-port byte and the watchdogs of the C3. All others keep what is written and read 0 before that.
/// </summary>
public sealed class RegisterFile
{
    /// <summary>Where every chip holds its magic number.</summary>
    public const uint MagicAddress = 0x40001000;

    /// <summary>C3: which port the ROM talks over; 3 is the chip's own USB.</summary>
    public const uint ActivePortAddress = 0x3FCDF07C;

    /// <summary>C3: RTC watchdog configuration; bit 31 enables.</summary>
    public const uint WatchdogConfigAddress = 0x60008090;

    /// <summary>C3: unlocks the RTC watchdog while it holds <see cref="WatchdogKey"/>.</summary>
    public const uint WatchdogProtectAddress = 0x600080A8;

    /// <summary>C3: super watchdog; bit 31 feeds it automatically.</summary>
    public const uint SuperWatchdogConfigAddress = 0x600080AC;

    /// <summary>C3: unlocks the super watchdog while it holds <see cref="SuperWatchdogKey"/>.</summary>
    public const uint SuperWatchdogProtectAddress = 0x600080B0;

    /// <summary>Key of the RTC watchdog.</summary>
    public const uint WatchdogKey = 0x50D83AA1;

    /// <summary>Key of the super watchdog.</summary>
    public const uint SuperWatchdogKey = 0x8F1D312A;

    private const uint UsbJtagPort = 3;
    private const uint Enable = 1u << 31;
    private const uint StartUserCommand = 1u << 18;
    private const byte ReadIdentification = 0x9F;
    private const int Manufacturer = 0xC8;
    private const int MemoryType = 0x40;

    private readonly ChipModel _chip;
    private readonly byte[] _mac;
    private readonly int _capacityCode;
    private readonly Dictionary<uint, uint> _values = new();

    /// <summary>Registers after a reset; <paramref name="mac"/> is 6 bytes in printed order.</summary>
    public RegisterFile(ChipModel chip, byte[] mac, int flashLength)
    {
        _chip = chip;
        _mac = mac;
        _capacityCode = System.Numerics.BitOperations.Log2((uint)flashLength);
        Reset();
    }

    /// <summary>Whether either watchdog will bite if left alone.</summary>
    public bool IsWatchdogArmed =>
        _chip.IsUsbJtag && ((Read(WatchdogConfigAddress) & Enable) != 0 || (Read(SuperWatchdogConfigAddress) & Enable) == 0);

    /// <summary>Back to what a reset leaves.</summary>
    public void Reset()
    {
        _values.Clear();
        _values[MagicAddress] = _chip.Magic;
        uint low = (uint)((_mac[2] << 24) | (_mac[3] << 16) | (_mac[4] << 8) | _mac[5]);
        _values[_chip.MacAddress] = low;
        _values[_chip.MacAddress + 4] = (uint)((_mac[0] << 8) | _mac[1]);
        if (_chip.IsUsbJtag)
        {
            _values[ActivePortAddress] = UsbJtagPort;
            _values[WatchdogConfigAddress] = Enable;
        }
    }

    /// <summary>The word at an address.</summary>
    public uint Read(uint address) => _values.TryGetValue(address, out uint value) ? value : 0;

    /// <summary>Changes the bits of <paramref name="mask"/>. A locked watchdog and read-only words stay as they are.</summary>
    public void Write(uint address, uint value, uint mask)
    {
        if (IsReadOnly(address))
        {
            return;
        }

        uint next = (Read(address) & ~mask) | (value & mask);
        _values[address] = next;
        if (address == _chip.SpiBase && (next & StartUserCommand) != 0)
        {
            RunSpiCommand(next);
        }
    }

    private bool IsReadOnly(uint address) =>
        address == MagicAddress || address == _chip.MacAddress || address == _chip.MacAddress + 4 || (_chip.IsUsbJtag && IsLocked(address));

    private bool IsLocked(uint address) =>
        address == ActivePortAddress
        || (address == WatchdogConfigAddress && Read(WatchdogProtectAddress) != WatchdogKey)
        || (address == SuperWatchdogConfigAddress && Read(SuperWatchdogProtectAddress) != SuperWatchdogKey);

    private void RunSpiCommand(uint command)
    {
        uint user2 = Read(_chip.SpiBase + _chip.SpiOffsets.User2);
        bool isIdentification = (byte)user2 == ReadIdentification;
        _values[_chip.SpiBase + _chip.SpiOffsets.W0] = isIdentification ? (uint)(Manufacturer | (MemoryType << 8) | (_capacityCode << 16)) : 0;
        _values[_chip.SpiBase] = command & ~StartUserCommand;
    }
}
