using System;
using System.Buffers;

namespace BluezoneTag.Flasher.Rom;

/// <summary>SLIP framing: C0, body, C0; in the body C0 goes as DB DC and DB as DB DD.</summary>
public static class Slip
{
    /// <summary>Frame delimiter.</summary>
    public const byte End = 0xC0;

    /// <summary>Escape byte.</summary>
    public const byte Escape = 0xDB;

    /// <summary>Stands for <see cref="End"/> after an escape.</summary>
    public const byte EscapedEnd = 0xDC;

    /// <summary>Stands for <see cref="Escape"/> after an escape.</summary>
    public const byte EscapedEscape = 0xDD;

    /// <summary>The frame of <paramref name="body"/>, both delimiters included.</summary>
    public static byte[] Encode(ReadOnlySpan<byte> body)
    {
        var frame = new ArrayBufferWriter<byte>((body.Length * 2) + 2);
        frame.Write([End]);
        foreach (byte one in body)
        {
            frame.Write(one switch
            {
                End => [Escape, EscapedEnd],
                Escape => [Escape, EscapedEscape],
                _ => [one],
            });
        }

        frame.Write([End]);
        return frame.WrittenSpan.ToArray();
    }
}
