using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using BluezoneTag.Flasher.Messages;
using BluezoneTag.Flasher.Rom;

namespace BluezoneTag.Flasher.Images;

/// <summary>
/// A nanoCLR firmware package, folder or zip: bootloader.bin, nanoCLR.bin, partitions_Nmb.bin, and optionally native.csv
/// (lines `assembly,checksum in hex`) made when the package was imported. Checked as far as it can be without a chip.
/// </summary>
public sealed partial class FirmwarePackage
{
    private const string BootloaderFile = "bootloader.bin";
    private const string NanoClrFile = "nanoCLR.bin";
    private const string NativeFile = "native.csv";
    private readonly SortedDictionary<int, PartitionTable> _tables = [];

    private FirmwarePackage(PackageFiles files)
    {
        Name = files.Name;
        Bootloader = EspImage.Parse($"{Name}/{BootloaderFile}", files.Get(BootloaderFile));
        NanoClr = EspImage.Parse($"{Name}/{NanoClrFile}", files.Get(NanoClrFile));
        if (Bootloader.ChipId != NanoClr.ChipId)
        {
            throw ImageProblems.MixedChips(Name);
        }

        foreach (string file in files.Names)
        {
            Match match = TableName().Match(file);
            if (match.Success)
            {
                _tables[int.Parse(match.Groups["size"].Value, CultureInfo.InvariantCulture)] = PartitionTable.Parse($"{Name}/{file}", files.Get(file));
            }
        }

        if (_tables.Count == 0)
        {
            throw ImageProblems.MissingFile(Name, "partitions_4mb.bin");
        }

        NativeChecksums = ReadNative(files);
        Match target = TargetName().Match(Path.GetFileName(Path.TrimEndingDirectorySeparator(Name)));
        Target = target.Groups["target"].Value;
        Version = target.Groups["version"].Value;
    }

    /// <summary>Path it came from.</summary>
    public string Name { get; }

    /// <summary>Second-stage bootloader.</summary>
    public EspImage Bootloader { get; }

    /// <summary>The CLR.</summary>
    public EspImage NanoClr { get; }

    /// <summary>Native checksums by assembly name; null when the package does not tell.</summary>
    public IReadOnlyDictionary<string, uint>? NativeChecksums { get; }

    /// <summary>Target from the name of the package, as ESP32_C3; empty when the name does not tell.</summary>
    public string Target { get; }

    /// <summary>Version from the name of the package, as 1.12.0.55; empty when the name does not tell.</summary>
    public string Version { get; }

    /// <summary>Reads and checks a folder or zip. Throws <see cref="FlasherException"/>.</summary>
    public static FirmwarePackage Load(string path) => new(PackageFiles.Load(path));

    /// <summary>Throws <see cref="FlasherException"/> when the package is for another chip.</summary>
    public void CheckChip(ChipFacts chip)
    {
        if (Bootloader.ChipId != chip.ImageChipId)
        {
            throw ImageProblems.WrongChip(Name, ChipFacts.ByImageChipId((uint)Bootloader.ChipId)?.Name ?? $"chip {Bootloader.ChipId}", chip.Name);
        }
    }

    /// <summary>The table for a flash of that size: the largest that fits it, 4 MB at least. Throws <see cref="FlasherException"/>.</summary>
    public PartitionTable TableFor(long flashBytes)
    {
        const int Megabyte = 1024 * 1024;
        int megabytes = (int)(flashBytes / Megabyte);
        if (megabytes < FlashPlan.LeastMegabytes)
        {
            throw ImageProblems.FlashTooSmall(megabytes, FlashPlan.LeastMegabytes);
        }

        int size = _tables.Keys.LastOrDefault(one => one <= megabytes && one >= FlashPlan.LeastMegabytes);
        return size > 0 ? _tables[size] : throw ImageProblems.NoTableFor(Name, megabytes);
    }

    private static Dictionary<string, uint>? ReadNative(PackageFiles files)
    {
        byte[]? bytes = files.Find(NativeFile);
        if (bytes == null)
        {
            return null;
        }

        Dictionary<string, uint> checksums = [];
        foreach (string line in Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = line.Split(',', StringSplitOptions.TrimEntries);
            if (parts.Length != 2 || !uint.TryParse(parts[1].Replace("0x", string.Empty, StringComparison.OrdinalIgnoreCase), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out uint checksum))
            {
                throw ImageProblems.BadImage(
                    $"{files.Name}/{NativeFile}", $"'{line}' is not 'assembly,checksum'", $"'{line}' không có dạng 'assembly,checksum'");
            }

            checksums[parts[0]] = checksum;
        }

        return checksums;
    }

    [GeneratedRegex("^partitions_(?<size>[0-9]{1,3})mb\\.bin$", RegexOptions.IgnoreCase)]
    private static partial Regex TableName();

    [GeneratedRegex("^(?<target>ESP32[A-Z0-9_]*)(-(?<version>[0-9]+(\\.[0-9]+){3}))?", RegexOptions.IgnoreCase)]
    private static partial Regex TargetName();
}
