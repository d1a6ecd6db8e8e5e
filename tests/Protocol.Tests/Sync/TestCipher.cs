using System.Security.Cryptography;
using BluezoneTag.Protocol.Sync;

namespace BluezoneTag.Protocol.Tests.Sync;

/// <summary>The primitives of .NET.</summary>
internal sealed class TestCipher : ICipherPrimitives
{
    public byte[] HmacSha256(byte[] key, byte[] message) => HMACSHA256.HashData(key, message);

    public byte[] EncryptBlocks(byte[] key, byte[] blocks)
    {
        using Aes aes = Aes.Create();
        aes.Key = key;
        return aes.EncryptEcb(blocks, PaddingMode.None);
    }
}
