using System;
using System.Collections.Generic;
using BluezoneTag.Protocol.Exposure;
using BluezoneTag.Tag.Exposure;

namespace BluezoneTag.Tag.Tests.Sync;

/// <summary>Writes down what a list desk hands on, and has a verdict after a known number of chunks.</summary>
internal sealed class RecordingCheck(int chunks) : IExposureCheck
{
    private readonly ExposureVerdict _verdict = new();

    public List<string> Calls { get; } = [];

    /// <summary>The answer to everything; null for the right one.</summary>
    public ExposureStatus? Refusal { get; set; }

    public int NextChunk { get; private set; }

    public ExposureStatus Begin(byte[] buffer, int offset, int length) => Answer("begin", buffer, offset, length, 0);

    public ExposureStatus Chunk(byte[] buffer, int offset, int length) => Answer("chunk", buffer, offset, length, 1);

    public int WriteVerdict(byte[] buffer, int offset)
    {
        _verdict.State = NextChunk == chunks ? ExposureState.Done : NextChunk > 0 ? ExposureState.Receiving : ExposureState.None;
        _verdict.Level = 1;
        _verdict.Write(buffer, offset);
        return ExposureVerdict.Length;
    }

    private ExposureStatus Answer(string name, byte[] buffer, int offset, int length, int taken)
    {
        Calls.Add($"{name} {Convert.ToHexString(buffer, offset, length)}");
        if (Refusal is { } refusal)
        {
            return refusal;
        }

        NextChunk += taken;
        return NextChunk == chunks ? ExposureStatus.Complete : ExposureStatus.Taken;
    }
}
