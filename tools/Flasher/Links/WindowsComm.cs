using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace BluezoneTag.Flasher.Links;

/// <summary>The few calls and constants of kernel32 that a COM port needs.</summary>
[SupportedOSPlatform("windows")]
internal static partial class WindowsComm
{
    public const uint ReadAndWrite = 0xC0000000;
    public const uint OpenExisting = 3;
    public const uint Overlapped = 0x40000000;
    public const int FileNotFound = 2;
    public const int AccessDenied = 5;
    public const int SharingViolation = 32;
    public const int Pending = 997;
    public const uint PurgeReceived = 0x0008;
    public const uint SetRts = 3;
    public const uint ClearRts = 4;
    public const uint SetDtr = 5;
    public const uint ClearDtr = 6;

    [LibraryImport("kernel32", EntryPoint = "CreateFileW", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    public static partial SafeFileHandle CreateFile(string name, uint access, uint share, nint security, uint disposition, uint flags, nint template);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool GetCommState(SafeFileHandle port, ref WindowsDcb settings);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool SetCommState(SafeFileHandle port, in WindowsDcb settings);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool SetCommTimeouts(SafeFileHandle port, in WindowsCommTimeouts timeouts);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool PurgeComm(SafeFileHandle port, uint what);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool EscapeCommFunction(SafeFileHandle port, uint function);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool ReadFile(SafeFileHandle port, nint buffer, int count, out int done, nint overlapped);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool WriteFile(SafeFileHandle port, nint buffer, int count, out int done, nint overlapped);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool GetOverlappedResult(SafeFileHandle port, nint overlapped, out int done, [MarshalAs(UnmanagedType.Bool)] bool wait);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool CancelIoEx(SafeFileHandle port, nint overlapped);
}
