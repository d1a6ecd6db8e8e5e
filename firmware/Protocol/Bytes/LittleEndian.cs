namespace BluezoneTag.Protocol.Bytes;

/// <summary>
/// Integers in byte arrays, least significant byte first, whatever the processor.
/// Every multi-byte field of docs/protocol.md goes through here. The caller guarantees room; out of range throws
/// <see cref="System.IndexOutOfRangeException"/> as any array access does.
/// </summary>
public static class LittleEndian
{
    /// <summary>Writes the low 16 bits of <paramref name="value"/> at <paramref name="offset"/>.</summary>
    public static void WriteUInt16(byte[] buffer, int offset, int value)
    {
        buffer[offset] = (byte)value;
        buffer[offset + 1] = (byte)(value >> 8);
    }

    /// <summary>Writes the low 24 bits of <paramref name="value"/> at <paramref name="offset"/>.</summary>
    public static void WriteUInt24(byte[] buffer, int offset, int value)
    {
        WriteUInt16(buffer, offset, value);
        buffer[offset + 2] = (byte)(value >> 16);
    }

    /// <summary>Writes all 32 bits of <paramref name="value"/> at <paramref name="offset"/>.</summary>
    public static void WriteUInt32(byte[] buffer, int offset, uint value)
    {
        WriteUInt16(buffer, offset, (int)(value & 0xFFFF));
        WriteUInt16(buffer, offset + 2, (int)(value >> 16));
    }

    /// <summary>Writes all 64 bits of <paramref name="value"/> (two's complement) at <paramref name="offset"/>.</summary>
    public static void WriteInt64(byte[] buffer, int offset, long value)
    {
        WriteUInt32(buffer, offset, (uint)(value & 0xFFFFFFFFL));
        WriteUInt32(buffer, offset + 4, (uint)((value >> 32) & 0xFFFFFFFFL));
    }

    /// <summary>Reads 0..65535 at <paramref name="offset"/>.</summary>
    public static int ReadUInt16(byte[] buffer, int offset)
    {
        return buffer[offset] | (buffer[offset + 1] << 8);
    }

    /// <summary>Reads 0..16777215 at <paramref name="offset"/>.</summary>
    public static int ReadUInt24(byte[] buffer, int offset)
    {
        return ReadUInt16(buffer, offset) | (buffer[offset + 2] << 16);
    }

    /// <summary>Reads an unsigned 32-bit value at <paramref name="offset"/>.</summary>
    public static uint ReadUInt32(byte[] buffer, int offset)
    {
        return (uint)ReadUInt16(buffer, offset) | ((uint)ReadUInt16(buffer, offset + 2) << 16);
    }

    /// <summary>Reads a signed 64-bit value at <paramref name="offset"/>.</summary>
    public static long ReadInt64(byte[] buffer, int offset)
    {
        return (long)ReadUInt32(buffer, offset) | ((long)ReadUInt32(buffer, offset + 4) << 32);
    }
}
