using System;
using System.IO;
using System.IO.Compression;
using System.Security.Cryptography;

namespace BluezoneTag.Kiosk.Serving;

/// <summary>One file of the page, in memory: as it is, and packed once when somebody first asks for it.</summary>
public sealed class PageFile
{
    private readonly Lazy<byte[]> _packed;

    /// <summary>A file of type <paramref name="contentType"/> with this content; pictures are packed already and stay as they are.</summary>
    public PageFile(string contentType, byte[] content)
    {
        ContentType = contentType;
        Content = content;
        Tag = $"\"{Convert.ToHexString(SHA256.HashData(content))[..16]}\"";
        IsPackable = contentType != "image/png";
        _packed = new Lazy<byte[]>(() => Pack(content));
    }

    /// <summary>Media type.</summary>
    public string ContentType { get; }

    /// <summary>The bytes as they are.</summary>
    public byte[] Content { get; }

    /// <summary>Changes with the content: a browser that has it is told that nothing changed.</summary>
    public string Tag { get; }

    /// <summary>Whether packing helps.</summary>
    public bool IsPackable { get; }

    /// <summary>The bytes in Brotli.</summary>
    public byte[] Packed => _packed.Value;

    private static byte[] Pack(byte[] content)
    {
        using MemoryStream packed = new();
        using (BrotliStream brotli = new(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            brotli.Write(content);
        }

        return packed.ToArray();
    }
}
