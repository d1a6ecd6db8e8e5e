using System;
using System.Security.Cryptography;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Tag.Ports;

namespace BluezoneTag.Simulator.Benches;

/// <summary>Cipher and random bytes for millions of runs: the key schedule is kept, random bytes repeat with the seed.</summary>
public sealed class LogCipherPort : ICipher, IEntropy
{
    private readonly Aes _aes = Aes.Create();
    private readonly byte[] _key = new byte[16];
    private readonly byte[] _output = new byte[256];
    private long _draws;

    /// <summary>Hands out the same array again and again, as no real cipher does: for measuring what others allocate.</summary>
    public bool IsReusing { get; set; }

    /// <inheritdoc/>
    public byte[] HmacSha256(byte[] key, byte[] message) => HMACSHA256.HashData(key, message);

    /// <inheritdoc/>
    public byte[] EncryptBlocks(byte[] key, byte[] blocks)
    {
        if (!_key.AsSpan().SequenceEqual(key))
        {
            key.CopyTo(_key, 0);
            _aes.Key = key;
        }

        byte[] output = IsReusing ? _output : new byte[blocks.Length];
        _aes.EncryptEcb(blocks, output.AsSpan(0, blocks.Length), PaddingMode.None);
        return output;
    }

    /// <inheritdoc/>
    public void Fill(byte[] buffer, int offset, int count)
    {
        _draws++;
        for (int i = 0; i < count; i++)
        {
            buffer[offset + i] = (byte)Noise.Bits(9, _draws, i);
        }
    }
}
