using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Flasher.Messages;
using BluezoneTag.Flasher.Rom;

namespace BluezoneTag.Flasher.Images;

/// <summary>
/// Where the files of a package go on one chip. Made before the first erase; it throws <see cref="FlasherException"/> when files and
/// chip do not fit.
/// </summary>
public sealed class FlashPlan
{
    /// <summary>Megabytes of flash a tag needs.</summary>
    public const int LeastMegabytes = 4;

    private readonly FirmwarePackage _package;
    private readonly ChipFacts _chip;

    /// <summary>For <paramref name="chip"/> with a flash of <paramref name="flashBytes"/>.</summary>
    public FlashPlan(FirmwarePackage package, ChipFacts chip, long flashBytes)
    {
        package.CheckChip(chip);
        _package = package;
        _chip = chip;
        Table = package.TableFor(flashBytes);
        if (Table.End > flashBytes)
        {
            throw ImageProblems.TooLarge("the partition table", Table.End, "flash", flashBytes);
        }

        // Asked for here, so that a table without them is refused before anything is erased.
        Factory = Table.Factory;
        Deploy = Table.Deploy;
        Config = Table.Config;
        CheckSizes();
    }

    /// <summary>The table for this flash.</summary>
    public PartitionTable Table { get; }

    /// <summary>Partition of nanoCLR.</summary>
    public PartitionEntry Factory { get; }

    /// <summary>Partition of the managed application.</summary>
    public PartitionEntry Deploy { get; }

    /// <summary>Partition of the identity.</summary>
    public PartitionEntry Config { get; }

    /// <summary>The table as a region.</summary>
    public FlashRegion TableRegion => new("partition table", PartitionTable.FlashOffset, Table.Bytes);

    /// <summary>
    /// Firmware and application, in the order in which they are written: nanoCLR, all of deploy, partition table, bootloader last. An
    /// interrupted run leaves a chip that does not boot half a system, and the ROM loader always works.
    /// </summary>
    public IReadOnlyList<FlashRegion> Firmware(DeploymentImage application)
    {
        if (application.Bytes.Length > Deploy.Size)
        {
            throw ImageProblems.TooLarge(application.Name, application.Bytes.Length, Deploy.Label, Deploy.Size);
        }

        if (_package.NativeChecksums != null)
        {
            application.CheckNative(_package.NativeChecksums);
        }

        return
        [
            new("nanoCLR", Factory.Offset, _package.NanoClr.Bytes),
            new(Deploy.Label, Deploy.Offset, application.Bytes, Deploy.Size),
            TableRegion,
            new("bootloader", _chip.BootloaderOffset, _package.Bootloader.Bytes),
        ];
    }

    /// <summary>The same with the identity in its place: after deploy, before the partition table.</summary>
    public static IReadOnlyList<FlashRegion> WithConfig(IReadOnlyList<FlashRegion> firmware, FlashRegion? config) =>
        config == null ? firmware : [.. firmware.Take(2), config, .. firmware.Skip(2)];

    private void CheckSizes()
    {
        if (_package.NanoClr.Bytes.Length > Factory.Size)
        {
            throw ImageProblems.TooLarge("nanoCLR.bin", _package.NanoClr.Bytes.Length, Factory.Label, Factory.Size);
        }

        uint room = PartitionTable.FlashOffset - _chip.BootloaderOffset;
        if (_package.Bootloader.Bytes.Length > room)
        {
            throw ImageProblems.TooLarge("bootloader.bin", _package.Bootloader.Bytes.Length, "bootloader", room);
        }
    }
}
