using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace BluezoneTag.Registry.Pdf;

/// <summary>
/// A font file with the outlines of the used glyphs only. Glyphs keep their numbers, so that nothing else needs to change: the
/// others become empty.
/// </summary>
internal static class FontSubset
{
    private const int CompositeHeader = 10;
    private const int ArgumentsAreWords = 0x0001;
    private const int HasScale = 0x0008;
    private const int MoreComponents = 0x0020;
    private const int HasTwoScales = 0x0040;
    private const int HasMatrix = 0x0080;

    // What a PDF viewer needs to draw; hinting programs included.
    private static readonly string[] Kept = ["cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep"];

    /// <summary>The bytes of the smaller font.</summary>
    public static byte[] Make(TrueTypeFont font, IEnumerable<ushort> glyphs)
    {
        SortedSet<int> used = [0, .. glyphs.Select(glyph => (int)glyph)];
        AddComponents(font, used);
        using MemoryStream outlines = new();
        byte[] offsets = new byte[4 * (font.GlyphCount + 1)];
        for (int glyph = 0; glyph < font.GlyphCount; glyph++)
        {
            BinaryPrimitives.WriteInt32BigEndian(offsets.AsSpan(4 * glyph), (int)outlines.Position);
            if (used.Contains(glyph))
            {
                outlines.Write(font.Outline(glyph));
                outlines.Write(new byte[(4 - ((int)outlines.Position & 3)) & 3]);
            }
        }

        BinaryPrimitives.WriteInt32BigEndian(offsets.AsSpan(4 * font.GlyphCount), (int)outlines.Position);
        return Assemble(font, outlines.ToArray(), offsets);
    }

    // An accented letter may be drawn as letter and accent, each a glyph of its own.
    private static void AddComponents(TrueTypeFont font, SortedSet<int> used)
    {
        Queue<int> open = new(used);
        while (open.TryDequeue(out int glyph))
        {
            foreach (int component in Components(font.Outline(glyph).ToArray()).Where(used.Add))
            {
                open.Enqueue(component);
            }
        }
    }

    private static IEnumerable<int> Components(byte[] outline)
    {
        if (outline.Length < CompositeHeader || BinaryPrimitives.ReadInt16BigEndian(outline) >= 0)
        {
            yield break;
        }

        int flags = MoreComponents;
        for (int at = CompositeHeader; (flags & MoreComponents) != 0;)
        {
            flags = BinaryPrimitives.ReadUInt16BigEndian(outline.AsSpan(at));
            yield return BinaryPrimitives.ReadUInt16BigEndian(outline.AsSpan(at + 2));
            at += 4 + ((flags & ArgumentsAreWords) != 0 ? 4 : 2)
                + ((flags & HasScale) != 0 ? 2 : (flags & HasTwoScales) != 0 ? 4 : (flags & HasMatrix) != 0 ? 8 : 0);
        }
    }

    private static byte[] Assemble(TrueTypeFont font, byte[] outlines, byte[] offsets)
    {
        byte[] head = font.TableBytes("head").ToArray();
        head.AsSpan(8, 4).Clear();
        BinaryPrimitives.WriteInt16BigEndian(head.AsSpan(50), 1);
        List<(string Name, byte[] Bytes)> tables = [.. Kept
            .Select(name => (name, name switch { "glyf" => outlines, "loca" => offsets, "head" => head, _ => font.TableBytes(name).ToArray() }))
            .Where(table => table.Item2.Length > 0)];
        using MemoryStream file = new();
        file.Write(Directory(tables));
        foreach ((_, byte[] bytes) in tables)
        {
            file.Write(bytes);
            file.Write(new byte[(4 - (bytes.Length & 3)) & 3]);
        }

        return file.ToArray();
    }

    private static byte[] Directory(List<(string Name, byte[] Bytes)> tables)
    {
        byte[] directory = new byte[12 + (16 * tables.Count)];
        int power = (int)Math.Log2(tables.Count);
        BinaryPrimitives.WriteUInt32BigEndian(directory, 0x00010000);
        BinaryPrimitives.WriteInt16BigEndian(directory.AsSpan(4), (short)tables.Count);
        BinaryPrimitives.WriteInt16BigEndian(directory.AsSpan(6), (short)(16 << power));
        BinaryPrimitives.WriteInt16BigEndian(directory.AsSpan(8), (short)power);
        BinaryPrimitives.WriteInt16BigEndian(directory.AsSpan(10), (short)((16 * tables.Count) - (16 << power)));
        int offset = directory.Length;
        for (int i = 0; i < tables.Count; i++)
        {
            Span<byte> entry = directory.AsSpan(12 + (16 * i), 16);
            Encoding.ASCII.GetBytes(tables[i].Name, entry);
            BinaryPrimitives.WriteUInt32BigEndian(entry[4..], Checksum(tables[i].Bytes));
            BinaryPrimitives.WriteInt32BigEndian(entry[8..], offset);
            BinaryPrimitives.WriteInt32BigEndian(entry[12..], tables[i].Bytes.Length);
            offset += (tables[i].Bytes.Length + 3) & ~3;
        }

        return directory;
    }

    private static uint Checksum(byte[] bytes)
    {
        uint sum = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            sum += (uint)bytes[i] << (24 - (8 * (i & 3)));
        }

        return sum;
    }
}
