using System.Security.Cryptography;
using BluezoneTag.Tag.Ports;

namespace BluezoneTag.Tag.Device;

/// <summary>
/// The two primitives that the firmware image has natively. nanoFramework facts: its AES knows 16-byte keys only, works on
/// whole 16-byte blocks and adds no padding.
/// </summary>
public sealed class NativeCipher : ICipher
{
    private readonly Aes _aes = new Aes(CipherMode.ECB);

    /// <inheritdoc/>
    public byte[] HmacSha256(byte[] key, byte[] message)
    {
        return HMACSHA256.HashData(key, message);
    }

    /// <inheritdoc/>
    public byte[] EncryptBlocks(byte[] key, byte[] blocks)
    {
        _aes.Key = key;
        return _aes.Encrypt(blocks);
    }
}
