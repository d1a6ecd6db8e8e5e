using System;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Linq;

namespace BluezoneTag.Registry.Labels;

/// <summary>
/// What a person types when no camera reads the QR code (docs/registry.md 7): the serial, and 28 characters in groups of four, "7407
/// UCQ2-FI5E-UWTK-PKFJ-VKV2-ZLNO-V462". 26 are the claim secret in base 32, two are check characters by ISO/IEC 7064 MOD 1271-36 over the
/// digits of the serial and the 26. 1271 is 31 x 41: no wrong character (less than 36, times a power of 36) and no swap of neighbours (35 times
/// less than 36) is a multiple of it, so each is found. Secret.
/// </summary>
public static class ClaimCode
{
    /// <summary>Characters behind the serial, without hyphens.</summary>
    public const int Length = ClaimUri.SecretCharacters + CheckCharacters;

    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const int Modulus = 1271;
    private const int CheckCharacters = 2;
    private const int GroupLength = 4;
    private const int MaxSerialDigits = 10;

    // Digits that base 32 does not use, and the letters they are misread from.
    private const string MisreadDigits = "018";
    private const string MeantLetters = "OIB";

    /// <summary>The code of a tag.</summary>
    public static string Of(uint serial, ReadOnlySpan<byte> claimSecret)
    {
        string digits = serial.ToString(CultureInfo.InvariantCulture);
        string secret = ClaimUri.Encode(claimSecret);
        string code = secret + Check(digits + secret);
        return $"{digits} {string.Join('-', code.Chunk(GroupLength).Select(group => new string(group)))}";
    }

    /// <summary>
    /// Reads a code as people type it: white space, hyphens and case do not matter; 0, 1 and 8 among the 26 characters are O, I and B. False when
    /// it is no code, or when the check characters do not fit.
    /// </summary>
    public static bool TryParse(string text, out uint serial, [NotNullWhen(true)] out byte[]? claimSecret)
    {
        serial = 0;
        claimSecret = null;
        string typed = new([.. (text ?? string.Empty).Where(c => c != '-' && !char.IsWhiteSpace(c)).Select(Upper)]);
        if (typed.Length <= Length || typed.Length > Length + MaxSerialDigits)
        {
            return false;
        }

        string digits = typed[..^Length];
        string secret = new([.. typed[^Length..^CheckCharacters].Select(Meant)]);
        return uint.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out serial)
            && typed[^CheckCharacters..] == Check(serial.ToString(CultureInfo.InvariantCulture) + secret)
            && ClaimUri.TryParse($"{ClaimUri.Prefix}{serial.ToString(CultureInfo.InvariantCulture)}/{secret}", out serial, out claimSecret);
    }

    // The two characters that make the whole leave 1 when divided by 1271, read as a number of base 36. Empty when a character is none of it.
    private static string Check(string text)
    {
        int rest = 0;
        foreach (char c in text)
        {
            int value = Alphabet.IndexOf(c, StringComparison.Ordinal);
            if (value < 0)
            {
                return string.Empty;
            }

            rest = ((rest * Alphabet.Length) + value) % Modulus;
        }

        int check = (Modulus + 1 - (rest * Alphabet.Length * Alphabet.Length % Modulus)) % Modulus;
        return $"{Alphabet[check / Alphabet.Length]}{Alphabet[check % Alphabet.Length]}";
    }

    // Letters of ASCII alone: others become no letter of the code, whatever the language of the machine.
    private static char Upper(char c) => char.IsAsciiLetterLower(c) ? (char)(c - 'a' + 'A') : c;

    private static char Meant(char c)
    {
        int place = MisreadDigits.IndexOf(c, StringComparison.Ordinal);
        return place < 0 ? c : MeantLetters[place];
    }
}
