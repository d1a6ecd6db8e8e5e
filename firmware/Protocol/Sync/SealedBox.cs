using System;
using BluezoneTag.Protocol.Bytes;

namespace BluezoneTag.Protocol.Sync;

/// <summary>
/// Seals and opens the messages of one direction of one session (docs/protocol.md 8.5): AES-128 in counter mode, then
/// HMAC-SHA256 over all that is sent. Holds secrets from <see cref="SetKeys"/> to <see cref="Clear"/>.
/// </summary>
public sealed class SealedBox
{
    private const int BlockLength = 16;
    private const int CounterOffset = 3;
    private const int BlocksAtOnce = 8;

    /// <summary>Bytes of the memory that a box works in within a call.</summary>
    public const int WorkLength = BlocksAtOnce * BlockLength;

    private readonly ICipherPrimitives _cipher;
    private readonly byte[] _cipherKey = new byte[BlockLength];
    private readonly byte[] _macKey = new byte[32];
    private readonly byte[] _blocks;

    /// <summary>A box without keys: it must be given some first. <paramref name="work"/> may serve more than one.</summary>
    public SealedBox(ICipherPrimitives cipher, byte[] work)
    {
        _blocks = work;
        _cipher = cipher;
    }

    /// <summary>Copies the 16 bytes of <paramref name="cipherKey"/> and the 32 of <paramref name="macKey"/>.</summary>
    public void SetKeys(byte[] cipherKey, byte[] macKey)
    {
        Array.Copy(cipherKey, _cipherKey, _cipherKey.Length);
        Array.Copy(macKey, _macKey, _macKey.Length);
    }

    /// <summary>
    /// Makes a message of the <paramref name="textLength"/> bytes that stand in <paramref name="message"/> at offset 7, in place.
    /// Returns its length. The caller never uses a counter twice.
    /// </summary>
    public int Seal(byte[] message, int textLength, SyncMessageType type, uint counter)
    {
        int length = textLength + SyncProtocol.SealedOverhead;
        LittleEndian.WriteUInt16(message, 0, length);
        message[2] = (byte)type;
        LittleEndian.WriteUInt32(message, CounterOffset, counter);
        Apply(message, counter, textLength);
        byte[] mac = Mac(message, length - SyncProtocol.MacLength);
        Array.Copy(mac, 0, message, length - SyncProtocol.MacLength, SyncProtocol.MacLength);
        return length;
    }

    /// <summary>The counter that a sealed message of at least 24 bytes states.</summary>
    public static uint CounterOf(byte[] message)
    {
        return LittleEndian.ReadUInt32(message, CounterOffset);
    }

    /// <summary>
    /// Checks the MAC of a message of <paramref name="length"/> bytes; its text stays sealed. False for one that is too short, too.
    /// </summary>
    public bool IsAuthentic(byte[] message, int length)
    {
        if (length <= SyncProtocol.SealedOverhead)
        {
            return false;
        }

        byte[] mac = Mac(message, length - SyncProtocol.MacLength);
        return ConstantTime.AreEqual(mac, 0, message, length - SyncProtocol.MacLength, SyncProtocol.MacLength);
    }

    /// <summary>Opens an authentic message in place: its text stands at offset 7 then. Returns the bytes of the text.</summary>
    public int Open(byte[] message, int length)
    {
        int textLength = length - SyncProtocol.SealedOverhead;
        Apply(message, CounterOf(message), textLength);
        return textLength;
    }

    /// <summary>Overwrites the keys.</summary>
    public void Clear()
    {
        Array.Clear(_cipherKey, 0, _cipherKey.Length);
        Array.Clear(_macKey, 0, _macKey.Length);
        Array.Clear(_blocks, 0, _blocks.Length);
    }

    private void Apply(byte[] message, uint counter, int textLength)
    {
        for (int done = 0; done < textLength; done += BlocksAtOnce * BlockLength)
        {
            for (int i = 0; i < BlocksAtOnce; i++)
            {
                LittleEndian.WriteUInt32(_blocks, i * BlockLength, counter);
                LittleEndian.WriteUInt32(_blocks, (i * BlockLength) + 12, (uint)((done / BlockLength) + i));
            }

            byte[] stream = _cipher.EncryptBlocks(_cipherKey, _blocks);
            int left = textLength - done;
            for (int i = 0; i < stream.Length && i < left; i++)
            {
                message[SyncProtocol.SealedTextOffset + done + i] ^= stream[i];
            }
        }
    }

    // The platform hashes whole arrays only, so the bytes are copied into one of their length.
    private byte[] Mac(byte[] message, int count)
    {
        byte[] covered = new byte[count];
        Array.Copy(message, covered, count);
        return _cipher.HmacSha256(_macKey, covered);
    }
}
