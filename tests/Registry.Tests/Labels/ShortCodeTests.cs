using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Registry.Labels;
using Xunit;

namespace BluezoneTag.Registry.Tests.Labels;

public sealed class ShortCodeTests
{
    public static IEnumerable<uint> Serials() =>
        [.. Enumerable.Range(1, 300).Select(i => (uint)i), 7407, 9999, 99_999, 100_000, 123_456, 999_999, 1_000_000, 87_654_321, 4_294_967_295];

    [Theory]
    [InlineData(1u, "000001-95")]
    [InlineData(7407u, "007407-90")]
    [InlineData(4294967295u, "4294967295-93")]
    public void Known_codes(uint serial, string code) => Assert.Equal(code, ShortCode.Of(serial));

    [Fact]
    public void Every_code_leaves_one_when_divided_by_97() =>
        Assert.All(Serials(), serial => Assert.Equal(1UL, ulong.Parse(Digits(serial)) % 97));

    [Fact]
    public void Every_code_reads_back_with_or_without_hyphen() => Assert.All(Serials(), serial =>
    {
        Assert.True(ShortCode.TryParse(ShortCode.Of(serial), out uint? read) && read == serial);
        Assert.True(ShortCode.TryParse(" " + Digits(serial) + " ", out read) && read == serial);
    });

    [Fact]
    public void Every_single_wrong_digit_is_found() => AssertAllFound(Substitutions);

    [Fact]
    public void Every_swap_of_neighbours_is_found() => AssertAllFound(digits => Swaps(digits, 1));

    [Fact]
    public void Every_swap_over_one_digit_is_found() => AssertAllFound(digits => Swaps(digits, 2));

    [Fact]
    public void Every_doubled_digit_that_becomes_another_doubled_digit_is_found() => AssertAllFound(Twins);

    [Theory]
    [InlineData("")]
    [InlineData("000000-98")]
    [InlineData("7407-90")]
    [InlineData("0007407-90")]
    [InlineData("007407-5")]
    [InlineData("00740７-90")]
    [InlineData("-007407-90x")]
    [InlineData("4294967296-48")]
    public void What_is_no_code_is_refused(string text) => Assert.False(ShortCode.TryParse(text, out _));

    private static string Digits(uint serial) => ShortCode.Of(serial).Replace("-", string.Empty);

    private static void AssertAllFound(Func<string, IEnumerable<string>> slips)
    {
        int count = 0;
        foreach (string digits in Serials().Select(Digits))
        {
            foreach (string slip in slips(digits).Where(slip => slip != digits))
            {
                count++;
                Assert.False(ShortCode.TryParse(slip, out _), $"{digits} mistyped as {slip}");
            }
        }

        Assert.True(count > 900, $"only {count} slips tried");
    }

    private static IEnumerable<string> Substitutions(string digits) =>
        from i in Enumerable.Range(0, digits.Length)
        from digit in "0123456789"
        select digits[..i] + digit + digits[(i + 1)..];

    private static IEnumerable<string> Swaps(string digits, int distance) =>
        from i in Enumerable.Range(0, digits.Length - distance)
        let j = i + distance
        select digits[..i] + digits[j] + digits[(i + 1)..j] + digits[i] + digits[(j + 1)..];

    private static IEnumerable<string> Twins(string digits) =>
        from i in Enumerable.Range(0, digits.Length - 1)
        where digits[i] == digits[i + 1]
        from digit in "0123456789"
        select digits[..i] + digit + digit + digits[(i + 2)..];
}
