using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;

namespace BluezoneTag.Registry.Pdf;

/// <summary>
/// Writes a PDF 1.7 file (ISO 32000-1): pages of rectangles and text in one embedded TrueType font, as a Type 0 font with
/// two-byte glyph numbers and a table back to characters, so that text can be searched and copied. Same input, same bytes.
/// </summary>
internal sealed class PdfDocument(TrueTypeFont font, string title)
{
    private const int CatalogObject = 1;
    private const int PagesObject = 2;
    private const int FontObject = 3;
    private const int FirstPageObject = 9;

    private readonly List<PdfPage> _pages = [];

    /// <summary>A new page at the end.</summary>
    public PdfPage AddPage(double widthMm, double heightMm)
    {
        PdfPage page = new(font, widthMm, heightMm);
        _pages.Add(page);
        return page;
    }

    /// <summary>The file.</summary>
    public byte[] ToBytes()
    {
        using MemoryStream file = new();
        List<long> offsets = [];
        Write(file, "%PDF-1.7\n%\u00E2\u00E3\u00CF\u00D3\n");
        foreach (byte[] body in Objects())
        {
            offsets.Add(file.Position);
            Write(file, $"{offsets.Count} 0 obj\n");
            file.Write(body);
            Write(file, "\nendobj\n");
        }

        long table = file.Position;
        Write(file, $"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n");
        offsets.ForEach(offset => Write(file, $"{offset:0000000000} 00000 n \n"));
        Write(file, $"trailer\n<< /Size {offsets.Count + 1} /Root {CatalogObject} 0 R /Info 8 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return file.ToArray();
    }

    private static void Write(Stream file, string text) => file.Write(Encoding.Latin1.GetBytes(text));

    private static byte[] Plain(string text) => Encoding.Latin1.GetBytes(text);

    private static byte[] StreamObject(string entries, byte[] content)
    {
        using MemoryStream packed = new();
        using (ZLibStream pack = new(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            pack.Write(content);
        }

        return [.. Plain($"<< {entries}/Filter /FlateDecode /Length {packed.Length} >>\nstream\n"), .. packed.ToArray(), .. Plain("\nendstream")];
    }

    private static string Unicode(string text) => "<FEFF" + Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text)) + ">";

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    // Objects 1 to 8 are fixed; then two for each page.
    private IEnumerable<byte[]> Objects()
    {
        SortedDictionary<ushort, string> used = [];
        foreach (KeyValuePair<ushort, string> one in _pages.SelectMany(page => page.Used))
        {
            used[one.Key] = one.Value;
        }

        string kids = string.Join(' ', _pages.Select((_, i) => $"{FirstPageObject + (2 * i)} 0 R"));
        yield return Plain($"<< /Type /Catalog /Pages {PagesObject} 0 R /Lang (vi) >>");
        yield return Plain($"<< /Type /Pages /Count {_pages.Count} /Kids [{kids}] >>");
        yield return Plain("<< /Type /Font /Subtype /Type0 /BaseFont /BZTAAA+Label /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 7 0 R >>");
        yield return Plain(
            "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /BZTAAA+Label /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
            + $"/CIDToGIDMap /Identity /FontDescriptor 5 0 R /W [{Widths(used.Keys)}] >>");
        yield return Plain(
            $"<< /Type /FontDescriptor /FontName /BZTAAA+Label /Flags 4 /FontBBox [{string.Join(' ', font.Box.Select(PerMille))}] /ItalicAngle 0 "
            + $"/Ascent {PerMille(font.Ascent)} /Descent {PerMille(font.Descent)} /CapHeight {PerMille(font.Ascent)} /StemV 120 /FontFile2 6 0 R >>");
        byte[] file = font.MayBeSubset ? FontSubset.Make(font, used.Keys) : font.WholeFile();
        yield return StreamObject($"/Length1 {file.Length} ", file);
        yield return StreamObject(string.Empty, Plain(CharacterMap(used)));
        yield return Plain($"<< /Title {Unicode(title)} /Producer (BluezoneTag) >>");
        for (int i = 0; i < _pages.Count; i++)
        {
            yield return Plain(
                $"<< /Type /Page /Parent {PagesObject} 0 R /MediaBox [0 0 {Number(_pages[i].WidthMm * 72 / 25.4)} {Number(_pages[i].HeightMm * 72 / 25.4)}] "
                + $"/Resources << /Font << /F {FontObject} 0 R >> >> /Contents {FirstPageObject + (2 * i) + 1} 0 R >>");
            yield return StreamObject(string.Empty, Plain(_pages[i].Content));
        }
    }

    private string PerMille(int fontUnits) => (fontUnits * 1000 / font.UnitsPerEm).ToString(CultureInfo.InvariantCulture);

    private string Widths(IEnumerable<ushort> glyphs) => string.Join(' ', glyphs.Select(glyph => $"{glyph} [{PerMille(font.WidthOf(glyph))}]"));

    private static string CharacterMap(SortedDictionary<ushort, string> used)
    {
        StringBuilder map = new();
        map.Append("/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Label def /CMapType 2 def\n");
        map.Append("1 begincodespacerange <0000> <FFFF> endcodespacerange\n");
        foreach (KeyValuePair<ushort, string>[] block in used.Chunk(100))
        {
            map.Append(CultureInfo.InvariantCulture, $"{block.Length} beginbfchar\n");
            foreach (KeyValuePair<ushort, string> one in block)
            {
                map.Append(CultureInfo.InvariantCulture, $"<{one.Key:X4}> <{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(one.Value))}>\n");
            }

            map.Append("endbfchar\n");
        }

        return map.Append("endcmap CMapName currentdict /CMap defineresource pop end end\n").ToString();
    }
}
