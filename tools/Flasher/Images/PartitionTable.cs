using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using BluezoneTag.Flasher.Messages;
using BluezoneTag.Flasher.Rom;

namespace BluezoneTag.Flasher.Images;

/// <summary>
/// A binary partition table, flashed at 0x8000. Entries of 32 bytes: AA 50, u8 type, u8 subtype, u32 offset, u32 size, label[16],
/// u32 flags; then EB EB, 14 times FF and the MD5 of the entries; FF to the end. Addresses moved between releases, so nothing is
/// assumed about them: partitions are found by their labels.
/// </summary>
public sealed class PartitionTable
{
    /// <summary>Where the table lies in flash.</summary>
    public const uint FlashOffset = 0x8000;

    private const int EntryLength = 32;
    private const int MostBytes = 0x1000;
    private const ushort EntryMagic = 0x50AA;
    private const ushort Md5Magic = 0xEBEB;
    private const byte Application = 0;
    private const byte Data = 1;
    private const byte LittleFs = 0x83;
    private const byte Deployment = 0x84;
    private readonly string _name;

    private PartitionTable(string name, byte[] bytes, List<PartitionEntry> entries)
    {
        _name = name;
        Bytes = bytes;
        Entries = entries;
    }

    /// <summary>The table as it is flashed.</summary>
    public byte[] Bytes { get; }

    /// <summary>Its partitions in the order of the table.</summary>
    public IReadOnlyList<PartitionEntry> Entries { get; }

    /// <summary>Where nanoCLR goes: the first application partition.</summary>
    public PartitionEntry Factory => Entries.FirstOrDefault(one => one.Type == Application)
        ?? throw ImageProblems.BadTable(_name, "there is no application partition for nanoCLR", "không có phân vùng ứng dụng cho nanoCLR");

    /// <summary>Where the managed application goes: label `deploy`.</summary>
    public PartitionEntry Deploy => Find("deploy", Deployment);

    /// <summary>Where the identity goes: label `config`, littlefs.</summary>
    public PartitionEntry Config => Find("config", LittleFs);

    /// <summary>First byte behind the last partition.</summary>
    public long End => Entries.Max(one => one.End);

    /// <summary>Checks marks, MD5, sectors and overlaps. Throws <see cref="FlasherException"/>.</summary>
    public static PartitionTable Parse(string name, byte[] bytes)
    {
        if (bytes.Length is < EntryLength or > MostBytes)
        {
            throw ImageProblems.BadTable(name, $"{bytes.Length} bytes are no partition table", $"{bytes.Length} byte không phải bảng phân vùng");
        }

        var table = new PartitionTable(name, bytes, ReadEntries(name, bytes));
        table.CheckPlaces();
        return table;
    }

    private static List<PartitionEntry> ReadEntries(string name, byte[] bytes)
    {
        List<PartitionEntry> entries = [];
        bool isChecked = false;
        for (int at = 0; at + EntryLength <= bytes.Length && !isChecked; at += EntryLength)
        {
            ReadOnlySpan<byte> entry = bytes.AsSpan(at, EntryLength);
            switch (BinaryPrimitives.ReadUInt16LittleEndian(entry))
            {
                case EntryMagic:
                    entries.Add(ReadEntry(entry));
                    break;
                case Md5Magic:
                    CheckMd5(name, bytes.AsSpan(0, at), entry[16..]);
                    isChecked = true;
                    break;
                default:
                    throw ImageProblems.BadTable(name, $"no partition entry at byte {at}", $"không có mục phân vùng tại byte {at}");
            }
        }

        return isChecked && entries.Count > 0
            ? entries
            : throw ImageProblems.BadTable(name, "the table has no end mark with its MD5", "bảng không có dấu kết thúc và MD5");
    }

    private static PartitionEntry ReadEntry(ReadOnlySpan<byte> entry)
    {
        ReadOnlySpan<byte> label = entry.Slice(12, 16);
        int length = label.IndexOf((byte)0);
        return new PartitionEntry(
            Encoding.ASCII.GetString(length < 0 ? label : label[..length]),
            entry[2],
            entry[3],
            BinaryPrimitives.ReadUInt32LittleEndian(entry[4..]),
            BinaryPrimitives.ReadUInt32LittleEndian(entry[8..]));
    }

#pragma warning disable CA5351 // The format's own checksum.
    private static void CheckMd5(string name, ReadOnlySpan<byte> entries, ReadOnlySpan<byte> expected)
    {
        if (!MD5.HashData(entries).AsSpan().SequenceEqual(expected))
        {
            throw ImageProblems.BadTable(name, "the MD5 of the table is wrong", "MD5 của bảng sai");
        }
    }
#pragma warning restore CA5351

    private void CheckPlaces()
    {
        long end = FlashOffset + FlashRegion.SectorBytes;
        foreach (PartitionEntry one in Entries.OrderBy(entry => entry.Offset))
        {
            if (one.Offset % FlashRegion.SectorBytes != 0 || one.Size % FlashRegion.SectorBytes != 0 || one.Size == 0 || one.Offset < end)
            {
                throw ImageProblems.BadTable(
                    _name,
                    $"partition {one.Label} at {one.Offset:X} overlaps another or is not made of whole sectors",
                    $"phân vùng {one.Label} tại {one.Offset:X} chồng lên phân vùng khác hoặc không tròn sector");
            }

            end = one.End;
        }
    }

    private PartitionEntry Find(string label, byte subtype)
    {
        PartitionEntry entry = Entries.FirstOrDefault(one => one.Label == label)
            ?? throw ImageProblems.BadTable(_name, $"there is no partition {label}", $"không có phân vùng {label}");
        return entry.Type == Data && entry.Subtype == subtype
            ? entry
            : throw ImageProblems.BadTable(
                _name,
                $"partition {label} is of kind {entry.Type}/{entry.Subtype:X2}, not {Data}/{subtype:X2}; this firmware is too old",
                $"phân vùng {label} thuộc loại {entry.Type}/{entry.Subtype:X2}, không phải {Data}/{subtype:X2}; firmware quá cũ");
    }
}
