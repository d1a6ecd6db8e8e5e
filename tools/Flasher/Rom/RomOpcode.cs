namespace BluezoneTag.Flasher.Rom;

/// <summary>Commands of the ROM loader that this tool uses. None needs a stub.</summary>
public enum RomOpcode : byte
{
    /// <summary>u32 erase size, blocks, block size, offset [, u32 0 on the C3]. Erases the range.</summary>
    FlashBegin = 0x02,

    /// <summary>07 07 12 20 and 32 times 55; eight replies.</summary>
    Sync = 0x08,

    /// <summary>u32 address, value, mask, delay in us.</summary>
    WriteRegister = 0x09,

    /// <summary>u32 address; the value comes in the header of the reply.</summary>
    ReadRegister = 0x0A,

    /// <summary>u32 id 0, size, 0x10000, 0x1000, 0x100, 0xFFFF. Without it the ROM believes in 2 MB.</summary>
    SpiSetParameters = 0x0B,

    /// <summary>u32 0, u32 0. Needed before any flash command.</summary>
    SpiAttach = 0x0D,

    /// <summary>u32 new rate, u32 0. The reply comes at the old rate.</summary>
    ChangeBaudRate = 0x0F,

    /// <summary>As FlashBegin, for one zlib stream; the size rounded up to blocks.</summary>
    FlashDeflateBegin = 0x10,

    /// <summary>u32 length, sequence number, 0, 0, bytes.</summary>
    FlashDeflateData = 0x11,

    /// <summary>u32 address, size, 0, 0; 32 ASCII characters come back.</summary>
    SpiFlashMd5 = 0x13,

    /// <summary>No data; 20 bytes come back on the C3, error 05 on the ESP32.</summary>
    GetSecurityInfo = 0x14,
}
