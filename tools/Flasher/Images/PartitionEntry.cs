namespace BluezoneTag.Flasher.Images;

/// <summary>A partition.</summary>
/// <param name="Label">Its name, at most 16 characters.</param>
/// <param name="Type">0 application, 1 data.</param>
/// <param name="Subtype">Among data: 0x82 SPIFFS, 0x83 littlefs, 0x84 nanoFramework deployment.</param>
/// <param name="Offset">First byte in flash.</param>
/// <param name="Size">Bytes.</param>
public sealed record PartitionEntry(string Label, byte Type, byte Subtype, uint Offset, uint Size)
{
    /// <summary>First byte behind it.</summary>
    public long End => (long)Offset + Size;
}
