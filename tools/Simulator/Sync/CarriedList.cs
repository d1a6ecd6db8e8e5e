using BluezoneTag.Protocol.Exposure;
using BluezoneTag.Tag.Exposure;

namespace BluezoneTag.Simulator.Sync;

/// <summary>
/// Takes an exposure list of a known number of chunks without matching it: what the sync costs is measured with it, not what matching costs.
/// </summary>
public sealed class CarriedList(int chunks) : IExposureCheck
{
    private readonly ExposureVerdict _verdict = new();

    /// <inheritdoc/>
    public int NextChunk { get; private set; }

    /// <inheritdoc/>
    public ExposureStatus Begin(byte[] buffer, int offset, int length) => ExposureStatus.Taken;

    /// <inheritdoc/>
    public ExposureStatus Chunk(byte[] buffer, int offset, int length) => ++NextChunk == chunks ? ExposureStatus.Complete : ExposureStatus.Taken;

    /// <inheritdoc/>
    public int WriteVerdict(byte[] buffer, int offset)
    {
        _verdict.State = NextChunk == chunks ? ExposureState.Checking : NextChunk > 0 ? ExposureState.Receiving : ExposureState.None;
        _verdict.Write(buffer, offset);
        return ExposureVerdict.Length;
    }
}
