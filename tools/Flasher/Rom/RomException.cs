using System;

namespace BluezoneTag.Flasher.Rom;

/// <summary>
/// One exchange with the ROM loader failed: no reply in time, or an error reply. Never the last word: a region is restarted,
/// then the chip is reset, before the user hears of it.
/// </summary>
public sealed class RomException : Exception
{
    /// <summary>Error number of an unsupported or broken request.</summary>
    public const byte InvalidMessage = 0x05;

    private RomException(string message, byte? error)
        : base(message)
    {
        Error = error;
    }

    /// <summary>Error number of the ROM, null when there was no reply.</summary>
    public byte? Error { get; }

    /// <summary>No reply within the time-out.</summary>
    public static RomException NoReply(RomOpcode opcode) => new($"no reply to {opcode}", null);

    /// <summary>A reply with an error.</summary>
    public static RomException Refused(RomOpcode opcode, byte error) => new($"{opcode} answered error {error:X2}, {Name(error)}", error);

    /// <summary>A reply that makes no sense, or two that contradict each other.</summary>
    public static RomException Nonsense(string what) => new(what, null);

    private static string Name(byte error) => error switch
    {
        0x05 => "invalid message",
        0x06 => "failed to act",
        0x07 => "bad checksum",
        0x08 => "flash write",
        0x09 => "flash read",
        0x0A => "read length",
        0x0B => "deflate",
        0x0C => "adler32",
        0x0D => "deflate parameter",
        _ => "unknown",
    };
}
