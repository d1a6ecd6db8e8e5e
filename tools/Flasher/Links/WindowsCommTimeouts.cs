using System.Runtime.InteropServices;

namespace BluezoneTag.Flasher.Links;

/// <summary>`COMMTIMEOUTS`, 20 bytes, milliseconds.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct WindowsCommTimeouts
{
    public uint ReadInterval;
    public uint ReadMultiplier;
    public uint ReadConstant;
    public uint WriteMultiplier;
    public uint WriteConstant;
}
