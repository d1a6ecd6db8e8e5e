using System;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BluezoneTag.Officer.Messages;

namespace BluezoneTag.Officer.Keys;

/// <summary>
/// The authority's two pairs of P-256 keys in one file (docs/officer.md 2): one signs lists, one opens what was encrypted for the authority. Public halves stand
/// in clear; private halves are PKCS #8 under a passphrase (PBKDF2-HMAC-SHA256, 600,000 rounds, AES-256-CBC). A check sum tells a damaged file from a wrong passphrase.
/// </summary>
public sealed class KeyFile
{
    /// <summary>The largest file that is looked at.</summary>
    public const int MaxLength = 65536;

    /// <summary>Rounds of PBKDF2 between passphrase and key.</summary>
    public const int PassphraseRounds = 600_000;

    private const string Format = "bluezonetag-officer-keys";
    private const int Version = 1;

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    private readonly string _path;
    private readonly string _signingPem;
    private readonly string _openingPem;

    private KeyFile(string path, byte[] signing, string signingPem, byte[] opening, string openingPem)
    {
        _path = path;
        SigningKey = signing;
        _signingPem = signingPem;
        OpeningKey = opening;
        _openingPem = openingPem;
    }

    /// <summary>Public key that lists are verified with, DER SubjectPublicKeyInfo: clients pin it.</summary>
    public byte[] SigningKey { get; }

    /// <summary>Public key that releases and tags' keys are encrypted for.</summary>
    public byte[] OpeningKey { get; }

    /// <summary>Name of the signing key, as a list carries it.</summary>
    public string SigningName => Exposure.AuthorityKeys.NameOf(SigningKey);

    /// <summary>Name of the opening key, as a release request carries it.</summary>
    public string OpeningName => Exposure.AuthorityKeys.NameOf(OpeningKey);

    /// <summary>The bytes of a new file. <paramref name="passphrase"/> has been judged.</summary>
    public static byte[] Make(string passphrase, int rounds = PassphraseRounds)
    {
        using ECDsa signing = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using ECDiffieHellman opening = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        PbeParameters encryption = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, rounds);
        Pair signingPair = new(Convert.ToBase64String(signing.ExportSubjectPublicKeyInfo()), signing.ExportEncryptedPkcs8PrivateKeyPem(passphrase, encryption));
        Pair openingPair = new(Convert.ToBase64String(opening.ExportSubjectPublicKeyInfo()), opening.ExportEncryptedPkcs8PrivateKeyPem(passphrase, encryption));
        Stored stored = new(Format, Version, signingPair, openingPair, SumOf(signingPair, openingPair));
        return JsonSerializer.SerializeToUtf8Bytes(stored, Readable);
    }

    /// <summary>Reads a file; the private halves stay closed. Throws <see cref="OfficerException"/> when it is damaged.</summary>
    public static KeyFile Read(byte[] bytes, string path)
    {
        try
        {
            Stored? stored = JsonSerializer.Deserialize<Stored>(bytes, Readable);
            return stored is { Format: Format, Version: Version, Signing: Pair signing, Opening: Pair opening } && stored.Check == SumOf(signing, opening)
                ? new KeyFile(path, PublicOf(signing), signing.Private, PublicOf(opening), opening.Private)
                : throw Damaged(path);
        }
        catch (Exception e) when (e is JsonException or FormatException or CryptographicException or NotSupportedException or ArgumentException)
        {
            throw Damaged(path);
        }
    }

    /// <summary>Opens the signing key. Throws <see cref="OfficerException"/>.</summary>
    public ECDsa OpenSigning(string passphrase)
    {
        ECDsa key = ECDsa.Create();
        Open(() => key.ImportFromEncryptedPem(_signingPem, PassphraseRule.Composed(passphrase)), () => key.ExportSubjectPublicKeyInfo(), SigningKey);
        return key;
    }

    /// <summary>Opens the key for what was encrypted to the authority. Throws <see cref="OfficerException"/>.</summary>
    public ECDiffieHellman OpenOpening(string passphrase)
    {
        ECDiffieHellman key = ECDiffieHellman.Create();
        Open(() => key.ImportFromEncryptedPem(_openingPem, PassphraseRule.Composed(passphrase)), () => key.ExportSubjectPublicKeyInfo(), OpeningKey);
        return key;
    }

    private static OfficerException Damaged(string path) => new(OfficerFault.KeyFileDamaged, ("path", path));

    private static byte[] PublicOf(Pair pair)
    {
        byte[] bytes = Convert.FromBase64String(pair.Public);
        new Exposure.AuthorityKeys().Add(bytes);
        return bytes;
    }

    private static string SumOf(Pair signing, Pair opening) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', signing.Public, signing.Private, opening.Public, opening.Private))));

    private void Open(Action import, Func<byte[]> publicHalf, byte[] expected)
    {
        try
        {
            import();
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new OfficerException(OfficerFault.PassphraseWrong);
        }

        // Both halves in one file, not of one pair: whoever swapped the public one would read what is encrypted for it.
        if (!publicHalf().AsSpan().SequenceEqual(expected))
        {
            throw Damaged(_path);
        }
    }

    private sealed record Pair(string Public, string Private);

    private sealed record Stored(string Format, int Version, Pair? Signing, Pair? Opening, string Check);
}
