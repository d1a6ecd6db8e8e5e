using System.Linq;
using BluezoneTag.Officer.Messages;
using BluezoneTag.Registry.Holders;

namespace BluezoneTag.Officer.Keys;

/// <summary>Which passphrases may protect the authority's keys: 600,000 rounds slow a guesser down and do not make up for "123456789012".</summary>
public static class PassphraseRule
{
    /// <summary>Fewest characters.</summary>
    public const int MinLength = 12;

    /// <summary>Fewest different ones.</summary>
    public const int MinDistinct = 6;

    // The beginning of what people try first, whatever stands behind it.
    private static readonly string[] Common = ["password", "passphrase", "matkhau", "mậtkhẩu", "qwerty", "bluezone", "abcdef", "123456"];

    /// <summary>The passphrase with Vietnamese letters composed, so that every keyboard gives the same. Throws <see cref="OfficerException"/> when it is weak.</summary>
    public static string Checked(string passphrase)
    {
        string composed = Composed(passphrase);
        string plain = string.Concat(composed.Where(c => !char.IsWhiteSpace(c))).ToLowerInvariant();
        bool isWeak = composed.Length < MinLength || composed.Distinct().Count() < MinDistinct || plain.All(char.IsDigit) || IsRow(plain)
            || Common.Any(word => plain.StartsWith(word, System.StringComparison.Ordinal) && plain.Length < word.Length + 8);
        return isWeak ? throw new OfficerException(OfficerFault.PassphraseWeak, ("limit", MinLength), ("distinct", MinDistinct)) : composed;
    }

    /// <summary>The same without a judgement, for opening.</summary>
    public static string Composed(string passphrase) => VietnameseText.Compose(passphrase).Trim();

    // abcdefghijkl, zyxwvutsrqpo: each character one step from the one before.
    private static bool IsRow(string text) =>
        text.Length > 1 && (text.Zip(text.Skip(1)).All(pair => pair.Second - pair.First == 1) || text.Zip(text.Skip(1)).All(pair => pair.Second - pair.First == -1));
}
