using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Linq;
using System.Text;

namespace BluezoneTag.Registry.Pdf;

/// <summary>
/// As much of a TrueType font as embedding needs: tables, metrics, characters, and the permission bits. Source: the OpenType
/// specification, tables head, hhea, hmtx, maxp, loca, glyf, cmap (formats 4 and 12), OS/2. Everything is big-endian.
/// </summary>
internal sealed class TrueTypeFont
{
    // Bits of OS/2.fsType.
    private const int RestrictedEmbedding = 0x0002;
    private const int BitmapsOnly = 0x0200;
    private const int NoSubsetting = 0x0100;

    private readonly byte[] _file;
    private readonly Dictionary<string, (int Offset, int Length)> _tables = [];
    private readonly Dictionary<int, ushort> _glyphs = [];

    private TrueTypeFont(byte[] file)
    {
        _file = file;
        ReadDirectory();
        UnitsPerEm = UInt16(Table("head") + 18);
        HasLongOffsets = UInt16(Table("head") + 50) != 0;
        GlyphCount = UInt16(Table("maxp") + 4);
        MetricCount = UInt16(Table("hhea") + 34);
        ReadCharacters();
    }

    /// <summary>Font units in the size.</summary>
    public int UnitsPerEm { get; }

    /// <summary>Glyphs in the file.</summary>
    public int GlyphCount { get; }

    /// <summary>True when table loca has four bytes for an offset.</summary>
    public bool HasLongOffsets { get; }

    /// <summary>Entries of table hmtx with a width of their own.</summary>
    public int MetricCount { get; }

    /// <summary>Height above the base line, font units.</summary>
    public int Ascent => Int16(Table("hhea") + 4);

    /// <summary>Depth below the base line, font units, negative.</summary>
    public int Descent => Int16(Table("hhea") + 6);

    /// <summary>Bounding box of all glyphs: left, bottom, right, top.</summary>
    public int[] Box => [.. Enumerable.Range(0, 4).Select(i => (int)Int16(Table("head") + 36 + (2 * i)))];

    /// <summary>True when the font's makers allow its outlines in a document.</summary>
    public bool MayBeEmbedded => (Permissions & (RestrictedEmbedding | BitmapsOnly)) == 0;

    /// <summary>True when the glyphs that are not used may be left out.</summary>
    public bool MayBeSubset => (Permissions & NoSubsetting) == 0;

    private int Permissions => _tables.ContainsKey("OS/2") ? UInt16(Table("OS/2") + 8) : 0;

    /// <summary>Reads a font file; false when it is none, or of a kind that is not read here (collections, PostScript outlines).</summary>
    public static bool TryRead(byte[] file, [NotNullWhen(true)] out TrueTypeFont? font)
    {
        try
        {
            font = new TrueTypeFont(file);
        }
        catch (Exception e) when (e is InvalidDataException or ArgumentException or KeyNotFoundException)
        {
            font = null;
        }

        return font != null;
    }

    /// <summary>The glyph of a character; 0 when the font has none.</summary>
    public ushort GlyphOf(int character) => _glyphs.GetValueOrDefault(character);

    /// <summary>True when every character of a text has a glyph.</summary>
    public bool Has(string text) => text.EnumerateRunes().All(rune => GlyphOf(rune.Value) != 0);

    /// <summary>Width of a glyph, font units.</summary>
    public int WidthOf(ushort glyph) => UInt16(Table("hmtx") + (4 * Math.Min(glyph, MetricCount - 1)));

    /// <summary>Width of a text, as a multiple of the font size.</summary>
    public double WidthOf(string text) => text.EnumerateRunes().Sum(rune => WidthOf(GlyphOf(rune.Value))) / (double)UnitsPerEm;

    /// <summary>A table's bytes; empty when there is none.</summary>
    public ReadOnlySpan<byte> TableBytes(string name) =>
        _tables.TryGetValue(name, out (int Offset, int Length) table) ? _file.AsSpan(table.Offset, table.Length) : [];

    /// <summary>The outline of a glyph; empty for a blank.</summary>
    public ReadOnlySpan<byte> Outline(int glyph)
    {
        int start = GlyphOffset(glyph);
        return TableBytes("glyf")[start..GlyphOffset(glyph + 1)];
    }

    /// <summary>The whole file.</summary>
    public byte[] WholeFile() => [.. _file];

    private int GlyphOffset(int glyph)
    {
        int loca = Table("loca");
        return HasLongOffsets ? checked((int)UInt32(loca + (4 * glyph))) : 2 * UInt16(loca + (2 * glyph));
    }

    private void ReadDirectory()
    {
        if (UInt32(0) is not (0x00010000 or 0x74727565))
        {
            throw new InvalidDataException("Not TrueType");
        }

        int count = UInt16(4);
        for (int i = 0; i < count; i++)
        {
            int at = 12 + (16 * i);
            int offset = checked((int)Math.Min(UInt32(at + 8), int.MaxValue));
            int length = checked((int)Math.Min(UInt32(at + 12), int.MaxValue));
            if (offset > _file.Length || length > _file.Length - offset)
            {
                throw new InvalidDataException("Cut short");
            }

            _tables[Encoding.ASCII.GetString(_file, at, 4)] = (offset, length);
        }
    }

    private void ReadCharacters()
    {
        int cmap = Table("cmap");
        int count = UInt16(cmap + 2);
        for (int i = 0; i < count; i++)
        {
            int platform = UInt16(cmap + 4 + (8 * i));
            int subtable = cmap + checked((int)UInt32(cmap + 8 + (8 * i)));
            if (platform is 0 or 3 && UInt16(subtable) == 4)
            {
                ReadSegments(subtable);
            }
            else if (platform is 0 or 3 && UInt16(subtable) == 12)
            {
                ReadGroups(subtable);
            }
        }
    }

    private void ReadSegments(int at)
    {
        int doubled = UInt16(at + 6);
        for (int i = 0; i < doubled; i += 2)
        {
            int last = UInt16(at + 14 + i);
            int first = UInt16(at + 16 + doubled + i);
            int delta = UInt16(at + 16 + (2 * doubled) + i);
            int rangeAt = at + 16 + (3 * doubled) + i;
            int range = UInt16(rangeAt);
            for (int c = first; c <= last && c != 0xFFFF; c++)
            {
                int glyph = range == 0 ? c : UInt16(rangeAt + range + (2 * (c - first)));
                Add(c, glyph == 0 ? 0 : (glyph + delta) & 0xFFFF);
            }
        }
    }

    private void ReadGroups(int at)
    {
        long groups = Math.Min(UInt32(at + 12), (uint)_file.Length / 12);
        for (int i = 0; i < groups; i++)
        {
            int group = at + 16 + (12 * i);
            long first = UInt32(group);
            long last = Math.Min(UInt32(group + 4), first + GlyphCount);
            for (long c = first; c <= last; c++)
            {
                Add((int)c, (int)(UInt32(group + 8) + (c - first)));
            }
        }
    }

    private void Add(int character, int glyph)
    {
        if (glyph > 0 && glyph < GlyphCount)
        {
            _glyphs[character] = (ushort)glyph;
        }
    }

    private int Table(string name) => _tables[name].Offset;

    private ushort UInt16(int offset) => BinaryPrimitives.ReadUInt16BigEndian(_file.AsSpan(offset));

    private short Int16(int offset) => BinaryPrimitives.ReadInt16BigEndian(_file.AsSpan(offset));

    private uint UInt32(int offset) => BinaryPrimitives.ReadUInt32BigEndian(_file.AsSpan(offset));
}
