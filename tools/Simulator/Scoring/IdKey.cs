using System;
using System.Buffers.Binary;

namespace BluezoneTag.Simulator.Scoring;

/// <summary>A 12-byte id as something a dictionary can look up.</summary>
public static class IdKey
{
    /// <summary>The id at <paramref name="offset"/>.</summary>
    public static (ulong High, uint Low) Of(byte[] data, int offset)
    {
        ReadOnlySpan<byte> id = data.AsSpan(offset, 12);
        return (BinaryPrimitives.ReadUInt64BigEndian(id), BinaryPrimitives.ReadUInt32BigEndian(id[8..]));
    }
}
