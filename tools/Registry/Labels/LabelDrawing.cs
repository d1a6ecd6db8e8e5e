using System;
using System.Globalization;
using BluezoneTag.Registry.Pdf;
using QRCoder;

namespace BluezoneTag.Registry.Labels;

/// <summary>
/// Draws one label: the QR code at the left, the number as large as the space allows, the short code below it, and what to do
/// in Vietnamese and English. No name and no holder number: a lost label must not say whose it is.
/// </summary>
internal sealed class LabelDrawing(PdfPage page, TrueTypeFont font)
{
    // Printers shift a sheet by about a millimetre.
    private const double MarginMm = 1.8;
    private const double MaxCodeMm = 27;
    private const int QuietModules = 4;
    private const double LargestNumberMm = 11;

    // The words below the number, largest line first.
    private static readonly string[] Words = ["Quét để nhận thẻ", "Scan to claim this tag"];

    /// <summary>Draws a label with its top left corner at (<paramref name="x"/>, <paramref name="y"/>).</summary>
    public void Draw(Label label, double x, double y, double width, double height)
    {
        double code = Math.Min(Math.Min(height - (2 * MarginMm), MaxCodeMm), width * 0.46);
        DrawCode(ClaimUri.Of(label.Serial, label.ClaimSecret), x + MarginMm, y + ((height - code) / 2), code);
        double left = x + MarginMm + code + 0.6;
        DrawWords(label, left, y + ((height - code) / 2), x + width - MarginMm - left, code);
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
        string number = label.Serial.ToString(CultureInfo.InvariantCulture);
        double small = Math.Min(height * 0.1, 2.6);
        double top = y + (height * 0.12);
        Line("Thẻ số · Tag no.", x, top, small, width);
        double large = Fit(number, Math.Min(height * 0.42, LargestNumberMm), width);
        page.Text(x, top + (large * 0.95), large, number);
        double codeLine = top + (height * 0.52);
        Line(ShortCode.Of(label.Serial), x, codeLine, Math.Min(height * 0.17, 4.2), width);
        for (int i = 0; i < Words.Length; i++)
        {
            Line(Words[i], x, codeLine + (height * 0.15 * (i + 1)), small, width);
        }
    }

    private void Line(string text, double x, double y, double size, double width) => page.Text(x, y, Fit(text, size, width), text);

    // The wanted size, or what still fits.
    private double Fit(string text, double size, double width) => Math.Min(size, width / font.WidthOf(text));
}
