using BluezoneTag.Tag.Sync;

namespace BluezoneTag.Simulator.Sync;

/// <summary>
/// Takes an exposure list of a known number of chunks without matching it: what the sync costs is measured with it, not what matching costs.
/// </summary>
public sealed class CarriedList(int chunks) : IExposureCheck
{
    private int _count;

    /// <inheritdoc/>
    public byte[] Verdict => _count == chunks ? [0] : null!;

    /// <inheritdoc/>
    public bool Begin(byte[] header, int offset, int length)
    {
        _count = 0;
        return true;
    }

    /// <inheritdoc/>
    public bool Chunk(byte[] buffer, int offset, int length)
    {
        _count++;
        return true;
    }
}
