using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using BluezoneTag.Simulator.Usb;

namespace BluezoneTag.Simulator.Commands;

/// <summary>`usb`: virtual tags to plug in, for trying a flashing tool without hardware (docs/virtual-tags.md).</summary>
public static class UsbCommand
{
    private const int PollMs = 2;
    private const int Megabyte = 1024 * 1024;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        Option<int> tags = Options.Whole("--tags", "Number of tags", 3, 1, 64);
        Option<int> tcp = Options.Whole("--tcp", "First TCP port on 127.0.0.1; one more for each tag; 0 for free ones", 0, 0, 65000);
        Option<int> flashSize = Options.Whole("--flash-mb", "Size of the flash in MB: 2, 4, 8 or 16", 4, 2, 16);
        Option<int> erase = Options.Whole("--erase-ms", "Time to erase a sector of 4 KiB; real parts need about 30", 0, 0, 1000);
        var pty = new Option<bool>("--pty") { Description = "Pseudo terminals instead of TCP (Linux only)" };
        var chip = new Option<string>("--chip") { Description = "Chip and board: c3 (own USB), c3-uart or esp32", DefaultValueFactory = _ => "c3" };
        chip.AcceptOnlyFromAmong([.. ChipModel.All.Select(one => one.Name)]);
        var folder = new Option<string>("--folder") { Description = "Where each tag's flash is kept", DefaultValueFactory = _ => "virtual-tags" };
        var protect = new Option<bool>("--write-protect") { Description = "Flash that takes no writes and does not say so" };
        var fault = new Option<string[]>("--fault")
        {
            Description = "A fault of the line: DIRECTION:FRAME:KIND with in or out; drop, corrupt, duplicate, delay or cut",
            HelpName = "FAULT",
        };
        var standIns = new Option<string?>("--stand-ins") { Description = "Folder for files to flash the tags with: right in form, noise inside" };
        var command = new Command("usb", "Virtual tags on serial or TCP ports, to be flashed and provisioned.")
        {
            tags, tcp, pty, chip, flashSize, erase, protect, fault, folder, standIns,
        };
        command.SetAction(parsed => Failure.Guard(() =>
        {
            var options = new VirtualTagOptions
            {
                Chip = ChipModel.Find(parsed.GetValue(chip)!),
                StartUtcMs = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(),
                EraseSectorUs = parsed.GetValue(erase) * 1000L,
                Faults = [.. (parsed.GetValue(fault) ?? []).Select(ReadFault)],
            };
            int megabytes = parsed.GetValue(flashSize);
            if (!int.IsPow2(megabytes))
            {
                throw new UserErrorException($"--flash-mb: there is no part of {megabytes} MB.", "Choose 2, 4, 8 or 16.");
            }

            WriteStandIns(parsed.GetValue(standIns), options.Chip);
            VirtualTag[] all = Make(parsed.GetValue(tags), options, parsed.GetValue(folder)!, megabytes * Megabyte);
            foreach (VirtualTag one in all)
            {
                one.Flash.Protection = parsed.GetValue(protect) ? WriteProtection.Silent : WriteProtection.None;
            }

            int first = parsed.GetValue(tcp);
            return Serve(all, number => parsed.GetValue(pty) ? new PtyTagPort(all[number]) : new TcpTagPort(all[number], first == 0 ? 0 : first + number));
        }));
        return command;
    }

    private static VirtualTag[] Make(int count, VirtualTagOptions options, string folder, int flashLength)
    {
        try
        {
            Directory.CreateDirectory(folder);
            return [.. Enumerable.Range(1, count).Select(number => new VirtualTag(
                options with { Number = number }, FlashMemory.Open(Path.Combine(folder, $"{options.Chip.Name}-{number}.flash"), flashLength)))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new UserErrorException($"--folder: {exception.Message}", "Choose another folder, or delete the file.");
        }
    }

    private static void WriteStandIns(string? folder, ChipModel chip)
    {
        try
        {
            if (folder != null)
            {
                StandIns.Write(folder, chip);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"--stand-ins: {exception.Message}", "Choose another folder.");
        }
    }

    private static LinkFault ReadFault(string text)
    {
        string[] parts = text.Split(':');
        if (parts.Length != 3 || parts[0] is not ("in" or "out")
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int frame)
            || !Enum.TryParse(parts[2], ignoreCase: true, out LinkFaultKind kind) || !Enum.IsDefined(kind))
        {
            throw new UserErrorException($"--fault: '{text}' is no fault.", "Write it as in:12:corrupt or out:3:drop.");
        }

        return new LinkFault(parts[0] == "in", frame, kind, DelayUs: 1_000_000);
    }

    private static int Serve(VirtualTag[] tags, Func<int, ITagPort> open)
    {
        using var interrupt = new Interrupt();
        var ports = new List<ITagPort>();
        try
        {
            for (int i = 0; i < tags.Length; i++)
            {
                ports.Add(open(i));
                int number = i + 1;
                Console.WriteLine($"tag {number} port {ports[i].Name} mac {Convert.ToHexString(tags[i].Mac)}");
                Console.WriteLine($"tag {number} {tags[i].Report.Summary}");
                tags[i].OnBoot = report => Console.WriteLine($"tag {number} {report.Summary}");
            }

            Loop(tags, ports, interrupt);
            return 0;
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine("Unplugged.");
            return 0;
        }
        finally
        {
            ports.ForEach(one => one.Dispose());
            Array.ForEach(tags, one => one.Flash.Dispose());
        }
    }

    private static void Loop(VirtualTag[] tags, List<ITagPort> ports, Interrupt interrupt)
    {
        var watch = Stopwatch.StartNew();
        string[] ids = [.. tags.Select(_ => string.Empty)];
        while (true)
        {
            interrupt.ThrowIfRequested();
            long nowUs = watch.ElapsedTicks * 1_000_000 / Stopwatch.Frequency;
            for (int i = 0; i < tags.Length; i++)
            {
                tags[i].AdvanceTo(nowUs);
                ports[i].Turn(nowUs);
                string id = tags[i].Running?.AdvertisedId ?? string.Empty;
                if (id != ids[i])
                {
                    ids[i] = id;
                    Console.WriteLine(id.Length == 0 ? $"tag {i + 1} is silent" : $"tag {i + 1} advertises {id}");
                }
            }

            Thread.Sleep(PollMs);
        }
    }
}
