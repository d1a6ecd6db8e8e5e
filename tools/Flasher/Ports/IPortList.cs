using System;
using System.Collections.Generic;
using System.Linq;

namespace BluezoneTag.Flasher.Ports;

/// <summary>The serial ports of a machine, as they are now.</summary>
public interface IPortList
{
    /// <summary>All of them, by name.</summary>
    IReadOnlyList<PortInfo> All();

    /// <summary>The port of that name, or null.</summary>
    PortInfo? Find(string name) => All().FirstOrDefault(one => string.Equals(one.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The port of the USB device with that serial number; null when there is none, or several (cheap bridges share one).</summary>
    PortInfo? FindBySerial(string serialNumber)
    {
        PortInfo[] found = [.. All().Where(one => one.SerialNumber == serialNumber)];
        return found.Length == 1 ? found[0] : null;
    }
}
