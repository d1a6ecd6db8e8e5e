using System;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace BluezoneTag.Registry.Holders;

/// <summary>
/// Encrypts names: AES-256-GCM under a key from the passphrase by PBKDF2-HMAC-SHA256 (docs/registry.md 5). A sealed name is
/// nonce (12), ciphertext, tag (16); vault id and holder number are authenticated with it, so that rows cannot be exchanged.
/// </summary>
internal sealed class NameSeal : IDisposable
{
    /// <summary>Fewest characters of a passphrase.</summary>
    public const int MinPassphraseLength = 10;

    /// <summary>Rounds of PBKDF2 for a new vault.</summary>
    public const int DefaultIterations = 600_000;

    /// <summary>Most rounds accepted from a file: a foreign one must not stall the program.</summary>
    public const int MaxIterations = 10_000_000;

    private const int KeyLength = 32;
    private const int NonceLength = 12;
    private const int TagLength = 16;

    private readonly AesGcm _cipher;
    private readonly byte[] _vaultId;

    /// <summary>The seal of a vault under a passphrase, right or wrong. Passphrases are composed first: the same letters typed on another machine are the same.</summary>
    public NameSeal(string passphrase, byte[] vaultId, byte[] salt, int iterations)
    {
        byte[] secret = Encoding.UTF8.GetBytes(VietnameseText.Compose(passphrase));
        byte[] derived = Rfc2898DeriveBytes.Pbkdf2(secret, salt, iterations, HashAlgorithmName.SHA256, KeyLength);
        _cipher = new AesGcm(derived, TagLength);
        _vaultId = vaultId;
        CryptographicOperations.ZeroMemory(secret);
        CryptographicOperations.ZeroMemory(derived);
    }

    /// <summary>Seals a text for a holder number; number 0 is the vault's own proof.</summary>
    public byte[] Seal(uint number, string text)
    {
        byte[] plain = Encoding.UTF8.GetBytes(text);
        byte[] sealedBytes = new byte[NonceLength + plain.Length + TagLength];
        Span<byte> nonce = sealedBytes.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        _cipher.Encrypt(nonce, plain, sealedBytes.AsSpan(NonceLength, plain.Length), sealedBytes.AsSpan(NonceLength + plain.Length), Context(number));
        return sealedBytes;
    }

    /// <summary>Opens it again; null when passphrase, number or bytes are not those of the sealing.</summary>
    public string? Open(uint number, byte[] sealedBytes)
    {
        int length = sealedBytes.Length - NonceLength - TagLength;
        if (length < 0)
        {
            return null;
        }

        byte[] plain = new byte[length];
        try
        {
            _cipher.Decrypt(sealedBytes.AsSpan(0, NonceLength), sealedBytes.AsSpan(NonceLength, length), sealedBytes.AsSpan(NonceLength + length), plain, Context(number));
            return Encoding.UTF8.GetString(plain);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _cipher.Dispose();

    private byte[] Context(uint number)
    {
        byte[] context = [.. Encoding.ASCII.GetBytes("bluezonetag registry name v1"), .. _vaultId, 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt32LittleEndian(context.AsSpan(context.Length - 4), number);
        return context;
    }
}
