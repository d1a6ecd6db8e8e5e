namespace BluezoneTag.Flasher.Rom;

/// <summary>A good reply.</summary>
/// <param name="Value">The value of its header: a register, for example.</param>
/// <param name="Data">What stands before the status: an MD5, for example.</param>
public sealed record RomReply(uint Value, byte[] Data);
