using System;
using System.Collections.Generic;
using System.IO;
using BluezoneTag.Flasher.Images;
using BluezoneTag.Flasher.Jobs;
using BluezoneTag.Flasher.Provisioning;
using BluezoneTag.Flasher.Rom;
using BluezoneTag.Protocol.Provisioning;

namespace BluezoneTag.Flasher.Tests.Support;

/// <summary>A package, an application, and what a chip must hold after they were flashed.</summary>
public sealed class Rig : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly int _bootloaderOffset;

    public Rig(bool isC3 = true, bool isSmall = true, int nanoClrBytes = 0x3000, int bodyBytes = 5000, int bootloaderBytes = 0x800)
    {
        IsC3 = isC3;
        _bootloaderOffset = isC3 ? 0 : 0x1000;
        Table = isSmall ? TestFiles.SmallTable() : TestFiles.C3Table();
        PackagePath = TestFiles.Package(_folder.Path, isC3 ? TestFiles.EspC3 : TestFiles.Esp32, Table, nanoClrBytes, bootloaderBytes);
        ApplicationPath = TestFiles.Application(_folder.Path, bodyBytes);
        Firmware = FirmwareSet.Load(PackagePath, ApplicationPath);
    }

    public bool IsC3 { get; }

    public byte[] Table { get; }

    public string PackagePath { get; }

    public string ApplicationPath { get; }

    public FirmwareSet Firmware { get; }

    public string Folder => _folder.Path;

    /// <summary>A chip from another life; in <paramref name="memory"/> when there are thousands.</summary>
    public FakeChip Chip(bool isUsb = false, byte[]? memory = null) => new(IsC3, isUsb, memory: memory);

    public JobReport Flash(FakeBench bench, TagIdentity? identity, int baud = 921600)
    {
        using TagPort port = bench.Port(baud);
        return new TagFlasher(port, new NoProgress()).Flash(Firmware, identity);
    }

    public JobReport Provision(FakeBench bench, TagIdentity identity, bool wipe = false)
    {
        using TagPort port = bench.Port();
        return new TagFlasher(port, new NoProgress()).Provision(Firmware.Package, identity, wipe);
    }

    /// <summary>What is wrong on the chip, read from files and table anew; empty when every byte is right.</summary>
    public List<string> WrongPlaces(FakeChip chip, TagIdentity? identity)
    {
        List<string> wrong = [];
        byte[] application = [.. File.ReadAllBytes(Path.Combine(ApplicationPath, "mscorlib.pe")), .. File.ReadAllBytes(Path.Combine(ApplicationPath, "BluezoneTag.pe"))];
        PartitionTable table = PartitionTable.Parse("table", Table);
        Compare("bootloader", _bootloaderOffset, File.ReadAllBytes(Path.Combine(PackagePath, "bootloader.bin")));
        Compare("table", 0x8000, Table);
        Compare("nanoCLR", 0x10000, File.ReadAllBytes(Path.Combine(PackagePath, "nanoCLR.bin")));
        byte[] deploy = new byte[table.Deploy.Size];
        deploy.AsSpan().Fill(0xFF);
        application.CopyTo(deploy, 0);
        Compare("deploy", (int)table.Deploy.Offset, deploy);
        if (identity != null && !HoldsIdentity(chip, table.Config, identity))
        {
            wrong.Add("identity");
        }

        return wrong;

        void Compare(string name, int offset, byte[] expected)
        {
            if (!chip.Flash.AsSpan(offset, expected.Length).SequenceEqual(expected))
            {
                wrong.Add(name);
            }
        }
    }

    /// <summary>Whether a tag that mounts that partition finds that identity, and its block count.</summary>
    public static bool HoldsIdentity(FakeChip chip, PartitionEntry config, TagIdentity identity)
    {
        try
        {
            (Dictionary<string, byte[]> files, uint blocks) = LittleFsReader.Mount(chip.Flash.AsSpan((int)config.Offset, (int)config.Size));
            var read = new IdentityImage();
            return blocks == config.Size / 4096
                && files.Count == 1
                && files.TryGetValue("identity.bin", out byte[]? file)
                && file.AsSpan().SequenceEqual(identity.ToFile())
                && read.TryRead(file, file.Length)
                && read.Serial == identity.Serial;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    public void Dispose() => _folder.Dispose();
}
