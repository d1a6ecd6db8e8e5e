namespace BluezoneTag.Simulator.Usb;

/// <summary>Commands of the mask ROMs.</summary>
public enum RomOpcode
{
    /// <summary>Begin an uncompressed write, erasing its range.</summary>
    FlashBegin = 0x02,

    /// <summary>One uncompressed block.</summary>
    FlashData = 0x03,

    /// <summary>End of an uncompressed write.</summary>
    FlashEnd = 0x04,

    /// <summary>Begin a load into RAM.</summary>
    MemBegin = 0x05,

    /// <summary>End of a load into RAM.</summary>
    MemEnd = 0x06,

    /// <summary>One block for RAM.</summary>
    MemData = 0x07,

    /// <summary>Find the loader.</summary>
    Sync = 0x08,

    /// <summary>Write a register.</summary>
    WriteRegister = 0x09,

    /// <summary>Read a register.</summary>
    ReadRegister = 0x0A,

    /// <summary>Declare the flash chip.</summary>
    SpiSetParameters = 0x0B,

    /// <summary>Attach the flash chip.</summary>
    SpiAttach = 0x0D,

    /// <summary>Change the line's rate.</summary>
    ChangeBaudRate = 0x0F,

    /// <summary>Begin a compressed write, erasing its range.</summary>
    DeflateBegin = 0x10,

    /// <summary>One compressed block.</summary>
    DeflateData = 0x11,

    /// <summary>End of a compressed write.</summary>
    DeflateEnd = 0x12,

    /// <summary>MD5 of a range of flash.</summary>
    FlashMd5 = 0x13,

    /// <summary>Security flags and chip id.</summary>
    GetSecurityInfo = 0x14,
}
