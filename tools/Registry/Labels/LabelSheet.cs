using System.Collections.Generic;
using BluezoneTag.Protocol.Provisioning;
using BluezoneTag.Registry.Pdf;
using BluezoneTag.Registry.Results;

namespace BluezoneTag.Registry.Labels;

/// <summary>Makes the PDF with the labels. The only place where a claim secret leaves the program, besides the tag itself.</summary>
public static class LabelSheet
{
    private const double EdgeLineMm = 0.1;

    /// <summary>The PDF file, secret because of the codes in it; or why it cannot be.</summary>
    public static Result<byte[]> Make(IReadOnlyList<Label> labels, LabelSheetOptions options)
    {
        if (Fault(labels, options) is Problem fault)
        {
            return fault;
        }

        Result<TrueTypeFont> font = FontFinder.Find(options.FontPath, FontFinder.SystemFolders);
        return font.IsOk ? Draw(labels, options, font.Value) : Result<byte[]>.Failed(font.Problems);
    }

    /// <summary>What stands against printing these labels, without drawing them: ask before the first tag is flashed. Null when nothing does.</summary>
    public static Problem? Fault(IReadOnlyList<Label> labels, LabelSheetOptions options)
    {
        LabelStock stock = options.Stock;
        if (stock.Fault() is Problem fault)
        {
            return fault;
        }

        if (options.FirstPlace < 1 || options.FirstPlace > stock.PlacesPerSheet || options.Sheets < 0)
        {
            return new Problem(RegistryError.ValueInvalid, ("field", "first place"), ("value", options.FirstPlace));
        }

        foreach (Label label in labels)
        {
            if (label.Serial == 0 || label.ClaimSecret.Length != IdentityImage.ClaimSecretLength)
            {
                return new Problem(RegistryError.ValueInvalid, ("field", "label"), ("value", label.Serial));
            }
        }

        long places = ((long)options.Sheets * stock.PlacesPerSheet) - (options.FirstPlace - 1);
        return labels.Count == 0 ? new Problem(RegistryError.NoLabels)
            : options.Sheets > 0 && labels.Count > places ? new Problem(RegistryError.SheetsTooFew, ("labels", labels.Count), ("places", places))
            : null;
    }

    private static byte[] Draw(IReadOnlyList<Label> labels, LabelSheetOptions options, TrueTypeFont font)
    {
        LabelStock stock = options.Stock;
        PdfDocument document = new(font, "Nhãn thẻ · Tag labels");
        PdfPage? page = null;
        for (int i = 0; i < labels.Count; i++)
        {
            int place = (options.FirstPlace - 1 + i) % stock.PlacesPerSheet;
            if (page == null || place == 0)
            {
                page = document.AddPage(stock.PageWidthMm, stock.PageHeightMm);
            }

            double x = stock.LeftMm + (place % stock.Columns * (stock.LabelWidthMm + stock.GapAcrossMm));
            double y = stock.TopMm + (place / stock.Columns * (stock.LabelHeightMm + stock.GapDownMm));
            new LabelDrawing(page, font).Draw(labels[i], x, y, stock.LabelWidthMm, stock.LabelHeightMm);
            if (options.DrawsEdges)
            {
                page.Outline(x, y, stock.LabelWidthMm, stock.LabelHeightMm, EdgeLineMm);
            }
        }

        return document.ToBytes();
    }
}
