using System;
using System.Buffers;
using System.Text;
using BluezoneTag.Registry.Results;

namespace BluezoneTag.Registry.Holders;

/// <summary>The bytes of a roster file as text: UTF-8 with or without a byte order mark, or UTF-16 with one, as spreadsheets write them.</summary>
internal static class RosterText
{
    // What a UTF-8 Vietnamese text becomes when a program takes it for Windows-1252: no Vietnamese word has these pairs.
    private static readonly string[] Garbled = ["á»", "áº", "Ã¡", "Ã¢", "Ãª", "Ä‘", "Æ°", "\uFFFD"];

    /// <summary>The text without byte order mark, or where it stops being one.</summary>
    public static Result<string> Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith(Encoding.Unicode.Preamble) || bytes.StartsWith(Encoding.BigEndianUnicode.Preamble))
        {
            return DecodeUtf16(bytes);
        }

        ReadOnlySpan<byte> content = bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
        int bad = FirstBadUtf8(content);
        return bad < 0 ? Checked(Encoding.UTF8.GetString(content)) : BadAt(Encoding.UTF8.GetString(content[..bad]));
    }

    private static Result<string> DecodeUtf16(ReadOnlySpan<byte> bytes)
    {
        UnicodeEncoding encoding = new(bigEndian: bytes[0] == 0xFE, byteOrderMark: false, throwOnInvalidBytes: true);
        try
        {
            return Checked(encoding.GetString(bytes[2..]));
        }
        catch (ArgumentException)
        {
            return BadAt(string.Empty);
        }
    }

    private static int FirstBadUtf8(ReadOnlySpan<byte> bytes)
    {
        for (int at = 0; at < bytes.Length;)
        {
            if (Rune.DecodeFromUtf8(bytes[at..], out _, out int length) != OperationStatus.Done)
            {
                return at;
            }

            at += length;
        }

        return -1;
    }

    private static Result<string> Checked(string text)
    {
        foreach (string pair in Garbled)
        {
            int at = text.IndexOf(pair, StringComparison.Ordinal);
            if (at >= 0)
            {
                return new Problem(RegistryError.RosterGarbled, Place(text[..at]));
            }
        }

        int zero = text.IndexOf('\0');
        return zero < 0 ? text : BadAt(text[..zero]);
    }

    private static Problem BadAt(string before) => new(RegistryError.RosterEncoding, Place(before));

    // Line and character after this much text, both from 1.
    private static (string, object)[] Place(string before)
    {
        int line = 1;
        int start = 0;
        for (int i = before.IndexOf('\n'); i >= 0; i = before.IndexOf('\n', i + 1))
        {
            line++;
            start = i + 1;
        }

        return [("line", line), ("column", before.Length - start + 1)];
    }
}
