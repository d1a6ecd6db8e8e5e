using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace BluezoneTag.Flasher.Ports;

/// <summary>
/// Ports from sysfs: every tty that has a device, with the USB ids of the nearest parent that has them. Ports built into the board
/// (ttyS) are left out unless they are all there is to ask for by name.
/// </summary>
public sealed class LinuxPorts : IPortList
{
    private const int MostParents = 5;
    private readonly string _classFolder;
    private readonly string _deviceFolder;

    /// <summary>Reads <paramref name="classFolder"/>; tests give one of their own.</summary>
    public LinuxPorts(string classFolder = "/sys/class/tty", string deviceFolder = "/dev")
    {
        _classFolder = classFolder;
        _deviceFolder = deviceFolder;
    }

    /// <inheritdoc/>
    public IReadOnlyList<PortInfo> All()
    {
        if (!Directory.Exists(_classFolder))
        {
            return [];
        }

        return [.. Directory.EnumerateFileSystemEntries(_classFolder)
            .Select(Describe).OfType<PortInfo>()
            .OrderBy(one => one.Name.Length).ThenBy(one => one.Name, StringComparer.Ordinal)];
    }

    private static string RealPath(string path) =>
        new DirectoryInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path);

    private static string Read(string folder, string file)
    {
        string path = Path.Combine(folder, file);
        try
        {
            return File.Exists(path) ? File.ReadAllText(path).Trim() : string.Empty;
        }
        catch (IOException)
        {
            return string.Empty;
        }
    }

    private static ushort ReadId(string folder, string file) =>
        ushort.TryParse(Read(folder, file), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out ushort id) ? id : (ushort)0;

    private PortInfo? Describe(string entry)
    {
        string device = Path.Combine(entry, "device");
        if (!Directory.Exists(device))
        {
            return null;
        }

        string name = Path.Combine(_deviceFolder, Path.GetFileName(entry));
        DirectoryInfo? folder = new(RealPath(RealPath(entry) + "/device"));
        for (int level = 0; level < MostParents && folder != null; level++, folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "idVendor")))
            {
                return new PortInfo(
                    name, ReadId(folder.FullName, "idVendor"), ReadId(folder.FullName, "idProduct"), Read(folder.FullName, "serial"), Read(folder.FullName, "product"));
            }
        }

        return null;
    }
}
