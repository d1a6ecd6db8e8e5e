using System;
using System.Buffers.Binary;
using System.IO;
using System.Text;

namespace BluezoneTag.Flasher.Images;

/// <summary>
/// The smallest littlefs v2 file system that holds one small file: two blocks of 4096 bytes. Block 0 has revision 1 and one commit,
/// block 1 is erased. Both must be flashed: an old block 1 with a higher revision would win, and bring an old identity back.
/// The rest of the partition may hold anything.
/// </summary>
/// <remarks>
/// Tags are 32 bits, big endian, each XORed with the one before it, the first with FFFFFFFF: valid bit (0 valid), 11 bits type, 10
/// bits id, 10 bits length. The CRC is that of zlib's polynomial, started with FFFFFFFF and not inverted at the end.
/// Geometry and settings are those of the firmware's littlefs: read and program size 128, disk version 2.1.
/// </remarks>
public static class LittleFsImage
{
    /// <summary>Bytes of the image.</summary>
    public const int Length = 2 * BlockBytes;

    /// <summary>Longest content that fits beside its name.</summary>
    public const int LongestContent = 512;

    private const int BlockBytes = 4096;
    private const int ProgramBytes = 128;
    private const uint DiskVersion = 0x00020001;
    private const uint NameMax = 255;
    private const uint FileMax = 0x7FFFFFFF;
    private const uint AttributeMax = 1022;
    private const int RegularFile = 0x001;
    private const int Superblock = 0x0FF;
    private const int InlineContent = 0x201;
    private const int Create = 0x401;
    private const int CommitCrc = 0x500;
    private const int ForwardCrc = 0x5FF;
    private const int NoId = 0x3FF;

    /// <summary>
    /// The image of a file system of <paramref name="blockCount"/> blocks with the file <paramref name="name"/> in its root.
    /// </summary>
    public static byte[] Build(string name, ReadOnlySpan<byte> content, uint blockCount)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(content.Length, LongestContent);
        ArgumentOutOfRangeException.ThrowIfLessThan(blockCount, 2u);
        byte[] image = new byte[Length];
        image.AsSpan().Fill(0xFF);
        var commit = new Commit(image);
        commit.Add(Create, 0, []);
        commit.Add(Superblock, 0, "littlefs"u8);
        commit.Add(InlineContent, 0, Words(DiskVersion, BlockBytes, blockCount, NameMax, FileMax, AttributeMax));
        commit.Add(Create, 1, []);
        commit.Add(RegularFile, 1, Encoding.UTF8.GetBytes(name));
        commit.Add(InlineContent, 1, content);
        commit.Close();
        return image;
    }

    private static byte[] Words(params uint[] words)
    {
        byte[] bytes = new byte[4 * words.Length];
        for (int i = 0; i < words.Length; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4 * i), words[i]);
        }

        return bytes;
    }

    private static uint Crc(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (byte one in bytes)
        {
            crc ^= one;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
            }
        }

        return crc;
    }

    // Writes the commit at the start of a block of FF.
    private sealed class Commit
    {
        private readonly byte[] _block;
        private uint _previousTag = uint.MaxValue;
        private int _length;

        public Commit(byte[] block)
        {
            _block = block;
            Append(Words(1));
        }

        public void Add(int type, int id, ReadOnlySpan<byte> content)
        {
            AppendTag(type, id, content.Length);
            Append(content);
        }

        // A forward CRC over the erased program unit behind the commit, then the CRC tag, whose length fills the unit it ends in.
        public void Close()
        {
            const int TagAndValue = 8;
            int end = RoundUp(_length + 4 + TagAndValue + TagAndValue);
            if (end + ProgramBytes > BlockBytes)
            {
                throw new InvalidDataException("the commit does not fit one block");
            }

            Add(ForwardCrc, NoId, Words(ProgramBytes, Crc(uint.MaxValue, _block.AsSpan(end, ProgramBytes))));
            AppendTag(CommitCrc, NoId, end - _length - 4);
            Append(Words(Crc(uint.MaxValue, _block.AsSpan(0, _length))));
        }

        private static int RoundUp(int length) => (length + ProgramBytes - 1) / ProgramBytes * ProgramBytes;

        private void AppendTag(int type, int id, int length)
        {
            uint tag = ((uint)type << 20) | ((uint)id << 10) | (uint)length;
            Span<byte> bytes = stackalloc byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(bytes, tag ^ _previousTag);
            Append(bytes);
            _previousTag = tag;
        }

        private void Append(ReadOnlySpan<byte> bytes)
        {
            bytes.CopyTo(_block.AsSpan(_length));
            _length += bytes.Length;
        }
    }
}
