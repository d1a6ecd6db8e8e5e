using System;
using System.Buffers.Binary;
using System.Security.Cryptography;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Tag.Ports;

namespace BluezoneTag.Simulator.Benches;

/// <summary>
/// A stand-in for the cipher that is fast enough for millions of runs: a mixing function of key and block, of no worth as a cipher.
/// What the log does with it does not depend on that. Random bytes repeat.
/// </summary>
public sealed class LogCipherPort : ICipher, IEntropy
{
    private readonly byte[] _output = new byte[256];
    private long _draws;

    /// <summary>Hands out the same array again and again, as no real cipher does: for measuring what others allocate.</summary>
    public bool IsReusing { get; set; }

    /// <inheritdoc/>
    public byte[] HmacSha256(byte[] key, byte[] message) => HMACSHA256.HashData(key, message);

    /// <inheritdoc/>
    public byte[] EncryptBlocks(byte[] key, byte[] blocks)
    {
        byte[] output = IsReusing ? _output : new byte[blocks.Length];
        ulong secret = BinaryPrimitives.ReadUInt64LittleEndian(key) ^ BinaryPrimitives.ReadUInt64LittleEndian(key.AsSpan(8));
        for (int i = 0; i < blocks.Length; i += 16)
        {
            long first = BinaryPrimitives.ReadInt64LittleEndian(blocks.AsSpan(i));
            long second = BinaryPrimitives.ReadInt64LittleEndian(blocks.AsSpan(i + 8));
            BinaryPrimitives.WriteUInt64LittleEndian(output.AsSpan(i), Noise.Bits(secret, first, second, 1));
            BinaryPrimitives.WriteUInt64LittleEndian(output.AsSpan(i + 8), Noise.Bits(secret, first, second, 2));
        }

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
