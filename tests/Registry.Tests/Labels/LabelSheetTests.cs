using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using BluezoneTag.Registry.Exports;
using BluezoneTag.Registry.Labels;
using BluezoneTag.Registry.Pdf;
using BluezoneTag.Registry.Results;
using Xunit;
using Xunit.Abstractions;

namespace BluezoneTag.Registry.Tests.Labels;

/// <summary>Sheets, read back by other people's programs where the machine has them: zbarimg reads the codes, pdftotext the words.</summary>
public sealed class LabelSheetTests(ITestOutputHelper output) : IDisposable
{
    private readonly string _folder = TemporaryFolder.New();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string> Stocks() => [.. LabelStock.Known.Select(stock => stock.Name)];

    [Theory]
    [MemberData(nameof(Stocks))]
    public void Codes_of_a_full_sheet_are_read_by_an_independent_reader(string name)
    {
        LabelStock stock = Stock(name);
        Label[] labels = [.. Enumerable.Range(0, stock.PlacesPerSheet).Select(i => new Label(Serial(i), Bench.Claim(i + 1)))];
        if (Draw(labels, new LabelSheetOptions(stock) { DrawsEdges = true }) is not byte[] pdf)
        {
            return;
        }

        // Label by label, as a phone sees them: the corners, and the longest numbers at the beginning.
        foreach (int place in (int[])[0, 1, 2, stock.Columns - 1, stock.PlacesPerSheet - stock.Columns, stock.PlacesPerSheet - 1])
        {
            string? read = ReadLabel(pdf, stock, place);
            if (read == null)
            {
                output.WriteLine("pdftoppm or zbarimg is not here: codes not read");
                return;
            }

            Assert.Equal(ClaimUri.Of(labels[place].Serial, labels[place].ClaimSecret), read.Trim());
        }
    }

    [Theory]
    [MemberData(nameof(Stocks))]
    public void Words_and_numbers_are_text_with_vietnamese_letters(string name)
    {
        if (Draw([new Label(7407, Bench.Claim(1))], new LabelSheetOptions(Stock(name))) is not byte[] pdf)
        {
            return;
        }

        string? text = Tool.Run("pdftotext", "-layout", Save(pdf), "-");
        if (text == null)
        {
            output.WriteLine("pdftotext is not here: words not read");
            return;
        }

        Assert.All(["7407", "007407-90", "Thẻ số", "Tag no.", "Quét để nhận thẻ", "Scan to claim this tag"], word => Assert.Contains(word, text));
        string secret = ClaimUri.Of(7407, Bench.Claim(1)).Split('/')[2];
        Assert.DoesNotContain(secret, text);
        Assert.Equal(name != "a4-65", text.Contains(ClaimCode.Of(7407, Bench.Claim(1))));
    }

    [Theory]
    [InlineData("a4-21", uint.MaxValue)]
    [InlineData("a4-24", uint.MaxValue)]
    [InlineData("a4-40", 999_999u)]
    public void The_code_to_be_typed_stands_on_every_label_of_these_sheets_up_to_this_serial(string name, uint serial)
    {
        Label[] labels = [.. Enumerable.Range(1, 200).Select(i => new Label(serial, Bench.Claim(i)))];
        if (Draw(labels, new LabelSheetOptions(Stock(name))) is not byte[] pdf || Tool.Run("pdftotext", "-layout", Save(pdf), "-") is not string text)
        {
            output.WriteLine("No font, or no pdftotext: not read");
            return;
        }

        Assert.All(labels, label => Assert.Contains(ClaimCode.Of(label.Serial, label.ClaimSecret), text));
    }

    [Fact]
    public void The_font_is_embedded_and_only_what_is_used_of_it()
    {
        if (Draw([new Label(1, Bench.Claim(1))], new LabelSheetOptions(Stock("a4-24"))) is not byte[] pdf)
        {
            return;
        }

        Assert.True(pdf.Length < 60_000, $"{pdf.Length} bytes");
        if (Tool.Run("pdffonts", Save(pdf)) is string fonts)
        {
            string[] columns = fonts.Split('\n')[2].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(["BZTAAA+Label", "CID", "TrueType", "Identity-H", "yes", "yes", "yes"], columns[..7]);
        }

        if (Tool.Run("qpdf", "--check", Save(pdf)) is string check)
        {
            Assert.Contains("No syntax or stream encoding errors", check);
        }
    }

