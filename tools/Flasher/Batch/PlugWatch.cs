using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Flasher.Ports;

namespace BluezoneTag.Flasher.Batch;

/// <summary>
/// Tells which tags were plugged in since the last look. A port is known by the serial number of its USB device, or by its name; it counts
/// as unplugged only after it was away for a while, because chips with their own USB vanish at every reset.
/// </summary>
public sealed class PlugWatch
{
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(3);
    private readonly Dictionary<string, TimeSpan> _lastSeen = [];

    /// <summary>The tags among <paramref name="ports"/> that were not there at <paramref name="now"/> minus three seconds.</summary>
    public IReadOnlyList<PortInfo> Update(IReadOnlyList<PortInfo> ports, TimeSpan now)
    {
        foreach (string gone in _lastSeen.Where(one => now - one.Value > Away).Select(one => one.Key).ToList())
        {
            _lastSeen.Remove(gone);
        }

        List<PortInfo> plugged = [];
        foreach (PortInfo port in ports.Where(one => one.Kind != PortKind.Unknown))
        {
            string key = KeyOf(port, ports);
            if (!_lastSeen.ContainsKey(key))
            {
                plugged.Add(port);
            }

            _lastSeen[key] = now;
        }

        return plugged;
    }

    /// <summary>The tag at <paramref name="port"/> is still being worked on, wherever its port is just now.</summary>
    public void Keep(PortInfo port, IReadOnlyList<PortInfo> ports, TimeSpan now) => _lastSeen[KeyOf(port, ports)] = now;

    // Cheap bridges all have the same serial number.
    private static string KeyOf(PortInfo port, IReadOnlyList<PortInfo> all) =>
        port.SerialNumber.Length == 0 || all.Count(one => one.SerialNumber == port.SerialNumber) > 1 ? port.Name : port.SerialNumber;
}
