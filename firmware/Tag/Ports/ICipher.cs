namespace BluezoneTag.Tag.Ports;

/// <summary>The cryptographic primitives that the platform has natively; everything else is built on these two.</summary>
public interface ICipher
{
    /// <summary>HMAC-SHA256 (RFC 2104) of the whole of <paramref name="message"/>; 32 bytes, freshly allocated.</summary>
    byte[] HmacSha256(byte[] key, byte[] message);

    /// <summary>AES-128 in ECB mode over whole 16-byte blocks; as many bytes as <paramref name="blocks"/>, freshly allocated.</summary>
    byte[] EncryptBlocks(byte[] key, byte[] blocks);
}
