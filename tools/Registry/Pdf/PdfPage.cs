using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace BluezoneTag.Registry.Pdf;

/// <summary>What is drawn on a page. Millimetres from the top left corner; everything is black.</summary>
internal sealed class PdfPage(TrueTypeFont font, double widthMm, double heightMm)
{
    private const double PointsPerMm = 72 / 25.4;

    private readonly StringBuilder _content = new();

    /// <summary>Width of the page.</summary>
    public double WidthMm => widthMm;

    /// <summary>Height of the page.</summary>
    public double HeightMm => heightMm;

    /// <summary>Characters drawn so far, by glyph.</summary>
    public Dictionary<ushort, string> Used { get; } = [];

    /// <summary>Drawing operators (ISO 32000-1, 8 and 9).</summary>
    public string Content => _content.ToString();

    /// <summary>A filled rectangle.</summary>
    public void Fill(double x, double y, double width, double height) =>
        _content.Append(CultureInfo.InvariantCulture, $"{X(x)} {Y(y + height)} {Points(width)} {Points(height)} re f\n");

    /// <summary>The outline of a rectangle.</summary>
    public void Outline(double x, double y, double width, double height, double lineMm) =>
        _content.Append(CultureInfo.InvariantCulture, $"{Points(lineMm)} w {X(x)} {Y(y + height)} {Points(width)} {Points(height)} re S\n");

    /// <summary>A line of text with its base line at <paramref name="y"/>; glyphs are written by number.</summary>
    public void Text(double x, double y, double sizeMm, string text)
    {
        StringBuilder hex = new();
        foreach (Rune rune in text.EnumerateRunes())
        {
            ushort glyph = font.GlyphOf(rune.Value);
            Used[glyph] = rune.ToString();
            hex.Append(glyph.ToString("X4", CultureInfo.InvariantCulture));
        }

        _content.Append(CultureInfo.InvariantCulture, $"BT /F {Points(sizeMm)} Tf {X(x)} {Y(y)} Td <{hex}> Tj ET\n");
    }

    private static string Points(double mm) => (mm * PointsPerMm).ToString("0.###", CultureInfo.InvariantCulture);

    private static string X(double mm) => Points(mm);

    private string Y(double mm) => Points(heightMm - mm);
}
