using System.IO;
using BluezoneTag.Flasher.Ports;
using BluezoneTag.Flasher.Tests.Support;
using Xunit;

namespace BluezoneTag.Flasher.Tests.Ports;

public sealed class LinuxPortsTests
{
    [LinuxFact]
    public void Usb_ports_are_found_with_their_ids_through_links_as_sysfs_has_them()
    {
        using var folder = new TemporaryFolder();
        Device(folder, "1-1", "303a", "1001", "7C:DF:A1:11:22:33", "USB JTAG/serial debug unit", "1-1:1.0", "ttyACM0");
        Device(folder, "1-2", "10c4", "ea60", "0001", "CP2102", "1-2:1.0/ttyUSB0", "ttyUSB0");
        Device(folder, "1-3", "10c4", "ea60", "0001", "CP2102", "1-3:1.0/ttyUSB1", "ttyUSB1");
        Directory.CreateDirectory(folder.File("class/tty/tty0"));
        IPortList ports = new LinuxPorts(folder.File("class/tty"), "/dev");
        Assert.Equal(
            [
                new PortInfo("/dev/ttyACM0", 0x303A, 0x1001, "7C:DF:A1:11:22:33", "USB JTAG/serial debug unit"),
                new PortInfo("/dev/ttyUSB0", 0x10C4, 0xEA60, "0001", "CP2102"),
                new PortInfo("/dev/ttyUSB1", 0x10C4, 0xEA60, "0001", "CP2102"),
            ],
            ports.All());
        Assert.Equal(PortKind.UsbSerialJtag, ports.Find("/dev/ttyACM0")!.Kind);
        Assert.Equal(PortKind.UartBridge, ports.Find("/dev/ttyUSB0")!.Kind);
        Assert.Equal("/dev/ttyACM0", ports.FindBySerial("7C:DF:A1:11:22:33")!.Name);
        Assert.Null(ports.FindBySerial("0001"));
    }

    [Fact]
    public void No_sysfs_means_no_ports()
    {
        Assert.Empty(new LinuxPorts("/nowhere").All());
    }

    private static void Device(TemporaryFolder folder, string usb, string vendor, string product, string serial, string name, string node, string tty)
    {
        string device = folder.File($"devices/{usb}");
        string parent = Path.Combine(device, node);
        Directory.CreateDirectory(Path.Combine(parent, "tty", tty));
        File.WriteAllText(Path.Combine(device, "idVendor"), vendor + "\n");
        File.WriteAllText(Path.Combine(device, "idProduct"), product + "\n");
        File.WriteAllText(Path.Combine(device, "serial"), serial + "\n");
        File.WriteAllText(Path.Combine(device, "product"), name + "\n");
        Directory.CreateSymbolicLink(Path.Combine(parent, "tty", tty, "device"), "../../../" + Path.GetFileName(parent));
        Directory.CreateDirectory(folder.File("class/tty"));
        Directory.CreateSymbolicLink(folder.File($"class/tty/{tty}"), Path.Combine(parent, "tty", tty));
    }
}
