using System;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Protocol.Sync;
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

    // A few blocks at a time: all 32 of the longest batch would cost half a kilobyte of heap, and as much again in passing.
    private const int BlocksAtOnce = 4;
    private const string KeyLabel = "bluezonetag log v1";

    private readonly ICipher _cipher;
    private readonly byte[] _key = new byte[BlockLength];
    private readonly byte[] _counters = new byte[BlocksAtOnce * BlockLength];

    /// <summary>Derives the log key from the 32-byte base key. Secret from then on.</summary>
    public LogCipher(ICipher cipher, byte[] baseKey)
    {
        _cipher = cipher;
        byte[] digest = cipher.HmacSha256(baseKey, Ascii.Label(KeyLabel, 0));
        Array.Copy(digest, _key, BlockLength);
        Array.Clear(digest, 0, digest.Length);
    }

    /// <summary>
    /// 16 bits that follow from key and <paramref name="nonce"/>: one segment in 65,536 of another identity has the same.
    /// </summary>
    public int KeyCheck(byte[] nonce)
    {
        FillCounter(0, nonce, uint.MaxValue, uint.MaxValue);
        return LittleEndian.ReadUInt16(_cipher.EncryptBlocks(_key, _counters), 0);
    }

    /// <summary>Encrypts or decrypts <paramref name="count"/> bytes in place.</summary>
    public void Apply(byte[] nonce, uint sequence, byte[] buffer, int offset, int count)
    {
        for (int done = 0; done < count; done += BlocksAtOnce * BlockLength)
        {
            for (int i = 0; i < BlocksAtOnce; i++)
            {
                FillCounter(i, nonce, sequence, (uint)((done / BlockLength) + i));
            }

            byte[] stream = _cipher.EncryptBlocks(_key, _counters);
            int left = count - done;
            for (int i = 0; i < stream.Length && i < left; i++)
            {
                buffer[offset + done + i] ^= stream[i];
            }
        }
    }

    private void FillCounter(int block, byte[] nonce, uint sequence, uint index)
    {
        int offset = block * BlockLength;
        Array.Copy(nonce, 0, _counters, offset, SegmentHeader.NonceLength);
        LittleEndian.WriteUInt32(_counters, offset + SequenceOffset, sequence);
        LittleEndian.WriteUInt32(_counters, offset + BlockIndexOffset, index);
    }
}
