using System;
using System.Collections.Generic;
using System.Text;
using BluezoneTag.Protocol.Bytes;

namespace BluezoneTag.Simulator.Usb;

/// <summary>
/// Finds the assemblies in the deploy partition as nanoCLR does: in steps of a header's 124 bytes, not of 4, to the end of the partition, so
/// that a wrong gap hides what follows and an old assembly behind a new image can be found.
/// </summary>
public static class DeploymentScan
{
    private const int HeaderLength = 124;
    private const int HeaderCrcOffset = 8;
    private const int BodyCrcOffset = 12;
    private const int NameOffset = 36;
    private const int TableVersionOffset = 38;
    private const int StringsOffset = 40 + (11 * 4);
    private const int EndOffset = 40 + (15 * 4);
    private const int MaxNameLength = 100;

    private static readonly byte[] Marker = "NFMRK1\0"u8.ToArray();

    /// <summary>Names of the assemblies whose header and body are whole, in flash order; "?" for one without a readable name.</summary>
    public static IReadOnlyList<string> Find(byte[] deploy)
    {
        var names = new List<string>();
        for (long at = 0; at + HeaderLength <= deploy.Length;)
        {
            if (!IsHeader(deploy, (int)at))
            {
                at += HeaderLength;
                continue;
            }

            long length = LittleEndian.ReadUInt32(deploy, (int)at + EndOffset);
            if (length < HeaderLength || at + length > deploy.Length)
            {
                at += HeaderLength;
                continue;
            }

            if (Crc(0, deploy.AsSpan((int)at + HeaderLength, (int)length - HeaderLength)) == LittleEndian.ReadUInt32(deploy, (int)at + BodyCrcOffset))
            {
                names.Add(NameAt(deploy, (int)at, (int)length));
            }

            at += (length + 3) & ~3;
        }

        return names;
    }

    /// <summary>CRC-32 of .pe files and the wire protocol: polynomial 04C11DB7, most significant bit first, from 0, nothing at the end.</summary>
    public static uint Crc(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes)
        {
            crc ^= (uint)value << 24;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 0x80000000) != 0 ? (crc << 1) ^ 0x04C11DB7 : crc << 1;
            }
        }

        return crc;
    }

    private static bool IsHeader(byte[] deploy, int at)
    {
        if (!deploy.AsSpan(at, Marker.Length).SequenceEqual(Marker) || LittleEndian.ReadUInt16(deploy, at + TableVersionOffset) != 1)
        {
            return false;
        }

        byte[] header = deploy.AsSpan(at, HeaderLength).ToArray();
        uint expected = LittleEndian.ReadUInt32(header, HeaderCrcOffset);
        LittleEndian.WriteUInt32(header, HeaderCrcOffset, 0);
        return Crc(0, header) == expected;
    }

    private static string NameAt(byte[] deploy, int at, int length)
    {
        long start = (long)LittleEndian.ReadUInt32(deploy, at + StringsOffset) + LittleEndian.ReadUInt16(deploy, at + NameOffset);
        if (start >= length)
        {
            return "?";
        }

        ReadOnlySpan<byte> text = deploy.AsSpan(at + (int)start, (int)Math.Min(length - start, MaxNameLength));
        int end = text.IndexOf((byte)0);
        return end <= 0 ? "?" : Encoding.ASCII.GetString(text[..end]);
    }
}
