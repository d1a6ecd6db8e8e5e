using System;
using BluezoneTag.Protocol.Bytes;

namespace BluezoneTag.Protocol.Identifiers;

/// <summary>
/// The 96 sub-keys of one day: S(0) = SHA-256(daily key || salt), S(i) = SHA-256(S(i-1)) (docs/protocol.md 1.3).
/// Each step costs one SHA-256 block; stepping back starts the day again. Secret.
/// </summary>
public sealed class SubKeyChain
{
    /// <summary>Bytes in a sub-key.</summary>
    public const int KeyLength = 32;

    /// <summary>Bytes that S(0) is the hash of: daily key and salt.</summary>
    public const int MessageLength = KeyLength + 13;

    private readonly Sha256 _sha256;
    private readonly byte[] _message = new byte[MessageLength];
    private readonly byte[] _subKey = new byte[KeyLength];
    private int _slot = -1;

    /// <summary>An empty chain; call <see cref="StartDay"/> first.</summary>
    public SubKeyChain(Sha256 sha256)
    {
        _sha256 = sha256;
        WriteSalt(_message);
    }

    /// <summary>The sub-key of the slot last sought. Secret; the array is this object's own and changes with the next seek.</summary>
    public byte[] SubKey
    {
        get { return _subKey; }
    }

    /// <summary>
    /// Writes S(0) of a day to <paramref name="subKey"/>: <paramref name="message"/> holds the daily key in its first 32 bytes, and
    /// <see cref="MessageLength"/> bytes in all.
    /// </summary>
    public static void HashFirst(Sha256 sha256, byte[] message, byte[] subKey, int subKeyOffset)
    {
        WriteSalt(message);
        sha256.Hash(message, 0, MessageLength, subKey, subKeyOffset);
    }

    /// <summary>Takes the key of another day; costs nothing until the next seek.</summary>
    public void StartDay(byte[] dailyKey)
    {
        Array.Copy(dailyKey, 0, _message, 0, KeyLength);
        _slot = -1;
    }

    /// <summary>Makes <see cref="SubKey"/> that of <paramref name="slot"/> (0..95).</summary>
    public void SeekSlot(int slot)
    {
        if (slot < _slot || _slot < 0)
        {
            _sha256.Hash(_message, 0, _message.Length, _subKey, 0);
            _slot = 0;
        }

        while (_slot < slot)
        {
            _sha256.Hash(_subKey, 0, KeyLength, _subKey, 0);
            _slot++;
        }
    }

    /// <summary>Overwrites what is secret; the object is of no use afterwards.</summary>
    public void Clear()
    {
        Array.Clear(_message, 0, KeyLength);
        Array.Clear(_subKey, 0, KeyLength);
    }

    // "bluz", "ones", "ubke", "y": the app's own spelling, without the e of "blue"; an "e" here would make every id wrong. As numbers,
    // because an array would stay in the tag's heap.
    private static void WriteSalt(byte[] message)
    {
        LittleEndian.WriteUInt32(message, KeyLength, 0x7a756c62);
        LittleEndian.WriteUInt32(message, KeyLength + 4, 0x73656e6f);
        LittleEndian.WriteUInt32(message, KeyLength + 8, 0x656b6275);
        message[KeyLength + 12] = 0x79;
    }
}
