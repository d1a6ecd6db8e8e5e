using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using BluezoneTag.Protocol.Bytes;

namespace BluezoneTag.Simulator.Usb;

/// <summary>The table at 0x8000, as the second-stage bootloader reads it.</summary>
public static class PartitionTable
{
    /// <summary>Where it is.</summary>
    public const int Offset = 0x8000;

    /// <summary>Bytes of it.</summary>
    public const int Length = 0xC00;

    private const int EntryLength = 32;
    private const int EntryMagic = 0x50AA;
    private const int Md5Magic = 0xEBEB;
    private const int LabelOffset = 12;
    private const int LabelLength = 16;

    /// <summary>The entries, or null when the table is missing, its MD5 is wrong, or an entry leaves the flash.</summary>
    public static IReadOnlyList<Partition>? Read(FlashMemory flash)
    {
        byte[] table = flash.Read(Offset, Length);
        var partitions = new List<Partition>();
        for (int at = 0; at + EntryLength <= Length; at += EntryLength)
        {
            int magic = LittleEndian.ReadUInt16(table, at);
            if (magic != EntryMagic)
            {
                return IsEnd(table, at, magic) && partitions.Count > 0 && partitions.All(one => IsInside(one, flash)) ? partitions : null;
            }

            partitions.Add(new Partition(
                table[at + 2], table[at + 3], (int)LittleEndian.ReadUInt32(table, at + 4), (int)LittleEndian.ReadUInt32(table, at + 8),
                Encoding.ASCII.GetString(table, at + LabelOffset, LabelLength).TrimEnd('\0')));
        }

        return null;
    }

    private static bool IsEnd(byte[] table, int at, int magic)
    {
#pragma warning disable CA5351 // The format's own check against damage, not against an attacker.
        return magic == 0xFFFF
            || (magic == Md5Magic && MD5.HashData(table.AsSpan(0, at)).AsSpan().SequenceEqual(table.AsSpan(at + 16, 16)));
#pragma warning restore CA5351
    }

    private static bool IsInside(Partition one, FlashMemory flash) =>
        one.Offset >= 0 && one.Length > 0 && (long)one.Offset + one.Length <= flash.Length;
}
