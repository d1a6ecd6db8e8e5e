namespace BluezoneTag.Tag.Sync;

/// <summary>
/// Takes an exposure list piece by piece, matches it against the tag's own log and gives its verdict. The sync carries the
/// bytes and understands none of them. No call blocks for more than some seconds.
/// </summary>
public interface IExposureCheck
{
    /// <summary>
    /// The verdict of the last list that came to its end, at most 64 bytes, or null when there is none or a list is under way.
    /// </summary>
    byte[] Verdict { get; }

    /// <summary>Begins a list and forgets one that is under way. False when its header does not fit: nothing is kept.</summary>
    bool Begin(byte[] header, int offset, int length);

    /// <summary>Takes the next piece. False when it does not fit: the whole list is refused then.</summary>
    bool Chunk(byte[] buffer, int offset, int length);
}
