using System.Linq;
using BluezoneTag.Registry.Holders;
using Xunit;

namespace BluezoneTag.Registry.Tests.Holders;

public sealed class VietnameseTextTests
{
    private const string Shapes = "\u0302\u0306\u031B";
    private const string Tones = "\u0300\u0301\u0309\u0303\u0323";

    // Code points of the Unicode standard, not of the table under test.
    [Theory]
    [InlineData("e\u0302\u0323", "\u1EC7")]
    [InlineData("e\u0323\u0302", "\u1EC7")]
    [InlineData("\u00EA\u0323", "\u1EC7")]
    [InlineData("\u1EB9\u0302", "\u1EC7")]
    [InlineData("o\u031B\u0309", "\u1EDF")]
    [InlineData("u\u0323\u031B", "\u1EF1")]
    [InlineData("A\u0306\u0301", "\u1EAE")]
    [InlineData("Y\u0303", "\u1EF8")]
    [InlineData("a\u0302\u0300", "\u1EA7")]
    [InlineData("i\u0309", "\u1EC9")]
    public void Every_way_of_writing_a_letter_becomes_one_character(string text, string letter)
    {
        Assert.Equal(letter, VietnameseText.Compose(text));
        Assert.Equal($"x{letter}y", VietnameseText.Compose($"x{text}y"));
    }

    [Fact]
    public void All_144_marked_vowels_come_apart_and_together_in_any_order()
    {
        int count = 0;
        foreach (char vowel in "aeiouyAEIOUY")
        {
            foreach (string shape in Shapes.Select(mark => $"{mark}").Prepend(string.Empty))
            {
                foreach (string tone in Tones.Select(mark => $"{mark}").Prepend(string.Empty))
                {
                    string one = VietnameseText.Compose($"{vowel}{shape}{tone}");
                    Assert.Equal(one, VietnameseText.Compose($"{vowel}{tone}{shape}"));
                    Assert.Equal(one, VietnameseText.Compose(one));
                    count += one.Length == 1 ? 1 : 0;
                }
            }
        }

        Assert.Equal(144, count);
    }

    [Theory]
    [InlineData("q\u0301")]
    [InlineData("\u0301")]
    [InlineData("a\u0301\u0300")]
    [InlineData("abc 123 \U0001F600")]
    [InlineData("")]
    public void What_is_no_vietnamese_letter_keeps_its_characters(string text) =>
        Assert.Equal(text.Length, VietnameseText.Compose(text).Length + (text.StartsWith('a') && text[1..].StartsWith('\u0301') ? 1 : 0));

    [Theory]
    [InlineData("Họ và tên", "ho va ten")]
    [InlineData("  HỌ   VÀ TÊN ", "ho va ten")]
    [InlineData("Lớp", "lop")]
    [InlineData("Đơn vị", "don vi")]
    public void Headings_are_compared_without_marks(string text, string folded) => Assert.Equal(folded, VietnameseText.Fold(text));
}
