using System;
using System.Buffers.Binary;
using System.Security.Cryptography;
using BluezoneTag.Flasher.Messages;

namespace BluezoneTag.Flasher.Images;

/// <summary>
/// A firmware image of the chip maker's format. 24 bytes of header: E9, number of segments, flash mode, size and speed, u32 entry,
/// pins, u16 chip id at 12, ..., at 23 whether a SHA-256 follows. Then segments (u32 address, u32 length, bytes), zeros up to the
/// last byte of a 16-byte row, which is the XOR of all segment bytes and EF, then the SHA-256 of everything before it.
/// </summary>
public sealed class EspImage
{
    private const byte Magic = 0xE9;
    private const int HeaderLength = 24;
    private const int SegmentHeaderLength = 8;
    private const int MostSegments = 16;
    private const int ChipIdOffset = 12;
    private const int HashFlagOffset = 23;
    private const int HashLength = 32;
    private const byte ChecksumSeed = 0xEF;

    private EspImage(byte[] bytes, int chipId, int length)
    {
        Bytes = bytes;
        ChipId = chipId;
        Length = length;
    }

    /// <summary>The file.</summary>
    public byte[] Bytes { get; }

    /// <summary>Chip it is made for: 0 ESP32, 5 ESP32-C3.</summary>
    public int ChipId { get; }

    /// <summary>Bytes of the image proper; what follows is padding.</summary>
    public int Length { get; }

    /// <summary>Checks header, segments, checksum and, where there is one, SHA-256. Throws <see cref="FlasherException"/>.</summary>
    public static EspImage Parse(string name, byte[] bytes)
    {
        if (bytes.Length < HeaderLength || bytes[0] != Magic || bytes[1] is 0 or > MostSegments)
        {
            throw ImageProblems.BadImage(name, "this is no image of an ESP chip (no E9 header)", "không phải ảnh của chip ESP (thiếu đầu E9)");
        }

        int end = HeaderLength;
        byte checksum = ChecksumSeed;
        for (int segment = 0; segment < bytes[1]; segment++)
        {
            end = AddSegment(name, bytes, end, ref checksum);
        }

        end |= 15;
        if (end >= bytes.Length || bytes[end] != checksum)
        {
            throw ImageProblems.BadImage(name, "the checksum is wrong", "tổng kiểm tra sai");
        }

        end++;
        if (bytes[HashFlagOffset] == 1)
        {
            CheckHash(name, bytes, end);
            end += HashLength;
        }

        return new EspImage(bytes, BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(ChipIdOffset)), end);
    }

    private static int AddSegment(string name, byte[] bytes, int start, ref byte checksum)
    {
        long length = start + SegmentHeaderLength <= bytes.Length
            ? BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(start + 4))
            : long.MaxValue;
        int data = start + SegmentHeaderLength;
        if (length > bytes.Length - data)
        {
            throw ImageProblems.BadImage(name, "a segment runs past the end of the file", "một đoạn vượt quá cuối tệp");
        }

        foreach (byte one in bytes.AsSpan(data, (int)length))
        {
            checksum ^= one;
        }

        return data + (int)length;
    }

    private static void CheckHash(string name, byte[] bytes, int end)
    {
        if (end + HashLength > bytes.Length || !SHA256.HashData(bytes.AsSpan(0, end)).AsSpan().SequenceEqual(bytes.AsSpan(end, HashLength)))
        {
            throw ImageProblems.BadImage(name, "the SHA-256 at its end is wrong", "SHA-256 ở cuối sai");
        }
    }
}
