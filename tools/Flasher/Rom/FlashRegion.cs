using System;
using System.Security.Cryptography;

namespace BluezoneTag.Flasher.Rom;

/// <summary>
/// A stretch of flash that belongs to this job, whole sectors of 4 KiB: content at its start, erased (FF) from there to its end.
/// Every byte of it is erased, and every byte is in the checksum.
/// </summary>
public sealed class FlashRegion
{
    /// <summary>Bytes of a sector, the smallest thing that is erased.</summary>
    public const int SectorBytes = 4096;

    private readonly byte[] _whole;

    /// <summary>
    /// The region <paramref name="name"/> at <paramref name="offset"/>, <paramref name="length"/> bytes long, rounded up to sectors;
    /// as long as its content when <paramref name="length"/> is 0.
    /// </summary>
    public FlashRegion(string name, uint offset, ReadOnlySpan<byte> content, uint length = 0)
    {
        int contentBytes = RoundUp(content.Length);
        int wholeBytes = Math.Max(contentBytes, RoundUp(checked((int)length)));
        if (offset % SectorBytes != 0 || wholeBytes == 0)
        {
            throw new ArgumentException($"{name}: regions are whole sectors", nameof(offset));
        }

        Name = name;
        Offset = offset;
        _whole = new byte[wholeBytes];
        _whole.AsSpan().Fill(0xFF);
        content.CopyTo(_whole);
        ContentBytes = (uint)contentBytes;
        byte[] copy = _whole[..contentBytes];
        Stream = new CompressedContent(copy);
        CryptographicOperations.ZeroMemory(copy);
        Whole = Part(0, wholeBytes);
        int middle = wholeBytes / SectorBytes / 2 * SectorBytes;
        Parts = middle == 0 ? [Whole] : [Part(middle, wholeBytes), Part(0, middle)];
    }

    /// <summary>Name for people.</summary>
    public string Name { get; }

    /// <summary>First byte in flash.</summary>
    public uint Offset { get; }

    /// <summary>Bytes written; the rest is only erased.</summary>
    public uint ContentBytes { get; }

    /// <summary>All bytes.</summary>
    public uint Length => (uint)_whole.Length;

    /// <summary>What goes over the wire.</summary>
    public CompressedContent Stream { get; }

    /// <summary>The whole region and its MD5.</summary>
    public FlashChecksum Whole { get; }

    /// <summary>
    /// The region again in other pieces, for the last check: questions that were not asked before, so that no late or repeated
    /// reply from the first check can answer them.
    /// </summary>
    public FlashChecksum[] Parts { get; }

    /// <summary>SHA-256 of all bytes, 64 lower-case hexadecimal digits, for the records.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(_whole));

    /// <summary>A copy of all bytes as they must lie in flash.</summary>
    public byte[] ToArray() => (byte[])_whole.Clone();

    /// <summary>Overwrites the copies of the content in memory, once secrets have been written.</summary>
    public void Forget()
    {
        CryptographicOperations.ZeroMemory(_whole);
        CryptographicOperations.ZeroMemory(Stream.Bytes);
    }

    private static int RoundUp(int bytes) => (bytes + SectorBytes - 1) / SectorBytes * SectorBytes;

#pragma warning disable CA5351 // MD5 is what the ROM can compute; it guards against accidents, not against forgers.
    private FlashChecksum Part(int start, int end) =>
        new(Offset + (uint)start, (uint)(end - start), Convert.ToHexStringLower(MD5.HashData(_whole.AsSpan(start, end - start))));
#pragma warning restore CA5351
}
