using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Security.Cryptography;

namespace BluezoneTag.Flasher.Rom;

/// <summary>One zlib stream (78 xx .. adler32), and what each part of it expands to.</summary>
public sealed class CompressedContent
{
    private const int Piece = 1024;
    private readonly List<long> _expandedBefore = [];

    /// <summary>Compresses <paramref name="content"/> as hard as possible: the wire is the slow part.</summary>
    public CompressedContent(byte[] content)
    {
        using var output = new MemoryStream();
        using (var zlib = new ZLibStream(output, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            zlib.Write(content);
        }

        Bytes = output.ToArray();
        ContentLength = content.Length;
        Measure();
    }

    /// <summary>The stream.</summary>
    public byte[] Bytes { get; }

    /// <summary>Bytes it expands to.</summary>
    public int ContentLength { get; }

    /// <summary>At least what the bytes from <paramref name="start"/> to <paramref name="end"/> expand to: for time-outs.</summary>
    public long ExpandedBytes(int start, int end) => ExpandedBefore((end + Piece - 1) / Piece) - ExpandedBefore(start / Piece);

    private long ExpandedBefore(int piece) => piece < _expandedBefore.Count ? _expandedBefore[piece] : ContentLength;

    // Expands the stream again, piece by piece, and notes how far it had come when the next piece was asked for.
    private void Measure()
    {
        long expanded = 0;
        using var pieces = new PieceStream(Bytes, () => _expandedBefore.Add(expanded));
        using var zlib = new ZLibStream(pieces, CompressionMode.Decompress);
        byte[] buffer = new byte[64 * 1024];
        for (int count = zlib.Read(buffer); count > 0; count = zlib.Read(buffer))
        {
            expanded += count;
        }

        // It may have been an identity.
        CryptographicOperations.ZeroMemory(buffer);
    }

    private sealed class PieceStream(byte[] bytes, Action asked) : MemoryStream(bytes, writable: false)
    {
        public override int Read(byte[] buffer, int offset, int count)
        {
            asked();
            return base.Read(buffer, offset, Math.Min(count, Piece));
        }

        public override int Read(Span<byte> buffer)
        {
            asked();
            return base.Read(buffer[..Math.Min(buffer.Length, Piece)]);
        }
    }
}
