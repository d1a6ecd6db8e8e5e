using Microsoft.Win32.SafeHandles;

namespace BluezoneTag.Flasher.Links;

/// <summary>A file descriptor that is closed once.</summary>
internal sealed class LinuxTtyHandle : SafeHandleMinusOneIsInvalid
{
    public LinuxTtyHandle()
        : base(ownsHandle: true)
    {
    }

    protected override bool ReleaseHandle() => LinuxTty.Close(handle) == 0;
}
