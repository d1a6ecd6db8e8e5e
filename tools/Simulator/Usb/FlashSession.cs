namespace BluezoneTag.Simulator.Usb;

/// <summary>Blocks that are the flash content itself, one after another.</summary>
internal sealed class FlashSession : DataSession
{
    private readonly FlashMemory _flash;
    private long _address;

    /// <summary>Writes upwards from <paramref name="address"/>.</summary>
    public FlashSession(FlashMemory flash, long address, uint blockCount, uint blockLength)
        : base(blockCount, blockLength)
    {
        _flash = flash;
        _address = address;
    }

    /// <inheritdoc/>
    protected override byte Store(byte[] payload)
    {
        if (_flash.Protection == WriteProtection.Refused)
        {
            return RomError.FlashWrite;
        }

        _flash.Program(_address, payload);
        _address += payload.Length;
        return RomError.None;
    }
}