    [Fact]
    public void The_same_labels_give_the_same_bytes()
    {
        Label[] labels = [new(1, Bench.Claim(1)), new(2, Bench.Claim(2))];
        LabelSheetOptions options = new(Stock("a4-65"));
        Assert.Equal(Draw(labels, options), Draw(labels, options));
    }

    [Fact]
    public void A_sheet_that_was_begun_is_used_up_and_the_rest_goes_onto_the_next()
    {
        LabelStock stock = Stock("a4-24");
        Label[] labels = [.. Enumerable.Range(1, 5).Select(i => new Label((uint)i, Bench.Claim(i)))];
        if (Draw(labels, new LabelSheetOptions(stock) { FirstPlace = 22, Sheets = 2 }) is not byte[] pdf || Pages(pdf, 50) is not string[] pages)
        {
            return;
        }

        Assert.Equal(2, pages.Length);
        if (Tool.Run("pdftotext", "-f", "2", Save(pdf), "-") is string second)
        {
            Assert.Contains("000004-86", second);
            Assert.Contains("000005-83", second);
            Assert.DoesNotContain("000003-89", second);
        }
    }

    [Fact]
    public void A_vietnamese_font_is_found_or_its_absence_is_said()
    {
        Result<TrueTypeFont> font = FontFinder.Find(string.Empty, FontFinder.SystemFolders);
        Assert.True(font.IsOk || font.Problem.Error == RegistryError.FontMissing);
        ProblemAssert.Is(RegistryError.FontMissing, FontFinder.Find(string.Empty, [_folder]));
        string text = Path.Combine(_folder, "DejaVuSans.ttf");
        File.WriteAllText(text, "no font at all");
        ProblemAssert.Is(RegistryError.FontMissing, FontFinder.Find(text, []));
        ProblemAssert.Is(RegistryError.FontMissing, FontFinder.Find(string.Empty, [_folder]));
    }

    [Fact]
    public void A_font_that_is_cut_short_or_forbids_embedding_is_refused()
    {
        Result<TrueTypeFont> font = FontFinder.Find(string.Empty, FontFinder.SystemFolders);
        if (!font.IsOk)
        {
            output.WriteLine("No font here");
            return;
        }

        byte[] whole = font.Value.WholeFile();
        Assert.All(Enumerable.Range(0, 40), i => Assert.False(TrueTypeFont.TryRead(whole[..(i * 25)], out _)));
        int permissions = whole.AsSpan().IndexOf(font.Value.TableBytes("OS/2")) + 8;
        whole[permissions + 1] = 2;
        Assert.True(TrueTypeFont.TryRead(whole, out TrueTypeFont? forbidden) && !forbidden.MayBeEmbedded);
    }

    [Fact]
    public void Labels_larger_than_the_sheet_are_refused_before_anything_is_drawn()
    {
        Label[] one = [new(1, Bench.Claim(1))];
        LabelStock stock = Stock("a4-24");
        AssertRefused(RegistryError.StockTooLarge, one, new(stock with { LabelWidthMm = 70.1 }));
        AssertRefused(RegistryError.StockTooLarge, one, new(stock with { Rows = 9 }));
        AssertRefused(RegistryError.StockTooLarge, one, new(stock with { GapDownMm = 1 }));
        AssertRefused(RegistryError.StockTooLarge, one, new(stock with { PageHeightMm = 210 }));
        AssertRefused(RegistryError.StockTooSmall, one, new(stock with { LabelHeightMm = 19 }));
        AssertRefused(RegistryError.ValueInvalid, one, new(stock with { Columns = 0 }));
        AssertRefused(RegistryError.ValueInvalid, one, new(stock with { LeftMm = double.NaN }));
    }

