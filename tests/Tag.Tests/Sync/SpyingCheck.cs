using System.Collections.Generic;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Exposure;
using BluezoneTag.Tag.Exposure;

namespace BluezoneTag.Tag.Tests.Sync;

/// <summary>The tag's own check, with a note of each chunk that is handed to it and of each answer.</summary>
internal sealed class SpyingCheck(IExposureCheck check) : IExposureCheck
{
    public List<int> Chunks { get; } = [];

    public int NextChunk => check.NextChunk;

    public ExposureStatus Begin(byte[] buffer, int offset, int length) => check.Begin(buffer, offset, length);

    public ExposureStatus Chunk(byte[] buffer, int offset, int length)
    {
        Chunks.Add(LittleEndian.ReadUInt16(buffer, offset));
        return check.Chunk(buffer, offset, length);
    }

    public int WriteVerdict(byte[] buffer, int offset) => check.WriteVerdict(buffer, offset);
}
