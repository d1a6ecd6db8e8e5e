using System.Runtime.InteropServices;

namespace BluezoneTag.Flasher.Links;

/// <summary>The few calls and constants of libc that a serial port needs, on x86-64 and arm64.</summary>
internal static partial class LinuxTty
{
    // O_RDWR, O_NOCTTY, O_NONBLOCK, O_CLOEXEC
    public const int OpenFlags = 2 | 0x100 | 0x800 | 0x80000;

    public const nuint SetExclusive = 0x540C;
    public const nuint GetTermios = 0x802C542A;
    public const nuint SetTermios = 0x402C542B;
    public const nuint GetLines = 0x5415;
    public const nuint SetLines = 0x5418;
    public const nuint Flush = 0x540B;
    public const nint FlushInput = 0;

    public const short PollIn = 1;
    public const short PollOut = 4;
    public const short PollGone = 8 | 16 | 32;

    public const int NotFound = 2;
    public const int Interrupted = 4;
    public const int InputOutput = 5;
    public const int NoAddress = 6;
    public const int TryAgain = 11;
    public const int NoPermission = 13;
    public const int Busy = 16;
    public const int NoDevice = 19;

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial LinuxTtyHandle Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    public static partial int Close(nint descriptor);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(LinuxTtyHandle tty, ref byte buffer, nint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(LinuxTtyHandle tty, in byte buffer, nint count);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(ref LinuxPoll wanted, nuint count, int timeoutMs);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    public static partial int Control(LinuxTtyHandle tty, nuint request, nint argument);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    public static partial int Control(LinuxTtyHandle tty, nuint request, ref int argument);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    public static partial int Control(LinuxTtyHandle tty, nuint request, ref LinuxTermios argument);
}
