using System;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Linq;

namespace BluezoneTag.Registry.Labels;

/// <summary>
/// The serial for people: at least six digits and two check digits by ISO/IEC 7064 MOD 97-10, as "007407-64". The whole
/// number without the hyphen leaves 1 when divided by 97. 97 is prime and divides neither a digit times a power of ten nor 9 times a
/// difference of digits: every single wrong digit and every swap of neighbours is found, and nearly every other slip.
/// </summary>
public static class ShortCode
{
    private const int Modulus = 97;
    private const int MinDigits = 6;

    /// <summary>The code of a serial.</summary>
    public static string Of(uint serial)
    {
        ulong check = (Modulus + 1) - ((ulong)serial * 100 % Modulus);
        string digits = serial.ToString(CultureInfo.InvariantCulture).PadLeft(MinDigits, '0');
        return $"{digits}-{check.ToString("00", CultureInfo.InvariantCulture)}";
    }

    /// <summary>Reads a code as people type it: hyphen and blanks do not matter. False when the check digits do not fit.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out uint? serial)
    {
        serial = null;
        string digits = new([.. (text ?? string.Empty).Where(c => c != '-' && c != ' ')]);
        if (digits.Length is < MinDigits + 2 or > 12 || !digits.All(char.IsAsciiDigit))
        {
            return false;
        }

        ulong number = ulong.Parse(digits, CultureInfo.InvariantCulture);
        ulong candidate = number / 100;
        if (candidate is 0 or > uint.MaxValue || Of((uint)candidate).Replace("-", string.Empty, StringComparison.Ordinal) != digits)
        {
            return false;
        }

        serial = (uint)candidate;
        return true;
    }
}
