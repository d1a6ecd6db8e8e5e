using System;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Threading;
using Microsoft.Win32.SafeHandles;

namespace BluezoneTag.Flasher.Links;

/// <summary>
/// One overlapped read or write at a time, waited for with a limit. Buffer and control block are unmanaged memory of this
/// object, so that a call the driver has not given up yet never points into moved memory.
/// </summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsOverlappedCall : IDisposable
{
    private const int Capacity = 4096;
    private readonly SafeFileHandle _port;
    private readonly ManualResetEvent _done = new(false);
    private readonly nint _buffer = Marshal.AllocHGlobal(Capacity);
    private readonly nint _overlapped = Marshal.AllocHGlobal(Marshal.SizeOf<NativeOverlapped>());

    public WindowsOverlappedCall(SafeFileHandle port)
    {
        _port = port;
    }

    /// <summary>Bytes read, 0 after the port's own time-out, null when the call failed.</summary>
    public int? Read(Span<byte> bytes, uint limitMs)
    {
        Prepare();
        int length = Math.Min(bytes.Length, Capacity);
        int? count = Finish(WindowsComm.ReadFile(_port, _buffer, length, out int done, _overlapped), done, limitMs);
        for (int i = 0; i < count; i++)
        {
            bytes[i] = Marshal.ReadByte(_buffer, i);
        }

        return count;
    }

    /// <summary>Bytes written, at most 4096, null when the call failed.</summary>
    public int? Write(ReadOnlySpan<byte> bytes, uint limitMs)
    {
        Prepare();
        int length = Math.Min(bytes.Length, Capacity);
        for (int i = 0; i < length; i++)
        {
            Marshal.WriteByte(_buffer, i, bytes[i]);
        }

        return Finish(WindowsComm.WriteFile(_port, _buffer, length, out int done, _overlapped), done, limitMs);
    }

    public void Dispose()
    {
        Marshal.FreeHGlobal(_overlapped);
        Marshal.FreeHGlobal(_buffer);
        _done.Dispose();
    }

    private void Prepare()
    {
        _done.Reset();
        Marshal.StructureToPtr(new NativeOverlapped { EventHandle = _done.SafeWaitHandle.DangerousGetHandle() }, _overlapped, false);
    }

    private int? Finish(bool isDone, int count, uint limitMs)
    {
        if (isDone)
        {
            return count;
        }

        if (Marshal.GetLastPInvokeError() != WindowsComm.Pending)
        {
            return null;
        }

        if (!_done.WaitOne((int)Math.Min(limitMs, int.MaxValue)))
        {
            WindowsComm.CancelIoEx(_port, _overlapped);
        }

        // Waits for the cancelled call too: only then is its memory free again.
        return WindowsComm.GetOverlappedResult(_port, _overlapped, out int transferred, true) ? transferred : null;
    }
}
