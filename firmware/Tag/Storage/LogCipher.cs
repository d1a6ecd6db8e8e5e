using System;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Tag.Ports;

namespace BluezoneTag.Tag.Storage;

/// <summary>
/// Encrypts the records of a batch at rest: AES-128 in counter mode under a key derived from the base key
/// (docs/protocol.md 5.5). Applying it twice gives the plain records back. Integrity is the batch's CRC, which stands
/// over the encrypted bytes; it guards against wear and cuts, not against a forger who holds the flash.
/// </summary>
public sealed class LogCipher
{
    private const int BlockLength = 16;
    private const int SequenceOffset = 8;
    private const int BlockIndexOffset = 12;
    private const int BlockCount = ((BatchHeader.MaxRecordCount * ContactRecordCodec.Length) + BlockLength - 1) / BlockLength;

    // "bluezonetag log v1" in ASCII.
    private static readonly byte[] KeyLabel =
    {
        0x62, 0x6c, 0x75, 0x65, 0x7a, 0x6f, 0x6e, 0x65, 0x74, 0x61, 0x67, 0x20, 0x6c, 0x6f, 0x67, 0x20, 0x76, 0x31,
    };

    private readonly ICipher _cipher;
    private readonly byte[] _key = new byte[BlockLength];
    private readonly byte[] _counters = new byte[BlockCount * BlockLength];

    /// <summary>Derives the log key from the 32-byte base key. Secret from then on.</summary>
    public LogCipher(ICipher cipher, byte[] baseKey)
    {
        _cipher = cipher;
        byte[] digest = cipher.HmacSha256(baseKey, KeyLabel);
        Array.Copy(digest, _key, BlockLength);
        Array.Clear(digest, 0, digest.Length);
    }

    /// <summary>Encrypts or decrypts <paramref name="count"/> bytes (at most 60 records) in place.</summary>
    public void Apply(byte[] nonce, uint sequence, byte[] buffer, int offset, int count)
    {
        int needed = (count + BlockLength - 1) / BlockLength;
        for (int i = 0; i < needed; i++)
        {
            Array.Copy(nonce, 0, _counters, i * BlockLength, SegmentHeader.NonceLength);
            LittleEndian.WriteUInt32(_counters, (i * BlockLength) + SequenceOffset, sequence);
            LittleEndian.WriteUInt32(_counters, (i * BlockLength) + BlockIndexOffset, (uint)i);
        }

        byte[] stream = _cipher.EncryptBlocks(_key, _counters);
        for (int i = 0; i < count; i++)
        {
            buffer[offset + i] ^= stream[i];
        }
    }
}
