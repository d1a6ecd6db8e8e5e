using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace BluezoneTag.Flasher.Tests.Support;

/// <summary>Firmware files made here, byte by byte from the fact sheets; no file of anybody else is needed.</summary>
public static class TestFiles
{
    public const int EspC3 = 5;
    public const int Esp32 = 0;

    /// <summary>An image of one segment of random bytes with checksum and SHA-256, exactly <paramref name="length"/> long (a multiple of 16).</summary>
    public static byte[] EspImage(int chipId, int length, int seed, bool withHash = true)
    {
        int body = length - (withHash ? 32 : 0);
        byte[] image = new byte[length];
        image[0] = 0xE9;
        image[1] = 1;
        image[2] = 2;
        image[12] = (byte)chipId;
        image[23] = (byte)(withHash ? 1 : 0);
        int data = body - 32 - 16;
        BinaryPrimitives.WriteUInt32LittleEndian(image.AsSpan(24), 0x3FC80000);
        BinaryPrimitives.WriteUInt32LittleEndian(image.AsSpan(28), (uint)data);
        new Random(seed).NextBytes(image.AsSpan(32, data));
        image[body - 1] = image.AsSpan(32, data).ToArray().Aggregate((byte)0xEF, (sum, one) => (byte)(sum ^ one));

        // The checksum ends the 16-byte row in which the segment ended.
        int row = (32 + data) | 15;
        image[row] = image[body - 1];
        Array.Clear(image, row + 1, body - row - 1);
        if (withHash)
        {
            SHA256.HashData(image.AsSpan(0, row + 1)).CopyTo(image, row + 1);
            return image[..(row + 33)];
        }

        return image[..(row + 1)];
    }

    /// <summary>A partition table of the given entries: label, type, subtype, offset, size.</summary>
    public static byte[] Table(params (string Label, byte Type, byte Subtype, uint Offset, uint Size)[] entries)
    {
        byte[] table = new byte[0xC00];
        table.AsSpan().Fill(0xFF);
        for (int i = 0; i < entries.Length; i++)
        {
            Span<byte> entry = table.AsSpan(32 * i, 32);
            entry.Clear();
            entry[0] = 0xAA;
            entry[1] = 0x50;
            entry[2] = entries[i].Type;
            entry[3] = entries[i].Subtype;
            BinaryPrimitives.WriteUInt32LittleEndian(entry[4..], entries[i].Offset);
            BinaryPrimitives.WriteUInt32LittleEndian(entry[8..], entries[i].Size);
            Encoding.ASCII.GetBytes(entries[i].Label).CopyTo(entry[12..]);
        }

        int end = 32 * entries.Length;
        table[end] = table[end + 1] = 0xEB;
#pragma warning disable CA5351
        MD5.HashData(table.AsSpan(0, end)).CopyTo(table, end + 16);
#pragma warning restore CA5351
        return table;
    }

    /// <summary>The table of the ESP32-C3 with 4 MB.</summary>
    public static byte[] C3Table() => Table(
        ("nvs", 1, 2, 0x9000, 0x6000),
        ("phy_init", 1, 1, 0xF000, 0x1000),
        ("factory", 0, 0, 0x10000, 0x1A0000),
        ("deploy", 1, 0x84, 0x1B0000, 0x1F0000),
        ("config", 1, 0x83, 0x3C0000, 0x40000));

    /// <summary>A small one across the 2 MB border, for thousands of runs.</summary>
    public static byte[] SmallTable() => Table(
        ("nvs", 1, 2, 0x9000, 0x6000),
        ("factory", 0, 0, 0x10000, 0x10000),
        ("deploy", 1, 0x84, 0x1FE000, 0x8000),
        ("config", 1, 0x83, 0x3C0000, 0x4000));

    /// <summary>A package folder under <paramref name="root"/>.</summary>
    public static string Package(string root, int chipId, byte[] table, int nanoClrBytes, int bootloaderBytes = 0x1000, string name = "ESP32_C3-1.12.0.55")
    {
        string folder = Path.Combine(root, name);
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, "bootloader.bin"), EspImage(chipId, bootloaderBytes, 1));
        File.WriteAllBytes(Path.Combine(folder, "nanoCLR.bin"), EspImage(chipId, nanoClrBytes, 2));
        File.WriteAllBytes(Path.Combine(folder, "partitions_4mb.bin"), table);
        return folder;
    }

    public static string Zip(string folder)
    {
        string path = folder + ".zip";
        ZipFile.CreateFromDirectory(folder, path);
        return path;
    }

    /// <summary>An application of a core library and a program that needs it; <paramref name="bodyBytes"/> of byte code in the latter.</summary>
    public static string Application(string root, int bodyBytes)
    {
        string folder = Path.Combine(root, "app");
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, "mscorlib.pe"), PeFile.Build("mscorlib", [], false, 300));
        File.WriteAllBytes(Path.Combine(folder, "BluezoneTag.pe"), PeFile.Build("BluezoneTag.Tag", ["mscorlib"], true, bodyBytes));
        return folder;
    }
}
