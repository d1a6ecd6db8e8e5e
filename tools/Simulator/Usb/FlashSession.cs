namespace BluezoneTag.Simulator.Usb;

/// <summary>Blocks that are the flash content itself, each in the place of its number.</summary>
internal sealed class FlashSession : DataSession
{
    private readonly FlashMemory _flash;
    private readonly long _address;
    private readonly uint _blockLength;

    /// <summary>Writes upwards from <paramref name="address"/>.</summary>
    public FlashSession(FlashMemory flash, long address, uint blockCount, uint blockLength)
        : base(blockCount, blockLength)
    {
        _flash = flash;
        _address = address;
        _blockLength = blockLength;
    }

    /// <inheritdoc/>
    protected override byte Store(uint number, byte[] payload)
    {
        if (_flash.Protection == WriteProtection.Refused)
        {
            return RomError.FlashWrite;
        }

        _flash.Program(_address + ((long)number * _blockLength), payload);
        return RomError.None;
    }
}
