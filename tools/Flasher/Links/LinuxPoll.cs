using System.Runtime.InteropServices;

namespace BluezoneTag.Flasher.Links;

/// <summary>`struct pollfd`, 8 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct LinuxPoll
{
    public int Descriptor;
    public short Events;
    public short Returned;
}
