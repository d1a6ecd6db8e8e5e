using System;
using System.Collections.Generic;
using BluezoneTag.Flasher.Jobs;
using BluezoneTag.Flasher.Links;
using BluezoneTag.Flasher.Messages;
using BluezoneTag.Flasher.Ports;

namespace BluezoneTag.Flasher.Tests.Support;

/// <summary>A chip on a wire with a rate, a clock of its own, and at most one fault. Opens links to it.</summary>
public sealed class FakeBench : ILinkFactory, IPortList
{
    public const string PortName = "fake0";
    private readonly LinkFault? _fault;

    public FakeBench(FakeChip chip, LinkFault? fault = null)
    {
        Chip = chip;
        _fault = fault;
    }

    public FakeChip Chip { get; }

    public SimulatedClock Clock { get; } = new();

    public bool HasLines { get; set; } = true;

    /// <summary>The port goes away whenever the chip comes up in its loader, as a USB device does that enumerates again.</summary>
    public bool VanishesAtReset { get; init; }

    public int FramesToChip { get; private set; }

    public int FramesFromChip { get; private set; }

    public List<int> LengthsToChip { get; } = [];

    public List<int> LengthsFromChip { get; } = [];

    /// <summary>How often opening fails after a cut.</summary>
    public int OpenFailures { get; set; }

    public int Opened { get; private set; }

    public Action? OnReopen { get; set; }

    public ISerialLink Open(string port)
    {
        if (Opened > 0 && OpenFailures-- > 0)
        {
            throw PortProblems.Missing(port);
        }

        if (Opened++ > 0)
        {
            OnReopen?.Invoke();
        }

        return new FakeLink(this);
    }

    public IReadOnlyList<PortInfo> All() => [Chip.IsUsb
        ? new PortInfo(PortName, UsbDevices.Espressif, UsbDevices.SerialJtag, "7C:DF:A1:11:22:33", "USB JTAG/serial debug unit")
        : new PortInfo(PortName, UsbDevices.SiliconLabs, 0xEA60, "0001", "CP2102")];

    public TagPort Port(int baud = 921600) => new(PortName, baud, this, this, Clock, default);

    public LinkFault? FaultFor(bool toChip)
    {
        int frame = toChip ? FramesToChip++ : FramesFromChip++;
        return _fault != null && _fault.ToChip == toChip && _fault.Frame == frame ? _fault : null;
    }
}