    [Fact]
    public void More_labels_than_places_are_refused()
    {
        Label[] labels = [.. Enumerable.Range(1, 24).Select(i => new Label((uint)i, Bench.Claim(i)))];
        LabelSheetOptions options = new(Stock("a4-24")) { Sheets = 1 };
        Assert.Null(LabelSheet.Fault(labels, options));
        AssertRefused(RegistryError.SheetsTooFew, labels, options with { FirstPlace = 2 });
        AssertRefused(RegistryError.SheetsTooFew, [.. labels, new Label(25, Bench.Claim(25))], options);
        AssertRefused(RegistryError.ValueInvalid, labels, options with { FirstPlace = 25 });
        AssertRefused(RegistryError.NoLabels, [], options);
        AssertRefused(RegistryError.ValueInvalid, [new Label(1, [1, 2, 3])], options);
    }

    [Fact]
    public void Every_known_stock_lies_on_its_sheet() => Assert.All(LabelStock.Known, stock => Assert.Null(stock.Fault()));

    [Fact]
    public void A_label_file_is_whole_and_its_owners()
    {
        string path = Path.Combine(_folder, "labels.pdf");
        ProblemAssert.Ok(SafeFile.Write(path, [1, 2, 3]));
        ProblemAssert.Ok(SafeFile.Write(path, [4]));
        Assert.Equal([4], File.ReadAllBytes(path));
        Assert.Single(Directory.GetFiles(_folder));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }

        ProblemAssert.Is(RegistryError.DiskFault, SafeFile.Write(Path.Combine(_folder, "no such folder", "labels.pdf"), [1]));
    }

    // From a digit to the largest number a label must hold.
    private static uint Serial(int i) => i switch { 0 => uint.MaxValue, 1 => 9_999_999, 2 => 123_456, _ => (uint)i };

    private static LabelStock Stock(string name) => LabelStock.Known.Single(stock => stock.Name == name);

    private static void AssertRefused(RegistryError error, IReadOnlyList<Label> labels, LabelSheetOptions options) =>
        ProblemAssert.Is(error, LabelSheet.Make(labels, options));

    private byte[]? Draw(IReadOnlyList<Label> labels, LabelSheetOptions options)
    {
        Result<byte[]> pdf = LabelSheet.Make(labels, options);
        if (!pdf.IsOk)
        {
            Assert.Equal(RegistryError.FontMissing, pdf.Problem.Error);
            output.WriteLine("No font with Vietnamese letters here: nothing drawn");
            return null;
        }

        Assert.StartsWith("%PDF-1.7", Encoding.Latin1.GetString(pdf.Value, 0, 8));
        return pdf.Value;
    }

    private string Save(byte[] pdf)
    {
        string path = Path.Combine(_folder, "sheet.pdf");
        File.WriteAllBytes(path, pdf);
        return path;
    }

    private string? ReadLabel(byte[] pdf, LabelStock stock, int place)
    {
        const int DotsPerInch = 200;
        string[] box = [.. new[]
        {
            stock.LeftMm + (place % stock.Columns * (stock.LabelWidthMm + stock.GapAcrossMm)),
            stock.TopMm + (place / stock.Columns * (stock.LabelHeightMm + stock.GapDownMm)),
            stock.LabelWidthMm,
            stock.LabelHeightMm,
        }.Select(mm => $"{(int)(mm / 25.4 * DotsPerInch)}")];
        string name = Path.Combine(_folder, "label");
        return Tool.Run("pdftoppm", "-r", $"{DotsPerInch}", "-x", box[0], "-y", box[1], "-W", box[2], "-H", box[3], "-png", "-singlefile", Save(pdf), name) == null
            ? null
            : Tool.Run("zbarimg", "-q", "--raw", name + ".png");
    }

    private string[]? Pages(byte[] pdf, int dotsPerInch)
    {
        if (Tool.Run("pdftoppm", "-r", $"{dotsPerInch}", "-gray", "-png", Save(pdf), Path.Combine(_folder, "page")) == null)
        {
            output.WriteLine("pdftoppm is not here: pages not looked at");
            return null;
        }

        return [.. Directory.GetFiles(_folder, "page*.png").Order()];
    }
}
