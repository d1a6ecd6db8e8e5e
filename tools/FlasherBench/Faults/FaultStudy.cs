using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using BluezoneTag.Flasher.Images;
using BluezoneTag.Flasher.Jobs;
using BluezoneTag.Flasher.Messages;
using BluezoneTag.Flasher.Provisioning;
using BluezoneTag.Flasher.Rom;
using BluezoneTag.Protocol.Provisioning;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.Usb;

namespace BluezoneTag.FlasherBench.Faults;

/// <summary>
/// Full runs of one kind of chip with one fault each. Promised: OK only when every byte on the chip is right and it runs; anything else is a
/// clear error in both languages, and the next run is OK. For several threads.
/// </summary>
public sealed class FaultStudy : IDisposable
{
    private const int CreationDay = 18_480;
    private const int UtcOffsetMinutes = 420;
    private const int ClrOffset = 0x10000;
    private const int TableOffset = 0x8000;
    private const int ConfigOffset = 0x3C0000;
    private const int SettleUs = 1_000_000;
    private const int Baud = 921_600;
    private const string Port = "virtual:1";

    // No frame has that number: lengths are kept, nothing happens.
    private static readonly LinkFault Nothing = new(true, -1, LinkFaultKind.Drop);

    private readonly string _folder = Directory.CreateTempSubdirectory("faults").FullName;
    private readonly ChipModel _chip;
    private readonly FirmwareSet _firmware;
    private readonly List<(string Name, int Offset, byte[] Bytes)> _expected = [];

    /// <summary>Makes files to flash for a chip.</summary>
    public FaultStudy(string chip)
    {
        _chip = ChipModel.Find(chip);
        StandIns.Write(_folder, _chip, StandInSizes.Small);
        string package = Path.Combine(_folder, StandIns.PackageName(_chip));
        string application = Path.Combine(_folder, "app");
        _firmware = FirmwareSet.Load(package, application);

        // From the files, not from what the flasher made of them.
        byte[] deploy = new byte[StandInSizes.Small.DeployBytes];
        deploy.AsSpan().Fill(0xFF);
        byte[] first = File.ReadAllBytes(Path.Combine(application, "mscorlib.pe"));
        first.CopyTo(deploy, 0);
        File.ReadAllBytes(Path.Combine(application, "BluezoneTag.Tag.pe")).CopyTo(deploy, (first.Length + 3) & ~3);
        _expected.Add(("bootloader", _chip.BootloaderOffset, File.ReadAllBytes(Path.Combine(package, "bootloader.bin"))));
        _expected.Add(("table", TableOffset, File.ReadAllBytes(Path.Combine(package, "partitions_4mb.bin"))));
        _expected.Add(("nanoCLR", ClrOffset, File.ReadAllBytes(Path.Combine(package, "nanoCLR.bin"))));
        _expected.Add(("deploy", chip == "esp32" ? 0x1E0000 : 0x1B0000, deploy));
    }

    /// <summary>Every fault of a run, from the frames of one without any. Throws when that one is not OK.</summary>
    public IReadOnlyList<FaultCase> Points()
    {
        using VirtualBench bench = Bench(NewFlash(), Nothing);
        using TagIdentity identity = NewIdentity(1);
        Flash(bench, identity);
        string? wrong = WrongWith(bench, identity);
        (IReadOnlyList<int> toChip, IReadOnlyList<int> toHost) = bench.Tag().FrameLengths;
        return wrong == null ? [.. FaultPoints.All(_chip.Name, toChip, toHost)] : throw new InvalidOperationException($"without any fault: {wrong}");
    }

    /// <summary>One run with its fault, and after an error the next run without.</summary>
    public FaultOutcome Run(FaultCase one)
    {
        FlashMemory flash = NewFlash();
        try
        {
            using VirtualBench bench = Bench(flash, one.Fault);
            bench.OpenFailures = one.IsGone ? int.MaxValue : 0;
            using TagIdentity identity = NewIdentity(1);
            JobReport report = Flash(bench, identity);
            FaultEnd end = report.Restarts > 0 || bench.OpenCount > 1 ? FaultEnd.Repaired : FaultEnd.Ok;
            return WrongWith(bench, identity) is { } wrong ? new(one, FaultEnd.Wrong, $"OK, but {wrong}") : new(one, end, string.Empty);
        }
        catch (FlasherException problem) when (IsClear(problem))
        {
            return Again(one, flash, problem);
        }
        catch (Exception exception)
        {
            return new(one, FaultEnd.Wrong, $"{exception.GetType().Name}: {exception.Message}");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private FaultOutcome Again(FaultCase one, FlashMemory flash, FlasherException problem)
    {
        using VirtualBench bench = Bench(flash, Nothing);
        using TagIdentity identity = NewIdentity(2);
        try
        {
            Flash(bench, identity);
            return WrongWith(bench, identity) is { } wrong
                ? new(one, FaultEnd.Wrong, $"OK at the second run, but {wrong}")
                : new(one, FaultEnd.ErrorThenOk, problem.What.English);
        }
        catch (FlasherException second)
        {
            return new(one, FaultEnd.Wrong, $"the second run failed: {second.What.English}");
        }
    }

    private static bool IsClear(FlasherException problem) =>
        problem.Code is ExitCode.Port or ExitCode.Chip or ExitCode.Write
        && new[] { problem.What.English, problem.What.Vietnamese, problem.Next.English, problem.Next.Vietnamese }.All(one => one.Length > 10);

    private static TagIdentity NewIdentity(uint serial) => new(serial, CreationDay, UtcOffsetMinutes);

    // A chip from another life: nothing of what the run must write is there, and nothing is erased.
    private FlashMemory NewFlash()
    {
        var flash = new FlashMemory(VirtualBench.FlashBytes);
        foreach ((_, int offset, byte[] bytes) in _expected)
        {
            flash.Program(offset, Noise.Bytes(bytes.Length, 77, offset));
        }

        flash.Program(ConfigOffset, Noise.Bytes((int)StandInSizes.Small.ConfigBytes, 78, 1));
        return flash;
    }

    private VirtualBench Bench(FlashMemory flash, LinkFault fault) => new(_chip.Name, [flash], [fault]);

    private JobReport Flash(VirtualBench bench, TagIdentity identity)
    {
        using var port = new TagPort(Port, Baud, bench, bench, bench, default);
        return new TagFlasher(port, new NoProgress()).Flash(_firmware, identity);
    }

    // Null when all is well.
    private string? WrongWith(VirtualBench bench, TagIdentity identity)
    {
        VirtualTag tag = bench.Tag();
        (string Name, int Offset, byte[] Bytes)[] wrong = [.. _expected.Where(one => !tag.Flash.Read(one.Offset, one.Bytes.Length).AsSpan().SequenceEqual(one.Bytes))];
        if (wrong.Length > 0)
        {
            return $"wrong bytes in {string.Join(", ", wrong.Select(one => one.Name))}";
        }

        bench.Live(SettleUs / 1_000_000);
        if (tag.IsInLoader || !tag.Report.IsRunning)
        {
            return $"not started: {tag.Report.Summary}";
        }

        byte[] found = new byte[IdentityImage.Length];
        tag.Report.Identity?.Write(found);
        return found.AsSpan().SequenceEqual(identity.ToFile()) ? null : $"another identity: {tag.Report.Summary}";
    }
}
