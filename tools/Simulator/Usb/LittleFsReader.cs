using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace BluezoneTag.Simulator.Usb;

/// <summary>
/// Reads the root folder of a littlefs 2 partition the way a mount would: of the blocks 0 and 1 the newer one whose first commit is
/// whole, then its commits up to the first that is not. Blocks of 4096 bytes. Written from the on-disk facts of the identity sheet, part A,
/// with files inline or in one data block, or a list of them.
/// </summary>
public sealed class LittleFsReader
{
    private const int BlockLength = 4096;
    private const int MaxBlocksPerFile = 16;
    private const uint Initial = 0xFFFFFFFF;
    private const uint InvalidBit = 1u << 31;
    private const int DeletedLength = 0x3FF;
    private const int TypeForwardCrc = 0x5FF;
    private const int TypeSuperblock = 0x0FF;
    private const int TypeFile = 0x001;
    private const int TypeInline = 0x201;
    private const int TypeList = 0x202;
    private const int TypeCreate = 0x401;
    private const int TypeDelete = 0x4FF;

    private readonly byte[] _partition;
    private readonly List<Entry> _entries = new();

    private LittleFsReader(byte[] partition)
    {
        _partition = partition;
    }

    /// <summary>The file system in a partition, or null when it would not mount.</summary>
    public static LittleFsReader? Mount(byte[] partition)
    {
        var reader = new LittleFsReader(partition);
        return partition.Length >= 2 * BlockLength && reader.ReadPair() ? reader : null;
    }

    /// <summary>Names of the files in the root folder.</summary>
    public IReadOnlyList<string> Files => [.. _entries.Where(one => one.Type == TypeFile).Select(one => one.Name)];

    /// <summary>Content of a file in the root folder, or null when it is not there or its blocks are nonsense.</summary>
    public byte[]? Read(string name)
    {
        Entry? entry = _entries.Find(one => one.Type == TypeFile && one.Name == name);
        return entry?.StructType switch
        {
            TypeInline => entry.Content,
            TypeList when entry.Content.Length == 8 => ReadList(
                BinaryPrimitives.ReadUInt32LittleEndian(entry.Content), BinaryPrimitives.ReadUInt32LittleEndian(entry.Content.AsSpan(4))),
            _ => null,
        };
    }

    private bool ReadPair()
    {
        uint first = BinaryPrimitives.ReadUInt32LittleEndian(_partition);
        uint second = BinaryPrimitives.ReadUInt32LittleEndian(_partition.AsSpan(BlockLength));

        // Revisions wrap, so newer is a matter of the signed difference.
        int[] order = (int)(second - first) > 0 ? [1, 0] : [0, 1];
        return order.Any(ReadBlock) && _entries.Any(one => one.Type == TypeSuperblock && one.Name == "littlefs");
    }

    private bool ReadBlock(int block)
    {
        byte[] bytes = _partition.AsSpan(block * BlockLength, BlockLength).ToArray();
        var pending = new List<(uint Tag, byte[] Data)>();
        uint crc = Crc(Initial, bytes.AsSpan(0, 4));
        uint previous = Initial;
        bool hasCommit = false;
        _entries.Clear();
        for (int at = 4; at + 4 <= BlockLength;)
        {
            uint tag = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at)) ^ previous;
            int length = LengthOf(tag);
            if ((tag & InvalidBit) != 0 || at + 4 + length > BlockLength)
            {
                break;
            }

            crc = Crc(crc, bytes.AsSpan(at, 4));
            byte[] data = bytes.AsSpan(at + 4, length).ToArray();
            at += 4 + length;
            previous = tag;
            if (!IsCommitCrc(tag))
            {
                crc = Crc(crc, data);
                pending.Add((tag, data));
                continue;
            }

            if (length < 4 || BinaryPrimitives.ReadUInt32LittleEndian(data) != crc)
            {
                break;
            }

            pending.ForEach(one => Apply(one.Tag, one.Data));
            pending.Clear();
            hasCommit = true;
            crc = Initial;

            // The lowest bit of the type says which state of the valid bit an unwritten next tag would have.
            previous ^= (uint)(TypeOf(tag) & 1) << 31;
        }

        return hasCommit;
    }

    private void Apply(uint tag, byte[] data)
    {
        int type = TypeOf(tag);
        int id = (int)((tag >> 10) & 0x3FF);
        if (type == TypeCreate && id <= _entries.Count)
        {
            _entries.Insert(id, new Entry());
        }
        else if (id >= _entries.Count)
        {
            return;
        }
        else if (type == TypeDelete)
        {
            _entries.RemoveAt(id);
        }
        else if (type >> 8 == 0)
        {
            _entries[id].Type = type;
            _entries[id].Name = Encoding.UTF8.GetString(data);
        }
        else if (type >> 8 == 2)
        {
            _entries[id].StructType = type;
            _entries[id].Content = data;
        }
    }

    // A list of blocks is linked backwards: block n begins with pointers, as many as n has trailing zeros and one more; the first has none.
    private byte[]? ReadList(uint head, uint size)
    {
        if (size == 0 || size > MaxBlocksPerFile * BlockLength)
        {
            return null;
        }

        var parts = new List<byte[]>();
        int index = 0;
        long before = 0;
        while (before + BlockLength - PointersOf(index) < size)
        {
            before += BlockLength - PointersOf(index);
            index++;
        }

        long count = size - before;
        for (uint block = head; ; index--)
        {
            if (block >= _partition.Length / BlockLength)
            {
                return null;
            }

            ReadOnlySpan<byte> bytes = _partition.AsSpan((int)block * BlockLength, BlockLength);
            parts.Insert(0, bytes.Slice(PointersOf(index), (int)count).ToArray());
            if (index == 0)
            {
                return [.. parts.SelectMany(one => one)];
            }

            block = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            count = BlockLength - PointersOf(index - 1);
        }
    }

    private static int PointersOf(int index) => index == 0 ? 0 : 4 * (System.Numerics.BitOperations.TrailingZeroCount(index) + 1);

    private static int TypeOf(uint tag) => (int)((tag >> 20) & 0x7FF);

    private static int LengthOf(uint tag) => (tag & 0x3FF) == DeletedLength ? 0 : (int)(tag & 0x3FF);

    private static bool IsCommitCrc(uint tag) => (TypeOf(tag) & 0x700) == 0x500 && TypeOf(tag) != TypeForwardCrc;

    // CRC-32 reflected, without the final exclusive or.
    private static uint Crc(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        return crc;
    }

    private sealed class Entry
    {
        public int Type { get; set; }

        public string Name { get; set; } = string.Empty;

        public int StructType { get; set; }

        public byte[] Content { get; set; } = [];
    }
}
