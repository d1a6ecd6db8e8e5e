using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using BluezoneTag.Flasher.Links;
using BluezoneTag.Flasher.Messages;
using BluezoneTag.Flasher.Ports;
using BluezoneTag.Flasher.Tests.Support;
using Xunit;

namespace BluezoneTag.Flasher.Tests.Ports;

public sealed class DoctorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Nothing_plugged_in_points_at_the_cable()
    {
        Diagnosis finding = Assert.Single(Bad(new Machine([], null)));
        Assert.Contains("data cable", finding.Next!.English, StringComparison.Ordinal);
        Assert.Contains("cáp dữ liệu", finding.Next.Vietnamese, StringComparison.Ordinal);
    }

    [Fact]
    public void A_device_without_a_port_points_at_the_driver()
    {
        Directory.CreateDirectory(_folder.File("usb/1-1"));
        File.WriteAllText(_folder.File("usb/1-1/idVendor"), "10c4\n");
        Directory.CreateDirectory(_folder.File("usb/1-2"));
        File.WriteAllText(_folder.File("usb/1-2/idVendor"), "046d\n");
        Assert.Contains("CP210x", Bad(new Machine([], null))[1].What.English, StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_that_does_not_open_says_why()
    {
        Diagnosis finding = Assert.Single(Bad(new Machine([Tag], PortProblems.NoPermission(Tag.Name))));
        Assert.Contains("dialout", finding.Next!.English, StringComparison.Ordinal);
    }

    [Fact]
    public void A_running_modem_manager_is_noticed()
    {
        Directory.CreateDirectory(_folder.File("proc/812"));
        File.WriteAllText(_folder.File("proc/812/comm"), "ModemManager\n");
        Assert.Contains("ModemManager is running", Assert.Single(Bad(new Machine([Tag], null))).What.English, StringComparison.Ordinal);
    }

    [Fact]
    public void A_machine_in_order_gets_no_complaint()
    {
        Assert.Empty(Bad(new Machine([Tag], null)));
    }

    private static PortInfo Tag => new("/dev/ttyACM0", UsbDevices.Espressif, UsbDevices.SerialJtag, "1", "JTAG");

    private List<Diagnosis> Bad(Machine machine)
    {
        Directory.CreateDirectory(_folder.File("proc/self"));
        return [.. new Doctor(machine, machine, _folder.File("usb"), _folder.File("proc")).Examine().Where(one => !one.IsGood)];
    }

    private sealed class Machine(PortInfo[] ports, FlasherException? problem) : IPortList, ILinkFactory
    {
        public IReadOnlyList<PortInfo> All() => ports;

        public ISerialLink Open(string port) => problem == null ? new FakeLink(new FakeBench(new FakeChip(isC3: true))) : throw problem;
    }
}
