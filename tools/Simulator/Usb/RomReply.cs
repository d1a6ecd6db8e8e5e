namespace BluezoneTag.Simulator.Usb;

/// <summary>One response packet and when it is ready.</summary>
/// <param name="Packet">Bytes before SLIP framing.</param>
/// <param name="BusyUs">How long the ROM works before it answers.</param>
public sealed record RomReply(byte[] Packet, long BusyUs);
