using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Simulator.Engine;

namespace BluezoneTag.Simulator.Usb;

/// <summary>
/// Files to flash onto virtual tags: a firmware package and an application whose headers, checksums and partition table are right and whose
/// content is noise. A virtual tag checks what its chip would check and then runs the firmware of this program. **Not for a real chip.**
/// </summary>
public static class StandIns
{
    private const int PeHeaderLength = 124;
    private const int TableLength = 0xC00;
    private const int ReferenceTable = 0;
    private const int MethodTable = 6;
    private const int StringTable = 11;
    private const int CodeTable = 13;
    private const int EndTable = 15;

    /// <summary>Name of the folder with the firmware package for <paramref name="chip"/>.</summary>
    public static string PackageName(ChipModel chip) => $"{chip.TargetName}-1.12.0.0";

    /// <summary>Writes the package's folder, and `app` with two assemblies, into <paramref name="folder"/>.</summary>
    public static void Write(string folder, ChipModel chip) => Write(folder, chip, StandInSizes.Default);

    /// <summary>The same in other sizes.</summary>
    public static void Write(string folder, ChipModel chip, StandInSizes sizes)
    {
        string package = Path.Combine(folder, PackageName(chip));
        string application = Path.Combine(folder, "app");
        Directory.CreateDirectory(package);
        Directory.CreateDirectory(application);
        File.WriteAllBytes(Path.Combine(package, "bootloader.bin"), App(chip.ChipId, sizes.BootloaderBytes, sizes.NoiseMask));
        File.WriteAllBytes(Path.Combine(package, "nanoCLR.bin"), App(chip.ChipId, sizes.ClrBytes, sizes.NoiseMask));
        File.WriteAllBytes(Path.Combine(package, "partitions_4mb.bin"), Table(chip, sizes));
        File.WriteAllBytes(Path.Combine(application, "mscorlib.pe"), Assembly("mscorlib", null, sizes));
        File.WriteAllBytes(Path.Combine(application, "BluezoneTag.Tag.pe"), Assembly("BluezoneTag.Tag", "mscorlib", sizes));
    }

    // One segment of noise, checksum at the end of a 16-byte row, SHA-256 of all before it.
    private static byte[] App(int chipId, int length, byte mask)
    {
        byte[] data = Masked(Noise.Bytes(length & ~3, 15, chipId), mask);
        byte[] header = new byte[24];
        header[0] = 0xE9;
        header[1] = 1;
        header[2] = 2;
        header[12] = (byte)chipId;
        header[23] = 1;
        List<byte> image = [.. header, .. BitConverter.GetBytes(0x3F400020u), .. BitConverter.GetBytes((uint)data.Length), .. data];
        image.AddRange(new byte[15 - (image.Count % 16)]);
        image.Add(data.Aggregate((byte)0xEF, (all, one) => (byte)(all ^ one)));
        return [.. image, .. SHA256.HashData(image.ToArray())];
    }

    private static byte[] Masked(byte[] noise, byte mask) => [.. noise.Select(one => (byte)(one & mask))];

    // The layout for 4 MB; `deploy` and `config` may be shorter.
    private static byte[] Table(ChipModel chip, StandInSizes sizes)
    {
        const uint Factory = 0x10000;
        const uint Config = 0x3C0000;
        uint deploy = chip.ChipId == 0 ? 0x1E0000u : 0x1B0000u;
        byte[] entries =
        [
            .. Entry(1, 2, 0x9000, 0x6000, "nvs"), .. Entry(1, 1, 0xF000, 0x1000, "phy_init"), .. Entry(0, 0, Factory, deploy - Factory, "factory"),
            .. Entry(1, 0x84, deploy, Math.Min(Config - deploy, sizes.DeployBytes), "deploy"), .. Entry(1, 0x83, Config, sizes.ConfigBytes, "config"),
        ];
#pragma warning disable CA5351 // The table's format asks for MD5.
        byte[] table = [.. entries, 0xEB, 0xEB, .. Enumerable.Repeat((byte)0xFF, 14), .. MD5.HashData(entries)];
#pragma warning restore CA5351
        return [.. table, .. Enumerable.Repeat((byte)0xFF, TableLength - table.Length)];
    }

    private static byte[] Entry(byte type, byte subtype, uint offset, uint length, string label) =>
        [0xAA, 0x50, type, subtype, .. BitConverter.GetBytes(offset), .. BitConverter.GetBytes(length), .. Encoding.ASCII.GetBytes(label.PadRight(16, '\0')), 0, 0, 0, 0];

    // The one with a reference is the program: its method is the entry point.
    private static byte[] Assembly(string name, string? reference, StandInSizes sizes)
    {
        List<byte> strings = [0];
        ushort nameAt = Add(strings, name);
        byte[][] tables = [.. Enumerable.Repeat(Array.Empty<byte>(), EndTable)];
        byte[] method = new byte[16];
        LittleEndian.WriteUInt32(method, 4, reference == null ? 0x10u : 0x08000010u);
        if (reference != null)
        {
            tables[ReferenceTable] = new byte[12];
            LittleEndian.WriteUInt16(tables[ReferenceTable], 0, Add(strings, reference));
        }

        tables[MethodTable] = method;
        tables[StringTable] = [.. strings];
        tables[CodeTable] = Masked(Noise.Bytes(sizes.CodeBytes, 16, name.Length), sizes.NoiseMask);
        return Sealed(tables, nameAt);
    }

    private static ushort Add(List<byte> strings, string text)
    {
        ushort at = (ushort)strings.Count;
        strings.AddRange(Encoding.UTF8.GetBytes(text));
        strings.Add(0);
        return at;
    }

    private static byte[] Sealed(byte[][] tables, ushort nameAt)
    {
        byte[] header = new byte[PeHeaderLength];
        "NFMRK1"u8.CopyTo(header);
        LittleEndian.WriteUInt16(header, 36, nameAt);
        LittleEndian.WriteUInt16(header, 38, 1);
        List<byte> body = [];
        for (int table = 0; table < EndTable; table++)
        {
            LittleEndian.WriteUInt32(header, 40 + (4 * table), (uint)(PeHeaderLength + body.Count));
            body.AddRange(tables[table]);
            int padding = -body.Count & 3;
            body.AddRange(new byte[padding]);
            header[108 + table] = (byte)padding;
        }

        LittleEndian.WriteUInt32(header, 100, (uint)(PeHeaderLength + body.Count));
        LittleEndian.WriteUInt32(header, 12, DeploymentScan.Crc(0, body.ToArray()));
        LittleEndian.WriteUInt32(header, 8, DeploymentScan.Crc(0, header));
        return [.. header, .. body];
    }
}
