namespace BluezoneTag.Simulator.Usb;

/// <summary>One entry of the partition table.</summary>
/// <param name="Type">0 application, 1 data.</param>
/// <param name="Subtype">For data 0x82 SPIFFS, 0x83 littlefs, 0x84 deployment.</param>
/// <param name="Offset">Where in flash.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Label">Name.</param>
public sealed record Partition(int Type, int Subtype, int Offset, int Length, string Label);
