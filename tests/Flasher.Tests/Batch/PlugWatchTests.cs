using System;
using System.Collections.Generic;
using BluezoneTag.Flasher.Batch;
using BluezoneTag.Flasher.Commands;
using BluezoneTag.Flasher.Links;
using BluezoneTag.Flasher.Messages;
using BluezoneTag.Flasher.Ports;
using Xunit;

namespace BluezoneTag.Flasher.Tests.Batch;

/// <summary>What counts as plugged in, names of neighbouring ports, and the server's talk on RFC 2217 links.</summary>
public sealed class PlugWatchTests
{
    private static readonly PortInfo First = new("/dev/ttyACM0", UsbDevices.Espressif, UsbDevices.SerialJtag, "AA", string.Empty);
    private static readonly PortInfo Renamed = First with { Name = "/dev/ttyACM1" };

    [Fact]
    public void A_port_that_vanishes_for_a_reset_and_comes_back_under_another_name_is_the_same_tag()
    {
        var watch = new PlugWatch();
        Assert.Equal([First], watch.Update([First], TimeSpan.Zero));
        Assert.Empty(watch.Update([], TimeSpan.FromSeconds(1)));
        Assert.Empty(watch.Update([Renamed], TimeSpan.FromSeconds(2)));
        Assert.Empty(watch.Update([], TimeSpan.FromSeconds(4)));
        Assert.Equal([First], watch.Update([First], TimeSpan.FromSeconds(8)));
    }

    [Fact]
    public void Bridges_that_share_a_serial_number_are_two_tags()
    {
        PortInfo one = new("COM3", UsbDevices.SiliconLabs, 0xEA60, "0001", string.Empty);
        PortInfo two = one with { Name = "COM4" };
        var watch = new PlugWatch();
        Assert.Equal([one, two], watch.Update([one, two], TimeSpan.Zero));
        Assert.Empty(watch.Update([one, two], TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void Neighbouring_tcp_ports_are_counted()
    {
        Assert.Equal(["rfc2217:h:10", "rfc2217:h:11", "COM5"], PortNames.Expand(["rfc2217:h:10+2", "COM5"]));
        Assert.Equal(ExitCode.Usage, Assert.Throws<FlasherException>(() => PortNames.Expand(["tcp:h:10+x"])).Code);
    }

    [Fact]
    public void Telnet_commands_are_taken_out_wherever_the_stream_is_cut()
    {
        byte[] stream = [1, 255, 251, 44, 2, 255, 250, 44, 101, 255, 255, 240, 3, 255, 240, 255, 255, 4, 255, 241, 5];
        for (int cut = 0; cut <= stream.Length; cut++)
        {
            var filter = new TelnetFilter();
            var data = new Queue<byte>();
            filter.Take(stream.AsSpan(0, cut), data);
            filter.Take(stream.AsSpan(cut), data);
            Assert.Equal([1, 2, 255, 4, 5], data.ToArray());
        }
    }
}
