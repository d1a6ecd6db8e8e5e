namespace BluezoneTag.Flasher.Rom;

/// <summary>What the ROM must answer about a range of flash.</summary>
/// <param name="Offset">First byte.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Md5">32 lower-case hexadecimal digits.</param>
public sealed record FlashChecksum(uint Offset, uint Length, string Md5)
{
    /// <summary>Asks the chip. Throws <see cref="RomException"/>.</summary>
    public bool Matches(RomClient rom) => rom.Md5(Offset, Length) == Md5;
}
