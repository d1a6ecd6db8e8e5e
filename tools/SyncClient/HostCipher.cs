using System.Security.Cryptography;
using BluezoneTag.Protocol.Sync;

namespace BluezoneTag.SyncClient;

/// <summary>HMAC-SHA256 and AES-128 of .NET.</summary>
public sealed class HostCipher : ICipherPrimitives
{
    /// <inheritdoc/>
    public byte[] HmacSha256(byte[] key, byte[] message) => HMACSHA256.HashData(key, message);

    /// <inheritdoc/>
    public byte[] EncryptBlocks(byte[] key, byte[] blocks)
    {
        using Aes aes = Aes.Create();
        aes.Key = key;
        return aes.EncryptEcb(blocks, PaddingMode.None);
    }
}
