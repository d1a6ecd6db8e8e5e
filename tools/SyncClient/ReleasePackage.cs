using System;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using BluezoneTag.Protocol.Sync;

namespace BluezoneTag.SyncClient;

/// <summary>
/// A release on its way to the authority: P-256 key agreement with a key made for this one package, HKDF-SHA256, AES-256-GCM. Layout: ASCII
/// BZRP, length of the sender's public key (2), the key, nonce (12), tag (16), cipher text. Nobody but the holder of the authority's private
/// key can open it, the client that made it included.
/// </summary>
public static class ReleasePackage
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    private static readonly byte[] Magic = "BZRP"u8.ToArray();
    private static readonly byte[] Info = "bluezonetag release package v1"u8.ToArray();

    /// <summary>The eight bytes by which a request names the authority.</summary>
    public static byte[] NameOf(byte[] authorityKey) => SHA256.HashData(authorityKey)[..ReleaseRequest.AuthorityLength];

    /// <summary>Encrypts what was released.</summary>
    public static byte[] Seal(byte[] authorityKey, ReleaseRequest request, IReadOnlyList<ReleasedKey> keys, IReadOnlyList<ReleasedContact> contacts)
    {
        using ECDiffieHellman authority = ECDiffieHellman.Create();
        authority.ImportSubjectPublicKeyInfo(authorityKey, out _);
        using ECDiffieHellman sender = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        byte[] senderKey = sender.ExportSubjectPublicKeyInfo();
        byte[] plain = Plain(request, keys, contacts);
        byte[] nonce = RandomNumberGenerator.GetBytes(NonceLength);
        byte[] cipher = new byte[plain.Length];
        byte[] tag = new byte[TagLength];
        using AesGcm gcm = new(KeyOf(sender, authority.PublicKey, senderKey), TagLength);
        gcm.Encrypt(nonce, plain, cipher, tag, senderKey);
        Array.Clear(plain);
        return [.. Magic, (byte)senderKey.Length, (byte)(senderKey.Length >> 8), .. senderKey, .. nonce, .. tag, .. cipher];
    }

    /// <summary>Opens a package with the authority's private key. Throws <see cref="CryptographicException"/> or <see cref="InvalidDataException"/>.</summary>
    public static (ReleaseRequest Request, IReadOnlyList<ReleasedKey> Keys, IReadOnlyList<ReleasedContact> Contacts) Open(ECDiffieHellman authority, byte[] package)
    {
        int keyEnd = package.Length < 6 ? 0 : 6 + package[4] + (package[5] << 8);
        if (keyEnd == 0 || !package.AsSpan(0, 4).SequenceEqual(Magic) || package.Length < keyEnd + NonceLength + TagLength)
        {
            throw new InvalidDataException("Not a release package, or cut short. Ask for it again.");
        }

        byte[] senderKey = package[6..keyEnd];
        using ECDiffieHellman sender = ECDiffieHellman.Create();
        sender.ImportSubjectPublicKeyInfo(senderKey, out _);
        int textAt = keyEnd + NonceLength + TagLength;
        byte[] plain = new byte[package.Length - textAt];
        using AesGcm gcm = new(KeyOf(authority, sender.PublicKey, senderKey), TagLength);
        gcm.Decrypt(package.AsSpan(keyEnd, NonceLength), package.AsSpan(textAt), package.AsSpan(keyEnd + NonceLength, TagLength), plain, senderKey);
        return Read(plain);
    }

    private static byte[] KeyOf(ECDiffieHellman own, ECDiffieHellmanPublicKey other, byte[] senderKey) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, own.DeriveRawSecretAgreement(other), 32, SHA256.HashData(senderKey), Info);

    private static byte[] Plain(ReleaseRequest request, IReadOnlyList<ReleasedKey> keys, IReadOnlyList<ReleasedContact> contacts)
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        byte[] head = new byte[ReleaseRequest.Length];
        request.Write(head, 0);
        writer.Write(head);
        writer.Write(keys.Count);
        foreach (ReleasedKey key in keys)
        {
            writer.Write(key.Day);
            writer.Write((byte)key.FirstSlot);
            writer.Write((byte)key.LastSlot);
            writer.Write(key.Key);
        }

        writer.Write(contacts.Count);
        foreach (ReleasedContact contact in contacts)
        {
            writer.Write(contact.BaseUtcSeconds);
            writer.Write((byte)contact.ClockState);
            writer.Write((byte)contact.RuleVersion);
            writer.Write(contact.Record);
        }

        return stream.ToArray();
    }

    private static (ReleaseRequest Request, IReadOnlyList<ReleasedKey> Keys, IReadOnlyList<ReleasedContact> Contacts) Read(byte[] plain)
    {
        using BinaryReader reader = new(new MemoryStream(plain));
        ReleaseRequest request = new();
        request.Read(reader.ReadBytes(ReleaseRequest.Length), 0);
        List<ReleasedKey> keys = [];
        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            keys.Add(new(reader.ReadInt32(), reader.ReadByte(), reader.ReadByte(), reader.ReadBytes(32)));
        }

        List<ReleasedContact> contacts = [];
        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            contacts.Add(new(reader.ReadUInt32(), reader.ReadByte(), reader.ReadByte(), reader.ReadBytes(17)));
        }

        return (request, keys, contacts);
    }
}
