using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Text;
using BluezoneTag.Protocol.Bytes;

namespace BluezoneTag.Flasher.Tests.Support;

/// <summary>Reads the root of a littlefs as a mount does: the block of the pair with the higher revision and a right CRC wins.</summary>
public static class LittleFsReader
{
    public static (Dictionary<string, byte[]> Files, uint Blocks) Mount(ReadOnlySpan<byte> partition)
    {
        byte[] first = partition[..4096].ToArray();
        byte[] second = partition.Slice(4096, 4096).ToArray();
        bool firstIsRight = TryRead(first, out Dictionary<string, byte[]> files, out uint blocks);
        bool secondIsRight = TryRead(second, out Dictionary<string, byte[]> others, out uint otherBlocks);
        if (secondIsRight && (!firstIsRight || (int)(Revision(second) - Revision(first)) > 0))
        {
            return (others, otherBlocks);
        }

        return firstIsRight ? (files, blocks) : throw new InvalidDataException("no valid commit in either block");
    }

    private static uint Revision(byte[] block) => BinaryPrimitives.ReadUInt32LittleEndian(block);

    private static bool TryRead(byte[] block, out Dictionary<string, byte[]> files, out uint blocks)
    {
        files = [];
        blocks = 0;
        Dictionary<int, string> names = [];
        Dictionary<int, byte[]> contents = [];
        uint previous = 0xFFFFFFFF;
        for (int at = 4; at + 4 <= block.Length;)
        {
            uint tag = BinaryPrimitives.ReadUInt32BigEndian(block.AsSpan(at)) ^ previous;
            if (tag >> 31 == 1)
            {
                return false;
            }

            int type = (int)(tag >> 20) & 0x7FF;
            int id = (int)(tag >> 10) & 0x3FF;
            int size = (int)tag & 0x3FF;
            at += 4;
            previous = tag;
            if (type >> 8 == 5 && type != 0x5FF)
            {
                // zlib's CRC inverts at the end, littlefs does not.
                uint crc = ~Crc32.Compute(block, 0, at);
                foreach ((int one, string name) in names)
                {
                    files[name] = contents[one];
                }

                return crc == BinaryPrimitives.ReadUInt32LittleEndian(block.AsSpan(at)) && (at + size) % 128 == 0 && blocks != 0;
            }

            byte[] data = block[at..(at + size)];
            if (type == 0x0FF)
            {
                if (Encoding.ASCII.GetString(data) != "littlefs")
                {
                    return false;
                }
            }
            else if (type == 0x001)
            {
                names[id] = Encoding.UTF8.GetString(data);
            }
            else if (type == 0x201 && id == 0)
            {
                blocks = BinaryPrimitives.ReadUInt32LittleEndian(data.AsSpan(8));
            }
            else if (type == 0x201)
            {
                contents[id] = data;
            }

            at += size;
        }

        return false;
    }
}
