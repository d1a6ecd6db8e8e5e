using System;
using System.IO;
using System.Runtime.InteropServices;
using BluezoneTag.Flasher.Links;
using BluezoneTag.Flasher.Messages;
using BluezoneTag.Flasher.Tests.Support;
using Xunit;

namespace BluezoneTag.Flasher.Tests.Links;

/// <summary>The Linux link on a pseudo terminal: rates, bytes, no modem lines, and the other end going away.</summary>
public sealed class PseudoTerminalTests
{
    private const nuint UnlockTerminal = 0x40045431;
    private const nuint TerminalNumber = 0x80045430;

    [LinuxFact]
    public void Bytes_pass_unchanged_in_both_directions_at_any_rate()
    {
        using FileStream master = OpenMaster(out string path);
        using LinuxSerialLink link = LinuxSerialLink.Open(path, 115200);
        link.SetBaud(921600);
        byte[] all = new byte[256];
        for (int i = 0; i < all.Length; i++)
        {
            all[i] = (byte)i;
        }

        link.Write(all);
        byte[] heard = new byte[256];
        master.ReadExactly(heard);
        Assert.Equal(all, heard);
        master.Write(all);
        byte[] read = new byte[256];
        for (int count = 0; count < read.Length;)
        {
            int more = link.Read(read.AsSpan(count), TimeSpan.FromSeconds(10));
            Assert.NotEqual(0, more);
            count += more;
        }

        Assert.Equal(all, read);
        Assert.Equal(0, link.Read(read, TimeSpan.Zero));
    }

    [LinuxFact]
    public void A_pseudo_terminal_has_no_modem_lines_and_that_is_no_failure()
    {
        using FileStream master = OpenMaster(out string path);
        using LinuxSerialLink link = LinuxSerialLink.Open(path, 115200);
        Assert.False(link.TrySetLines(true, false));
    }

    [LinuxFact]
    public void The_other_end_going_away_is_a_lost_link()
    {
        FileStream master = OpenMaster(out string path);
        using LinuxSerialLink link = LinuxSerialLink.Open(path, 115200);
        master.Dispose();
        Assert.Throws<LinkLostException>(() => link.Read(new byte[1], TimeSpan.FromSeconds(10)));
    }

    [LinuxFact]
    public void A_missing_port_and_a_file_are_clear_errors()
    {
        Assert.Equal(ExitCode.Port, Assert.Throws<FlasherException>(() => LinuxSerialLink.Open("/dev/ttyNOWHERE0", 115200)).Code);
        string file = Path.GetTempFileName();
        FlasherException problem = Assert.Throws<FlasherException>(() => LinuxSerialLink.Open(file, 115200));
        File.Delete(file);
        Assert.Equal(ExitCode.Port, problem.Code);
    }

    [Theory]
    [InlineData(13, "permission", "dialout")]
    [InlineData(16, "another program", "ModemManager")]
    [InlineData(2, "no such port", "cable")]
    [InlineData(19, "no such port", "cable")]
    [InlineData(25, "no usable serial port", "ports")]
    public void Every_reason_not_to_open_says_what_to_try(int error, string what, string next)
    {
        FlasherException problem = LinuxSerialLink.OpenProblem("/dev/ttyACM0", error);
        Assert.Equal(ExitCode.Port, problem.Code);
        Assert.Contains(what, problem.What.English, StringComparison.Ordinal);
        Assert.Contains(next, problem.Next.English, StringComparison.Ordinal);
        Assert.NotEqual(problem.Next.English, problem.Next.Vietnamese);
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int ioctl(nint descriptor, nuint request, ref int argument);

    private static FileStream OpenMaster(out string path)
    {
        var master = new FileStream("/dev/ptmx", new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.ReadWrite, BufferSize = 0 });
        int unlocked = 0;
        int number = 0;
        Assert.Equal(0, ioctl(master.SafeFileHandle.DangerousGetHandle(), UnlockTerminal, ref unlocked));
        Assert.Equal(0, ioctl(master.SafeFileHandle.DangerousGetHandle(), TerminalNumber, ref number));
        path = $"/dev/pts/{number}";
        return master;
    }
}
