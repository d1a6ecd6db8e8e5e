using BluezoneTag.Protocol.Exposure;

namespace BluezoneTag.Tag.Sync;

/// <summary>
/// Hands the lists of a sync to the exposure check (docs/protocol.md 9). The check runs after the window is closed: a client that asks
/// for the verdict at once reads in it that the tag is checking, and asks again in another sync.
/// </summary>
public sealed class ExposureDesk : IExposureCheck
{
    private readonly Exposure.IExposureCheck _check;
    private readonly byte[] _verdict = new byte[ExposureVerdict.Length];
    private bool _isKnown;

    /// <summary>Nothing is under way.</summary>
    public ExposureDesk(Exposure.IExposureCheck check)
    {
        _check = check;
    }

    /// <inheritdoc/>
    public byte[] Verdict
    {
        get
        {
            _check.WriteVerdict(_verdict, 0);
            int state = _verdict[ExposureVerdict.StateOffset];
            return state == (int)ExposureState.None || state == (int)ExposureState.Receiving ? null : _verdict;
        }
    }

    /// <inheritdoc/>
    public bool Begin(byte[] header, int offset, int length)
    {
        ExposureStatus status = _check.Begin(header, offset, length);

        // A list that the tag has is carried once more without a purpose, but not refused.
        _isKnown = status == ExposureStatus.AlreadyChecked || status == ExposureStatus.Complete;
        return _isKnown || status == ExposureStatus.Taken;
    }

    /// <inheritdoc/>
    public bool Chunk(byte[] buffer, int offset, int length)
    {
        if (_isKnown)
        {
            return true;
        }

        ExposureStatus status = _check.Chunk(buffer, offset, length);
        return status == ExposureStatus.Taken || status == ExposureStatus.Complete;
    }
}
