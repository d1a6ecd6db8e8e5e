using BluezoneTag.Protocol.Exposure;

namespace BluezoneTag.Tag.Exposure;

/// <summary>
/// The exposure check as a session sees it: bytes in, bytes out (docs/protocol.md 9). Every call is short; the check itself runs
/// later, between radio slots. The log does not pass through here.
/// </summary>
public interface IExposureCheck
{
    /// <summary>
    /// Number of the chunk that is wanted next, as far as the last <see cref="Begin"/> and what came after it say; the number of chunks when
    /// nothing is to be sent.
    /// </summary>
    int NextChunk { get; }

    /// <summary>
    /// Takes a list header. <see cref="ExposureStatus.Taken"/>: go on with the chunk that <see cref="WriteVerdict"/> names, which is not
    /// the first when the tag has part of this list. If power dies inside: the list before, if any, or this one without a chunk.
    /// </summary>
    ExposureStatus Begin(byte[] buffer, int offset, int length);

    /// <summary>Takes a chunk. A chunk that the tag has already is taken again without harm. Durable when it returns.</summary>
    ExposureStatus Chunk(byte[] buffer, int offset, int length);

    /// <summary>Writes the <see cref="ExposureVerdict.Length"/> bytes of the verdict, final or not; returns how many.</summary>
    int WriteVerdict(byte[] buffer, int offset);
}
