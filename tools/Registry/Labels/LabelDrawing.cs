using System;
using System.Globalization;
using BluezoneTag.Registry.Pdf;
using QRCoder;

namespace BluezoneTag.Registry.Labels;

/// <summary>
/// Draws one label: the QR code at the left, the number as large as the space allows, the short code below it, what to do in
/// Vietnamese and English, and under it all, where it can still be read, the claim code to be typed. No name and no holder number: a lost label must not say whose it is.
/// </summary>
internal sealed class LabelDrawing(PdfPage page, TrueTypeFont font)
{
    // Printers shift a sheet by about a millimetre. The code brings its own white border of four modules, which takes most of that.
    private const double MarginMm = 1.8;
    private const double CodeMarginMm = 0.6;
    private const double MaxCodeMm = 34;
    private const double MaxCodeShare = 0.5;
    private const int QuietModules = 4;

    // Height of a digit, and of a letter with its marks, as a share of the font size.
    private const double DigitHeight = 0.74;
    private const double LineHeight = 1.4;
    private const double LargestNumberMm = 14;

    // The code to be typed: below this size (4.5 points) nobody reads it, and it is left out.
    private const double TypedCodeMm = 2.2;
    private const double SmallestTypedCodeMm = 1.6;
    private const double TypedCodeBottomMm = 1.6;
    private const double TypedCodeGapMm = 0.2;

    // The words below the number, largest line first.
    private static readonly string[] Words = ["Quét để nhận thẻ", "Scan to claim this tag"];

    /// <summary>Draws a label with its top left corner at (<paramref name="x"/>, <paramref name="y"/>).</summary>
    public void Draw(Label label, double x, double y, double width, double height)
    {
        height -= DrawTypedCode(label, x, y + height, width);
        double code = Math.Min(Math.Min(height - (2 * CodeMarginMm), MaxCodeMm), width * MaxCodeShare);
        DrawCode(ClaimUri.Of(label.Serial, label.ClaimSecret), x + CodeMarginMm, y + ((height - code) / 2), code);
        double left = x + CodeMarginMm + code;
        double text = Math.Min(height - (2 * MarginMm), code);
        DrawWords(label, left, y + ((height - text) / 2), x + width - MarginMm - left, text);
    }

    // Returns the height that it takes at the bottom; 0 when there is no room for it.
    private double DrawTypedCode(Label label, double x, double bottom, double width)
    {
        string code = ClaimCode.Of(label.Serial, label.ClaimSecret);
        double size = Fit(code, TypedCodeMm, width - (2 * MarginMm));
        if (size < SmallestTypedCodeMm)
        {
            return 0;
        }

        page.Text(x + MarginMm, bottom - TypedCodeBottomMm, size, code);
        return TypedCodeBottomMm + (DigitHeight * size) + TypedCodeGapMm - CodeMarginMm;
    }

    private void DrawCode(string text, double x, double y, double size)
    {
        using QRCodeGenerator generator = new();
        using QRCodeData data = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.Q);

        // QRCoder's matrix has the quiet zone of four modules on each side already.
        int modules = data.ModuleMatrix.Count;
        double module = size / modules;
        for (int row = QuietModules; row < modules - QuietModules; row++)
        {
            for (int column = QuietModules; column < modules - QuietModules; column++)
            {
                int run = 0;
                while (data.ModuleMatrix[row][column + run])
                {
                    run++;
                }

                if (run > 0)
                {
                    page.Fill(x + (column * module), y + (row * module), run * module, module);
                    column += run - 1;
                }
            }
        }
    }

    private void DrawWords(Label label, double x, double y, double width, double height)
    {
        double small = Math.Min(height * 0.105, 2.7);
        double medium = Math.Min(height * 0.16, 4.2);
        double wordsTop = y + height - (Words.Length * LineHeight * small);
        double codeLine = wordsTop - (0.1 * height);
        Line("Thẻ số · Tag no.", x, y + small, small, width);
        Line(ShortCode.Of(label.Serial), x, codeLine, medium, width);
        for (int i = 0; i < Words.Length; i++)
        {
            Line(Words[i], x, wordsTop + (LineHeight * small * (i + 0.75)), small, width);
        }

        DrawNumber(label.Serial, x, y + (1.35 * small), width, codeLine - (DigitHeight * medium) - (0.06 * height));
    }

    // As large as fits between the line above and the code below, in the middle of that space.
    private void DrawNumber(uint serial, double x, double top, double width, double bottom)
    {
        string number = serial.ToString(CultureInfo.InvariantCulture);
        double room = bottom - top;
        double size = Fit(number, Math.Min(0.9 * room / DigitHeight, LargestNumberMm), width);
        page.Text(x, top + ((room + (DigitHeight * size)) / 2), size, number);
    }

    private void Line(string text, double x, double y, double size, double width) => page.Text(x, y, Fit(text, size, width), text);

    // The wanted size, or what still fits.
    private double Fit(string text, double size, double width) => Math.Min(size, width / font.WidthOf(text));
}
