using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Protocol.Provisioning;
using BluezoneTag.Tag.Storage;

namespace BluezoneTag.Simulator.Usb;

/// <summary>
/// A start into run mode: the ROM checks the bootloader, the bootloader the table and nanoCLR, nanoCLR finds the assemblies and mounts
/// `config`. A `config` that does not mount is formatted without a word (identity sheet, part A): erased here, which mounts as little.
/// </summary>
public static class BootSequence
{
    private const int LittleFsSubtype = 0x83;
    private const int BootloaderRoom = 0x7000;

    /// <summary>Starts from what is in flash.</summary>
    public static BootReport Run(FlashMemory flash, ChipModel chip)
    {
        string? fault = AppImage.Fault(flash.Read(chip.BootloaderOffset, BootloaderRoom), chip);
        if (fault != null)
        {
            return Stopped($"bootloader: {fault}");
        }

        IReadOnlyList<Partition>? table = PartitionTable.Read(flash);
        Partition? factory = table?.FirstOrDefault(one => one is { Type: 0, Subtype: 0 });
        if (table == null || factory == null)
        {
            return Stopped(table == null ? "no valid partition table at 0x8000" : "no factory application in the partition table");
        }

        fault = AppImage.Fault(Content(flash, factory), chip);
        return fault != null ? Stopped($"nanoCLR: {fault}") : Start(flash, table);
    }

    private static BootReport Start(FlashMemory flash, IReadOnlyList<Partition> table)
    {
        Partition? deploy = table.FirstOrDefault(one => one is { Type: 1, Label: "deploy" });
        IReadOnlyList<string> assemblies = deploy == null ? [] : DeploymentScan.Find(Content(flash, deploy));
        var identity = new IdentityImage();
        string? notice = Provisioning(flash, table.FirstOrDefault(one => one is { Type: 1, Label: "config" }), identity);
        return new BootReport(null, assemblies, notice, notice == null ? identity : null);
    }

    private static string? Provisioning(FlashMemory flash, Partition? config, IdentityImage identity)
    {
        if (config is not { Subtype: LittleFsSubtype })
        {
            return "no config partition with littlefs";
        }

        var files = LittleFsReader.Mount(Content(flash, config));
        if (files == null)
        {
            flash.Erase(config.Offset, config.Length);
            return "config did not mount and was formatted";
        }

        byte[]? content = files.Read(IdentityStore.FileName);
        if (content == null)
        {
            return $"{IdentityStore.FileName} is missing";
        }

        return identity.TryRead(content, content.Length) ? null : $"{IdentityStore.FileName} is damaged";
    }

    private static byte[] Content(FlashMemory flash, Partition one) => flash.Read(one.Offset, one.Length);

    private static BootReport Stopped(string fault) => new(fault, [], "not started", null);
}
