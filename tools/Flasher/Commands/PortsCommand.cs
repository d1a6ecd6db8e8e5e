using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using BluezoneTag.Flasher.Messages;
using BluezoneTag.Flasher.Ports;

namespace BluezoneTag.Flasher.Commands;

/// <summary>`ports`: what is plugged in.</summary>
public static class PortsCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandRunner runner)
    {
        Command command = CommandRunner.WithCommon(new Command("ports", "Serial ports of this machine / các cổng nối tiếp"));
        command.SetAction(parsed => runner.Run(parsed, output => List(output, runner.Environment.Ports.All())));
        return command;
    }

    private static ExitCode List(CommandOutput output, IReadOnlyList<PortInfo> ports)
    {
        output.Result(ports.Select(one => new
        {
            one.Name,
            vendorId = $"{one.VendorId:X4}",
            productId = $"{one.ProductId:X4}",
            one.SerialNumber,
            one.Product,
            one.Kind,
        }));
        if (ports.Count == 0)
        {
            output.Say(new("No serial port. See `doctor`.", "Không có cổng nối tiếp. Xem lệnh `doctor`."));
        }

        foreach (PortInfo one in ports)
        {
            string maker = UsbDevices.MakerOf(one.VendorId);
            string line = $"{one.Name,-16} {one.VendorId:X4}:{one.ProductId:X4}  {(maker.Length > 0 ? maker : "-"),-10} {one.SerialNumber,-20} {one.Product}";
            output.Say(new(line.TrimEnd(), line.TrimEnd()));
        }

        return ExitCode.Success;
    }
}
