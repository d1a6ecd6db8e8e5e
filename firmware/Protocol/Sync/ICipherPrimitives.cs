namespace BluezoneTag.Protocol.Sync;

/// <summary>
/// The two functions from which all cryptography of the sync is built (docs/protocol.md 8.4, 8.5); the platform has both natively.
/// </summary>
public interface ICipherPrimitives
{
    /// <summary>HMAC-SHA256 (RFC 2104) of the whole of <paramref name="message"/>; 32 bytes, freshly allocated.</summary>
    byte[] HmacSha256(byte[] key, byte[] message);

    /// <summary>AES-128 in ECB mode over whole 16-byte blocks; as many bytes as <paramref name="blocks"/>, freshly allocated.</summary>
    byte[] EncryptBlocks(byte[] key, byte[] blocks);
}
