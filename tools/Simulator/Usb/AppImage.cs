using System;
using System.Security.Cryptography;
using BluezoneTag.Protocol.Bytes;

namespace BluezoneTag.Simulator.Usb;

/// <summary>The check of an ESP application image before it is started: header, chip, segments, checksum, and the hash if one is appended.</summary>
public static class AppImage
{
    private const byte Magic = 0xE9;
    private const int HeaderLength = 24;
    private const int SegmentHeaderLength = 8;
    private const int ChipIdOffset = 12;
    private const int HashFlagOffset = 23;
    private const int MaxSegments = 16;
    private const int HashLength = 32;
    private const int ChecksumAlignment = 16;

    /// <summary>What is wrong with the image at the start of <paramref name="bytes"/>, or null when it would be started.</summary>
    public static string? Fault(byte[] bytes, ChipModel chip)
    {
        if (bytes.Length < HeaderLength || bytes[0] != Magic)
        {
            return "no image (first byte is not E9)";
        }

        int chipId = LittleEndian.ReadUInt16(bytes, ChipIdOffset);
        if (chipId != chip.ChipId)
        {
            return $"image is for chip {chipId}, this is {chip.ChipId}";
        }

        int segments = bytes[1];
        return segments is 0 or > MaxSegments ? $"image has {segments} segments" : SegmentFault(bytes, segments);
    }

    private static string? SegmentFault(byte[] bytes, int segments)
    {
        uint checksum = DataSession.ChecksumOf([]);
        long at = HeaderLength;
        for (int i = 0; i < segments; i++)
        {
            if (at + SegmentHeaderLength > bytes.Length)
            {
                return $"segment {i} leaves the partition";
            }

            long length = LittleEndian.ReadUInt32(bytes, (int)at + 4);
            at += SegmentHeaderLength;
            if (at + length > bytes.Length)
            {
                return $"segment {i} leaves the partition";
            }

            checksum ^= DataSession.ChecksumOf(bytes.AsSpan((int)at, (int)length)) ^ DataSession.ChecksumOf([]);
            at += length;
        }

        // The checksum is the last byte of the 16 that hold it.
        at = at - (at % ChecksumAlignment) + ChecksumAlignment;
        if (at > bytes.Length || bytes[at - 1] != checksum)
        {
            return "image checksum is wrong";
        }

        return bytes[HashFlagOffset] == 1 ? HashFault(bytes, (int)at) : null;
    }

    private static string? HashFault(byte[] bytes, int at) =>
        at + HashLength <= bytes.Length && SHA256.HashData(bytes.AsSpan(0, at)).AsSpan().SequenceEqual(bytes.AsSpan(at, HashLength))
            ? null
            : "image hash is wrong";
}
