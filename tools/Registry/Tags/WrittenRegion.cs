using System;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace BluezoneTag.Registry.Tags;

/// <summary>A stretch of flash that was written and read back.</summary>
/// <param name="Name">What lies there: "bootloader", "nanoCLR", "deploy", "config" ...</param>
/// <param name="FlashOffset">First byte in flash.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Sha256">SHA-256 of what was written, 32 bytes. Of the identity region too: 48 random bytes in it keep it from being guessed.</param>
public sealed record WrittenRegion(string Name, uint FlashOffset, uint Length, byte[] Sha256)
{
    private const int NameOffset = 8 + SHA256.HashSizeInBytes;

    /// <summary>A region with these bytes.</summary>
    public static WrittenRegion Of(string name, uint flashOffset, ReadOnlySpan<byte> content) =>
        new(name, flashOffset, (uint)content.Length, SHA256.HashData(content));

    /// <summary>As in an audit entry (docs/registry.md 4.2).</summary>
    internal byte[] ToBytes()
    {
        byte[] name = Encoding.UTF8.GetBytes(Name);
        byte[] bytes = new byte[NameOffset + name.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, FlashOffset);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), Length);
        Sha256.CopyTo(bytes, 8);
        name.CopyTo(bytes, NameOffset);
        return bytes;
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    internal static WrittenRegion FromBytes(byte[] bytes) => new(
        Encoding.UTF8.GetString(bytes.AsSpan(NameOffset)),
        BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(4)),
        bytes[8..NameOffset]);
}
