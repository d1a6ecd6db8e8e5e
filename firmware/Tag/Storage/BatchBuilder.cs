using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Tag.Ports;

namespace BluezoneTag.Tag.Storage;

/// <summary>
/// Makes segment headers and sealed batches in one buffer, for the log and for checkpoints: the header at its start, the
/// unit behind it, so that both can go to flash in one write, or the unit alone.
/// </summary>
public sealed class BatchBuilder
{
    /// <summary>Where the unit stands in the buffer.</summary>
    public const int UnitOffset = SegmentHeader.Length;

    /// <summary>Bytes of a buffer for a header and the longest batch.</summary>
    public const int BufferLength = UnitOffset + BatchHeader.Overhead + (BatchHeader.MaxRecordCount * ContactRecordCodec.Length);

    private readonly IEntropy _entropy;
    private readonly LogCipher _cipher;

    /// <summary>Draws nonces from <paramref name="entropy"/> and encrypts with <paramref name="cipher"/>.</summary>
    public BatchBuilder(IEntropy entropy, LogCipher cipher, byte[] buffer)
        : this(entropy, cipher, buffer, new BatchHeader())
    {
    }

    /// <summary>The same, and makes <paramref name="batch"/>, which others may use while no batch is made.</summary>
    public BatchBuilder(IEntropy entropy, LogCipher cipher, byte[] buffer, BatchHeader batch)
    {
        _entropy = entropy;
        _cipher = cipher;
        Buffer = buffer;
        Batch = batch;
    }

    /// <summary>The buffer.</summary>
    public byte[] Buffer { get; }

    /// <summary>The batch that <see cref="Build"/> makes; the caller fills all but its records.</summary>
    public BatchHeader Batch { get; }

    /// <summary>
    /// Draws a nonce for <paramref name="segment"/> and writes its header into the buffer, the key check xored with
    /// <paramref name="keyCheckMask"/>.
    /// </summary>
    public void Begin(SegmentHeader segment, int keyCheckMask)
    {
        _entropy.Fill(segment.Nonce, 0, SegmentHeader.NonceLength);
        segment.KeyCheck = _cipher.KeyCheck(segment.Nonce) ^ keyCheckMask;
        segment.Write(Buffer, 0);
    }

    /// <summary>Makes the batch of records <paramref name="first"/> and following in the buffer; returns its bytes.</summary>
    public int Build(SegmentHeader segment, RecordSource records, int first)
    {
        int length = BatchHeader.BatchLength(Batch.RecordCount);
        Batch.Write(segment, Buffer, UnitOffset);
        int offset = UnitOffset + BatchHeader.Length;
        for (int i = 0; i < Batch.RecordCount; i++)
        {
            records.Encode(first + i, Buffer, offset + (i * ContactRecordCodec.Length));
        }

        _cipher.Apply(segment.Nonce, Batch.Sequence, Buffer, offset, Batch.RecordCount * ContactRecordCodec.Length);
        BatchHeader.Seal(Buffer, UnitOffset, length, Batch.Sequence);
        return length;
    }
}
