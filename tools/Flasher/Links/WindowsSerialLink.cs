using System;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using BluezoneTag.Flasher.Messages;
using Microsoft.Win32.SafeHandles;

namespace BluezoneTag.Flasher.Links;

/// <summary>
/// A COM port through overlapped calls of kernel32. Compiles everywhere; **not yet run on a Windows machine**.
/// </summary>
[SupportedOSPlatform("windows")]
public sealed class WindowsSerialLink : ISerialLink
{
    private const uint WriteTimeoutMs = 10_000;
    private readonly SafeFileHandle _port;
    private readonly WindowsOverlappedCall _reading;
    private readonly WindowsOverlappedCall _writing;

    private WindowsSerialLink(string name, SafeFileHandle port)
    {
        Name = name;
        _port = port;
        _reading = new WindowsOverlappedCall(port);
        _writing = new WindowsOverlappedCall(port);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Opens for this process alone, lines released. Throws <see cref="FlasherException"/>.</summary>
    public static WindowsSerialLink Open(string name, int baud)
    {
        SafeFileHandle port = WindowsComm.CreateFile(
            @"\\.\" + name, WindowsComm.ReadAndWrite, 0, 0, WindowsComm.OpenExisting, WindowsComm.Overlapped, 0);
        int error = Marshal.GetLastPInvokeError();
        if (port.IsInvalid)
        {
            port.Dispose();
            throw OpenProblem(name, error);
        }

        var link = new WindowsSerialLink(name, port);
        try
        {
            // Every read is an overlapped one that ends with the first bytes: MAXDWORD, MAXDWORD, a bound.
            var timeouts = new WindowsCommTimeouts { ReadInterval = uint.MaxValue, ReadMultiplier = uint.MaxValue, ReadConstant = 50 };
            link.Check(WindowsComm.SetCommTimeouts(port, in timeouts));
            link.SetBaud(baud);
            link.TrySetLines(false, false);
            link.Discard();
            return link;
        }
        catch (LinkLostException exception)
        {
            link.Dispose();
            throw PortProblems.NotASerialPort(name, exception.Message);
        }
    }

    /// <inheritdoc/>
    public int Read(Span<byte> buffer, TimeSpan timeout)
    {
        SetReadTimeout(timeout);
        return _reading.Read(buffer, WriteTimeoutMs + (uint)timeout.TotalMilliseconds) ?? throw Lost();
    }

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            int count = _writing.Write(bytes, WriteTimeoutMs) ?? throw Lost();
            bytes = count > 0 ? bytes[count..] : throw Lost();
        }
    }

    /// <inheritdoc/>
    public void SetBaud(int baud)
    {
        var settings = new WindowsDcb { Length = (uint)Marshal.SizeOf<WindowsDcb>() };
        Check(WindowsComm.GetCommState(_port, ref settings));
        settings.BaudRate = (uint)baud;
        settings.Flags = WindowsDcb.Binary;
        settings.ByteSize = 8;
        settings.Parity = 0;
        settings.StopBits = 0;
        Check(WindowsComm.SetCommState(_port, in settings));
    }

    /// <inheritdoc/>
    public bool TrySetLines(bool dtr, bool rts)
    {
        // usbser.sys sends a change of DTR only together with one of RTS: RTS goes last, every time.
        return WindowsComm.EscapeCommFunction(_port, dtr ? WindowsComm.SetDtr : WindowsComm.ClearDtr)
            && WindowsComm.EscapeCommFunction(_port, rts ? WindowsComm.SetRts : WindowsComm.ClearRts);
    }

    /// <inheritdoc/>
    public void Discard() => Check(WindowsComm.PurgeComm(_port, WindowsComm.PurgeReceived));

    /// <inheritdoc/>
    public void Dispose()
    {
        _port.Dispose();
        _reading.Dispose();
        _writing.Dispose();
    }

    private static FlasherException OpenProblem(string name, int error) => error switch
    {
        WindowsComm.FileNotFound => PortProblems.Missing(name),
        WindowsComm.AccessDenied or WindowsComm.SharingViolation => PortProblems.Busy(name),
        _ => PortProblems.NotASerialPort(name, $"Windows error {error}"),
    };

    private void SetReadTimeout(TimeSpan timeout)
    {
        // The constant must not be 0 or MAXDWORD in this mode; 1 ms comes closest to "what is there now".
        var timeouts = new WindowsCommTimeouts
        {
            ReadInterval = uint.MaxValue,
            ReadMultiplier = uint.MaxValue,
            ReadConstant = (uint)Math.Clamp(timeout.TotalMilliseconds, 1, 60_000),
        };
        Check(WindowsComm.SetCommTimeouts(_port, in timeouts));
    }

    private void Check(bool done)
    {
        if (!done)
        {
            throw Lost();
        }
    }

    private LinkLostException Lost() => new(Name, $"the port is gone (Windows error {Marshal.GetLastPInvokeError()})");
}
