using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.Versioning;
using Microsoft.Win32;

namespace BluezoneTag.Flasher.Ports;

/// <summary>Ports from the registry: names from SERIALCOMM, USB ids from the enumeration of USB. **Not yet run on Windows.**</summary>
[SupportedOSPlatform("windows")]
public sealed class WindowsPorts : IPortList
{
    private const string Names = @"HARDWARE\DEVICEMAP\SERIALCOMM";
    private const string Usb = @"SYSTEM\CurrentControlSet\Enum\USB";

    /// <inheritdoc/>
    public IReadOnlyList<PortInfo> All()
    {
        Dictionary<string, PortInfo> usb = UsbPorts();
        using RegistryKey? names = Microsoft.Win32.Registry.LocalMachine.OpenSubKey(Names);
        return [.. (names?.GetValueNames() ?? [])
            .Select(one => names!.GetValue(one) as string).OfType<string>()
            .Select(one => usb.GetValueOrDefault(one) ?? new PortInfo(one, 0, 0, string.Empty, string.Empty))
            .OrderBy(one => one.Name.Length).ThenBy(one => one.Name, StringComparer.Ordinal)];
    }

    // ...\USB\VID_303A&PID_1001&MI_00\<instance>\Device Parameters: PortName = COM5
    private static Dictionary<string, PortInfo> UsbPorts()
    {
        Dictionary<string, PortInfo> found = new(StringComparer.OrdinalIgnoreCase);
        using RegistryKey? usb = Microsoft.Win32.Registry.LocalMachine.OpenSubKey(Usb);
        foreach (string ids in usb?.GetSubKeyNames() ?? [])
        {
            using RegistryKey? device = usb!.OpenSubKey(ids);
            foreach (string instance in device?.GetSubKeyNames() ?? [])
            {
                using RegistryKey? one = device!.OpenSubKey(instance);
                using RegistryKey? parameters = one?.OpenSubKey("Device Parameters");
                if (parameters?.GetValue("PortName") is string name)
                {
                    found[name] = new PortInfo(name, Id(ids, "VID_"), Id(ids, "PID_"), instance, one!.GetValue("FriendlyName") as string ?? string.Empty);
                }
            }
        }

        return found;
    }

    private static ushort Id(string ids, string prefix)
    {
        int start = ids.IndexOf(prefix, StringComparison.OrdinalIgnoreCase) + prefix.Length;
        return start >= prefix.Length && start + 4 <= ids.Length
            && ushort.TryParse(ids.AsSpan(start, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out ushort id)
            ? id
            : (ushort)0;
    }
}
