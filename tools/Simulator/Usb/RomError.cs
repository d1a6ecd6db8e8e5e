namespace BluezoneTag.Simulator.Usb;

/// <summary>Error bytes of the mask ROMs.</summary>
public static class RomError
{
    /// <summary>No error.</summary>
    public const byte None = 0;

    /// <summary>The message is malformed, unknown, or not allowed now.</summary>
    public const byte InvalidMessage = 0x05;

    /// <summary>The command failed.</summary>
    public const byte FailedToAct = 0x06;

    /// <summary>The checksum of a data block is wrong.</summary>
    public const byte BadChecksum = 0x07;

    /// <summary>The flash could not be written.</summary>
    public const byte FlashWrite = 0x08;

    /// <summary>The compressed stream is broken.</summary>
    public const byte Deflate = 0x0B;

    /// <summary>The compressed stream's Adler-32 is wrong.</summary>
    public const byte Adler = 0x0C;

    /// <summary>RAM size out of range.</summary>
    public const byte BadRamSize = 0x0E;
}
