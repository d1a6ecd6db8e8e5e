using System;
using System.Runtime.InteropServices;
using BluezoneTag.Flasher.Messages;

namespace BluezoneTag.Flasher.Links;

/// <summary>
/// A tty of Linux through termios2, so that any rate is possible. Raw 8N1 without flow control. HUPCL is cleared, or closing
/// would drop DTR and might reset the tag.
/// </summary>
public sealed class LinuxSerialLink : ISerialLink
{
    private const int DtrBit = 2;
    private const int RtsBit = 4;
    private static readonly TimeSpan WriteTimeout = TimeSpan.FromSeconds(10);
    private readonly LinuxTtyHandle _tty;
    private bool _hasLines = true;

    private LinuxSerialLink(string name, LinuxTtyHandle tty)
    {
        Name = name;
        _tty = tty;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Opens for this process alone, lines released. Throws <see cref="FlasherException"/>.</summary>
    public static LinuxSerialLink Open(string path, int baud)
    {
        LinuxTtyHandle tty = LinuxTty.Open(path, LinuxTty.OpenFlags);
        int error = Marshal.GetLastPInvokeError();
        if (tty.IsInvalid)
        {
            tty.Dispose();
            throw OpenProblem(path, error);
        }

        var link = new LinuxSerialLink(path, tty);
        try
        {
            if (LinuxTty.Control(tty, LinuxTty.SetExclusive, 0) < 0)
            {
                throw OpenProblem(path, Marshal.GetLastPInvokeError());
            }

            link.SetBaud(baud);
            link.TrySetLines(false, false);
            link.Discard();
            return link;
        }
        catch (LinkLostException exception)
        {
            link.Dispose();
            throw PortProblems.NotASerialPort(path, exception.Message);
        }
        catch
        {
            link.Dispose();
            throw;
        }
    }

    /// <summary>What an error number of `open` or of the exclusive lock means to a technician.</summary>
    public static FlasherException OpenProblem(string path, int error) => error switch
    {
        LinuxTty.NoPermission => PortProblems.NoPermission(path),
        LinuxTty.Busy => PortProblems.Busy(path),
        LinuxTty.NotFound or LinuxTty.NoDevice or LinuxTty.NoAddress => PortProblems.Missing(path),
        _ => PortProblems.NotASerialPort(path, $"errno {error}"),
    };

    /// <inheritdoc/>
    public int Read(Span<byte> buffer, TimeSpan timeout)
    {
        short events = Poll(LinuxTty.PollIn, timeout);
        if (events == 0)
        {
            return 0;
        }

        nint count = LinuxTty.Read(_tty, ref MemoryMarshal.GetReference(buffer), buffer.Length);
        int error = Marshal.GetLastPInvokeError();
        if (count > 0)
        {
            return (int)count;
        }

        return count < 0 && error is LinuxTty.TryAgain or LinuxTty.Interrupted && (events & LinuxTty.PollGone) == 0
            ? 0
            : throw new LinkLostException(Name, $"the port is gone (errno {(count < 0 ? error : 0)})");
    }

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            nint count = LinuxTty.Write(_tty, in MemoryMarshal.GetReference(bytes), bytes.Length);
            int error = Marshal.GetLastPInvokeError();
            if (count > 0)
            {
                bytes = bytes[(int)count..];
            }
            else if (error is not (LinuxTty.TryAgain or LinuxTty.Interrupted) || (Poll(LinuxTty.PollOut, WriteTimeout) & LinuxTty.PollOut) == 0)
            {
                throw new LinkLostException(Name, $"writing stopped (errno {error})");
            }
        }
    }

    /// <inheritdoc/>
    public void SetBaud(int baud)
    {
        LinuxTermios termios = default;
        Check(LinuxTty.Control(_tty, LinuxTty.GetTermios, ref termios));
        termios.MakeRaw((uint)baud);
        Check(LinuxTty.Control(_tty, LinuxTty.SetTermios, ref termios));
    }

    /// <inheritdoc/>
    public bool TrySetLines(bool dtr, bool rts)
    {
        int lines = 0;
        if (!_hasLines || LinuxTty.Control(_tty, LinuxTty.GetLines, ref lines) < 0)
        {
            return NoLines();
        }

        lines = (lines & ~(DtrBit | RtsBit)) | (dtr ? DtrBit : 0) | (rts ? RtsBit : 0);
        return LinuxTty.Control(_tty, LinuxTty.SetLines, ref lines) >= 0 || NoLines();
    }

    /// <inheritdoc/>
    public void Discard() => Check(LinuxTty.Control(_tty, LinuxTty.Flush, LinuxTty.FlushInput));

    /// <inheritdoc/>
    public void Dispose() => _tty.Dispose();

    // A pseudo terminal has no modem lines and says ENOTTY; a real port that says EIO is gone.
    private bool NoLines()
    {
        int error = Marshal.GetLastPInvokeError();
        if (_hasLines && error is LinuxTty.InputOutput or LinuxTty.NoDevice)
        {
            throw new LinkLostException(Name, $"the port is gone (errno {error})");
        }

        _hasLines = false;
        return false;
    }

    private short Poll(short events, TimeSpan timeout)
    {
        var wanted = new LinuxPoll { Descriptor = (int)_tty.DangerousGetHandle(), Events = events };
        int milliseconds = (int)Math.Ceiling(Math.Clamp(timeout.TotalMilliseconds, 0, int.MaxValue));
        if (LinuxTty.Poll(ref wanted, 1, milliseconds) <= 0)
        {
            return 0;
        }

        return (wanted.Returned & events) != 0 || (wanted.Returned & LinuxTty.PollGone) == 0
            ? wanted.Returned
            : throw new LinkLostException(Name, "the port is gone");
    }

    private void Check(int result)
    {
        if (result < 0)
        {
            throw new LinkLostException(Name, $"the port does not take its settings (errno {Marshal.GetLastPInvokeError()})");
        }
    }
}
