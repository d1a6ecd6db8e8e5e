using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using BluezoneTag.Flasher.Links;
using BluezoneTag.Flasher.Messages;

namespace BluezoneTag.Flasher.Ports;

/// <summary>Looks for the usual reasons why a tag is not found: cable, driver, permission, ModemManager, a busy port.</summary>
public sealed class Doctor
{
    private const string ModemManagerName = "ModemManager";
    private readonly IPortList _ports;
    private readonly ILinkFactory _links;
    private readonly string _usbFolder;
    private readonly string _processFolder;

    /// <summary>Looks at these ports; tests give their own folders.</summary>
    public Doctor(IPortList ports, ILinkFactory links, string usbFolder = "/sys/bus/usb/devices", string processFolder = "/proc")
    {
        _ports = ports;
        _links = links;
        _usbFolder = usbFolder;
        _processFolder = processFolder;
    }

    /// <summary>Everything found, good and bad.</summary>
    public IReadOnlyList<Diagnosis> Examine()
    {
        IReadOnlyList<PortInfo> tags = [.. _ports.All().Where(one => one.Kind != PortKind.Unknown)];
        List<Diagnosis> found = [PortsFound(tags)];
        found.AddRange(tags.Select(Opens));
        if (tags.Count == 0)
        {
            found.AddRange(DevicesWithoutPort());
        }

        Diagnosis? modemManager = ModemManager();
        if (modemManager != null)
        {
            found.Add(modemManager);
        }

        return found;
    }

    private static Diagnosis PortsFound(IReadOnlyList<PortInfo> tags)
    {
        string names = string.Join(", ", tags.Select(one => one.Name));
        return tags.Count > 0
            ? new(true, new($"Ports of tags: {names}", $"Cổng của thẻ: {names}"), null)
            : new(
                false,
                new("No port of a tag was found.", "Không tìm thấy cổng của thẻ nào."),
                new(
                    "Use a data cable: a charge-only cable shows nothing at all. Try another USB socket, without a hub.",
                    "Dùng cáp dữ liệu: cáp chỉ sạc thì máy không thấy gì. Thử cổng USB khác, không qua bộ chia."));
    }

    private Diagnosis Opens(PortInfo port)
    {
        try
        {
            _links.Open(port.Name).Dispose();
            return new(true, new($"{port.Name} can be opened.", $"Mở được {port.Name}."), null);
        }
        catch (FlasherException problem)
        {
            return new(false, problem.What, problem.Next);
        }
        catch (LinkLostException exception)
        {
            FlasherException problem = PortProblems.Vanished(port.Name, exception.Message);
            return new(false, problem.What, problem.Next);
        }
    }

    // Linux: a device is there, but no driver made a port of it.
    private IEnumerable<Diagnosis> DevicesWithoutPort()
    {
        string[] devices = Directory.Exists(_usbFolder) ? Directory.GetFileSystemEntries(_usbFolder) : [];
        foreach (string device in devices)
        {
            string vendor = Path.Combine(device, "idVendor");
            if (File.Exists(vendor) && ushort.TryParse(File.ReadAllText(vendor).Trim(), System.Globalization.NumberStyles.HexNumber, null, out ushort id)
                && UsbDevices.MakerOf(id).Length > 0)
            {
                string maker = UsbDevices.MakerOf(id);
                yield return new(
                    false,
                    new($"A USB device of {maker} is plugged in, but it has no serial port.", $"Có thiết bị USB {maker} nhưng không có cổng nối tiếp."),
                    new(
                        "The driver is missing (cdc_acm, cp210x, ch341 or ftdi_sio): load it, or install the kernel's extra modules.",
                        "Thiếu trình điều khiển (cdc_acm, cp210x, ch341 hoặc ftdi_sio): nạp module hoặc cài gói module bổ sung của nhân."));
            }
        }
    }

    private Diagnosis? ModemManager()
    {
        if (!Directory.Exists(_processFolder))
        {
            return null;
        }

        return Directory.EnumerateDirectories(_processFolder).Any(IsModemManager)
            ? new(
                false,
                new("ModemManager is running; it opens new ports for some seconds and may disturb a tag.", "ModemManager đang chạy; nó mở cổng mới vài giây và có thể làm phiền thẻ."),
                new(
                    "Let it ignore tags with a udev rule, see docs/flasher.md, or stop it: sudo systemctl stop ModemManager.",
                    "Thêm luật udev để nó bỏ qua thẻ, xem docs/flasher.md, hoặc dừng nó: sudo systemctl stop ModemManager."))
            : new(true, new("ModemManager is not running.", "ModemManager không chạy."), null);
    }

    private static bool IsModemManager(string folder)
    {
        try
        {
            return char.IsAsciiDigit(Path.GetFileName(folder)[0]) && File.ReadAllText(Path.Combine(folder, "comm")).Trim() == ModemManagerName;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
