using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;

namespace BluezoneTag.Flasher.Rom;

/// <summary>One zlib stream (78 xx .. adler32), and about how much each part of it expands to.</summary>
public sealed class CompressedContent
{
    private const int Step = 16 * 1024;

    // The compressor holds back this much at most before it writes.
    private const long Slack = 128 * 1024;
    private readonly List<(long Input, long Output)> _marks = [];

    /// <summary>Compresses <paramref name="content"/> as hard as possible: the wire is the slow part.</summary>
    public CompressedContent(byte[] content)
    {
        using var output = new MemoryStream();
        using (var zlib = new ZLibStream(output, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            for (int start = 0; start < content.Length; start += Step)
            {
                int length = Math.Min(Step, content.Length - start);
                zlib.Write(content, start, length);
                _marks.Add((start + length, output.Length));
            }
        }

        Bytes = output.ToArray();
        ContentLength = content.Length;
    }

    /// <summary>The stream.</summary>
    public byte[] Bytes { get; }

    /// <summary>Bytes it expands to.</summary>
    public int ContentLength { get; }

    /// <summary>At least what the bytes from <paramref name="start"/> to <paramref name="end"/> expand to: for time-outs.</summary>
    public long ExpandedBytes(int start, int end) => Math.Min(ContentLength, InputAt(end) - InputAt(start) + Slack);

    private long InputAt(int output)
    {
        foreach ((long input, long written) in _marks)
        {
            if (written >= output)
            {
                return input;
            }
        }

        return ContentLength;
    }
}
