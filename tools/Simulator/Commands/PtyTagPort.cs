using System;
using System.Runtime.InteropServices;
using System.Text;
using BluezoneTag.Simulator.Usb;

namespace BluezoneTag.Simulator.Commands;

/// <summary>
/// A virtual tag on a Linux pseudo terminal. It carries no reset lines: a SYNC brings the chip into its loader, closing the port starts it
/// from flash.
/// </summary>
internal sealed class PtyTagPort : ITagPort
{
    private const int OpenFlags = 2 | 0x100 | 0x800; // O_RDWR, O_NOCTTY, O_NONBLOCK
    private const int ErrorIo = 5;
    private const int TermiosRoom = 128;

    private readonly VirtualTag _tag;
    private readonly int _master;
    private readonly byte[] _buffer = new byte[0x4000];
    private bool _isOpen;

    public PtyTagPort(VirtualTag tag)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new UserErrorException("--pty: pseudo terminals are offered on Linux only.", "Use --tcp PORT.");
        }

        _tag = tag;
        _tag.IsSyncReset = true;
        _master = posix_openpt(OpenFlags);
        byte[] name = new byte[TermiosRoom];
        byte[] termios = new byte[TermiosRoom];
        if (_master < 0 || grantpt(_master) != 0 || unlockpt(_master) != 0 || ptsname_r(_master, name, name.Length) != 0
            || tcgetattr(_master, termios) != 0)
        {
            throw new UserErrorException("--pty: no pseudo terminal can be made.", "Use --tcp PORT.");
        }

        cfmakeraw(termios);
        _ = tcsetattr(_master, 0, termios);
        Name = Encoding.ASCII.GetString(name, 0, Array.IndexOf(name, (byte)0));
    }

    public string Name { get; }

    public void Turn(long nowUs)
    {
        nint count = read(_master, _buffer, _buffer.Length);
        bool isClosed = count < 0 && Marshal.GetLastPInvokeError() == ErrorIo;
        if (isClosed && _isOpen && _tag.IsInLoader)
        {
            _tag.Reset(isDownload: false);
        }

        _isOpen = !isClosed;
        if (count > 0)
        {
            _tag.Receive(_buffer.AsSpan(0, (int)count).ToArray(), _tag.ChipBaud);
        }

        foreach ((_, byte[] bytes) in _tag.TakeOutput(nowUs))
        {
            // With nobody there or a full buffer bytes are lost, as on a real line.
            _ = isClosed ? 0 : write(_master, bytes, bytes.Length);
        }
    }

    public void Dispose() => _ = close(_master);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int posix_openpt(int flags);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int grantpt(int file);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int unlockpt(int file);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ptsname_r(int file, byte[] name, nint length);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int tcgetattr(int file, byte[] termios);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void cfmakeraw(byte[] termios);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int tcsetattr(int file, int when, byte[] termios);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint read(int file, byte[] buffer, nint count);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint write(int file, byte[] buffer, nint count);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int close(int file);
}
