using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Provisioning;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.Usb;

namespace BluezoneTag.Simulator.Tests.Usb;

/// <summary>Small valid images of everything that a tag's flash holds, made by the fact sheets.</summary>
internal static class Images
{
    public const int AppOffset = 0x10000;
    public const int DeployOffset = 0x1B0000;
    public const int ConfigOffset = 0x3C0000;

    public static byte[] App(int chipId, int length = 600, bool hasHash = true)
    {
        byte[] data = Noise.Bytes(length, 5, chipId);
        byte[] header = new byte[24];
        header[0] = 0xE9;
        header[1] = 1;
        header[12] = (byte)chipId;
        header[23] = (byte)(hasHash ? 1 : 0);
        var image = new List<byte>([.. header, .. Host.Words(0x3F400020, (uint)length), .. data]);
        byte sum = data.Aggregate((byte)0xEF, (all, one) => (byte)(all ^ one));
        image.AddRange(new byte[15 - (image.Count % 16)]);
        image.Add(sum);
        return [.. image, .. hasHash ? SHA256.HashData(image.ToArray()) : []];
    }

    public static byte[] Table(int configSubtype = 0x83)
    {
        byte[] entries =
        [
            .. Entry(1, 2, 0x9000, 0x6000, "nvs"), .. Entry(0, 0, AppOffset, 0x1A0000, "factory"),
            .. Entry(1, 0x84, DeployOffset, 0x1F0000, "deploy"), .. Entry(1, configSubtype, ConfigOffset, 0x40000, "config"),
        ];
#pragma warning disable CA5351
        byte[] table = [.. entries, 0xEB, 0xEB, .. Enumerable.Repeat((byte)0xFF, 14), .. MD5.HashData(entries)];
#pragma warning restore CA5351
        return [.. table, .. Enumerable.Repeat((byte)0xFF, 0xC00 - table.Length)];
    }

    public static byte[] Assembly(string name, int bodyLength = 200)
    {
        byte[] body = Noise.Bytes(bodyLength, 6, name.Length);
        Encoding.ASCII.GetBytes(name + "\0").CopyTo(body, 8);
        byte[] header = new byte[124];
        "NFMRK1"u8.CopyTo(header);
        LittleEndian.WriteUInt16(header, 36, 8);
        LittleEndian.WriteUInt16(header, 38, 1);
        LittleEndian.WriteUInt32(header, 40 + (11 * 4), 124);
        LittleEndian.WriteUInt32(header, 40 + (15 * 4), (uint)(124 + bodyLength));
        LittleEndian.WriteUInt32(header, 12, BitwiseCrc(body));
        LittleEndian.WriteUInt32(header, 8, BitwiseCrc(header));
        return [.. header, .. body];
    }

    public static IdentityImage Identity(uint serial = 42)
    {
        var identity = new IdentityImage { Serial = serial, CreationDay = 18470, UtcOffsetMinutes = 420 };
        Noise.Bytes(32, serial, 1).CopyTo(identity.BaseKey, 0);
        Noise.Bytes(16, serial, 2).CopyTo(identity.ClaimSecret, 0);
        return identity;
    }

    /// <summary>8 KiB of littlefs: one commit in block 0 with one inline file.</summary>
    public static byte[] Config(byte[] file, string name = "identity.bin", uint revision = 1)
    {
        var block = new List<byte>(BitConverter.GetBytes(revision));
        uint previous = 0xFFFFFFFF;
        void Tag(int type, int id, byte[] data)
        {
            uint tag = ((uint)type << 20) | ((uint)id << 10) | (uint)data.Length;
            block.AddRange(BitConverter.GetBytes(tag ^ previous).Reverse());
            block.AddRange(data);
            previous = tag;
        }

        Tag(0x401, 0, []);
        Tag(0x0FF, 0, "littlefs"u8.ToArray());
        Tag(0x201, 0, Host.Words(0x00020001, 4096, 64, 255, 0x7FFFFFFF, 1022));
        Tag(0x401, 1, []);
        Tag(0x001, 1, Encoding.ASCII.GetBytes(name));
        Tag(0x201, 1, file);
        int padded = (block.Count + 8 + 127) / 128 * 128;
        uint crcTag = (0x500u << 20) | (0x3FFu << 10) | (uint)(padded - block.Count - 4);
        block.AddRange(BitConverter.GetBytes(crcTag ^ previous).Reverse());
        block.AddRange(BitConverter.GetBytes(Reflected(block)));
        block.AddRange(Enumerable.Repeat((byte)0xFF, 8192 - block.Count));
        return block.ToArray();
    }

    public static byte[] IdentityFile(IdentityImage identity)
    {
        byte[] file = new byte[IdentityImage.Length];
        identity.Write(file);
        return file;
    }

    /// <summary>A flash with everything in it for one chip.</summary>
    public static FlashMemory Whole(ChipModel chip, IdentityImage identity)
    {
        var flash = new FlashMemory(0x400000);
        flash.Program(chip.BootloaderOffset, App(chip.ChipId));
        flash.Program(0x8000, Table());
        flash.Program(AppOffset, App(chip.ChipId, 5000));
        flash.Program(DeployOffset, [.. Assembly("mscorlib"), .. Assembly("BluezoneTag.Tag")]);
        flash.Program(ConfigOffset, Config(IdentityFile(identity)));
        return flash;
    }

    private static byte[] Entry(int type, int subtype, uint offset, uint length, string label) =>
        [0xAA, 0x50, (byte)type, (byte)subtype, .. Host.Words(offset, length), .. Encoding.ASCII.GetBytes(label.PadRight(16, '\0')), 0, 0, 0, 0];

    private static uint BitwiseCrc(byte[] bytes)
    {
        uint crc = 0;
        foreach (byte value in bytes)
        {
            for (int bit = 7; bit >= 0; bit--)
            {
                bool isOne = (((crc >> 31) ^ (uint)(value >> bit)) & 1) != 0;
                crc = (crc << 1) ^ (isOne ? 0x04C11DB7u : 0);
            }
        }

        return crc;
    }

    private static uint Reflected(IEnumerable<byte> bytes)
    {
        uint crc = 0xFFFFFFFF;
        foreach (byte value in bytes)
        {
            for (int bit = 0; bit < 8; bit++)
            {
                bool isOne = ((crc ^ (uint)(value >> bit)) & 1) != 0;
                crc = (crc >> 1) ^ (isOne ? 0xEDB88320u : 0);
            }
        }

        return crc;
    }
}
