using System;
using System.Buffers.Binary;
using BluezoneTag.Flasher.Images;

namespace BluezoneTag.Flasher.WireProtocol;

/// <summary>
/// A packet of nanoFramework's wire protocol. 32 bytes of header, little endian: `NFPKTV1` and a zero, u32 header CRC, u32 payload
/// CRC, u32 command, u16 sequence, u16 sequence answered, u32 flags, u32 payload length.
/// </summary>
public sealed record WirePacket(uint Command, ushort Sequence, ushort Answers, uint Flags, byte[] Payload)
{
    /// <summary>Bytes of the header.</summary>
    public const int HeaderLength = 32;

    /// <summary>This is a reply.</summary>
    public const uint Reply = 0x0002;

    /// <summary>The request was done.</summary>
    public const uint Acknowledged = 0x8000;

    /// <summary>Largest payload of any build.</summary>
    public const int LongestPayload = 1024;

    private const int MarkerLength = 8;
    private const int HeaderCrcOffset = 8;

    /// <summary>First bytes of every packet.</summary>
    public static ReadOnlySpan<byte> Marker => "NFPKTV1\0"u8;

    /// <summary>The packet as bytes; both CRC fields 0 for firmware built without them.</summary>
    public byte[] ToBytes(bool withCrc)
    {
        byte[] bytes = new byte[HeaderLength + Payload.Length];
        Marker.CopyTo(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(12), withCrc && Payload.Length > 0 ? NanoCrc.Compute(Payload) : 0);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(16), Command);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(20), Sequence);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(22), Answers);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(24), Flags);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(28), (uint)Payload.Length);
        Payload.CopyTo(bytes.AsSpan(HeaderLength));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(HeaderCrcOffset), withCrc ? NanoCrc.Compute(bytes.AsSpan(0, HeaderLength)) : 0);
        return bytes;
    }

    /// <summary>
    /// Whether a packet starts at the start of <paramref name="bytes"/>: no, perhaps (more bytes are needed), or yes. Boot text
    /// before it is the caller's to skip, byte by byte.
    /// </summary>
    public static WireMatch TryRead(ReadOnlySpan<byte> bytes, out WirePacket? packet)
    {
        packet = null;
        int compared = Math.Min(bytes.Length, MarkerLength);
        if (!bytes[..compared].SequenceEqual(Marker[..compared]))
        {
            return WireMatch.No;
        }

        if (bytes.Length < HeaderLength)
        {
            return WireMatch.Incomplete;
        }

        uint length = BinaryPrimitives.ReadUInt32LittleEndian(bytes[28..]);
        if (length > LongestPayload || !IsHeaderRight(bytes[..HeaderLength]))
        {
            return WireMatch.No;
        }

        if (bytes.Length < HeaderLength + length)
        {
            return WireMatch.Incomplete;
        }

        byte[] payload = bytes.Slice(HeaderLength, (int)length).ToArray();
        uint payloadCrc = BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]);
        if (payloadCrc != 0 && NanoCrc.Compute(payload) != payloadCrc)
        {
            return WireMatch.No;
        }

        packet = new WirePacket(
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[16..]),
            BinaryPrimitives.ReadUInt16LittleEndian(bytes[20..]),
            BinaryPrimitives.ReadUInt16LittleEndian(bytes[22..]),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[24..]),
            payload);
        return WireMatch.Yes;
    }

    // 0 stands for a firmware built without CRC.
    private static bool IsHeaderRight(ReadOnlySpan<byte> header)
    {
        uint crc = BinaryPrimitives.ReadUInt32LittleEndian(header[HeaderCrcOffset..]);
        byte[] copy = header.ToArray();
        copy.AsSpan(HeaderCrcOffset, 4).Clear();
        return crc == 0 || NanoCrc.Compute(copy) == crc;
    }
}
