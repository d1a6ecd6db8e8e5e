using System;
using System.Diagnostics.CodeAnalysis;
using System.Linq;

namespace BluezoneTag.Registry.Tags;

/// <summary>A chip's factory address as text: twelve upper-case hex digits, most significant byte first, as printed by flashing tools without the colons.</summary>
public static class MacAddress
{
    /// <summary>Reads six bytes as hex, with or without ':' or '-' between them. All zero, all ones and group addresses are refused: no chip has them.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out string? mac)
    {
        string digits = new([.. (text ?? string.Empty).Where(c => c is not (':' or '-')).Select(char.ToUpperInvariant)]);
        bool isMac = digits.Length == 12 && digits.All(char.IsAsciiHexDigitUpper) && digits.Any(c => c != '0') && !IsGroup(digits);
        mac = isMac ? digits : null;
        return isMac;
    }

    /// <summary>With colons, for people.</summary>
    public static string Display(string mac) => string.Join(':', mac.Chunk(2).Select(pair => new string(pair)));

    private static bool IsGroup(string digits) => (Convert.ToByte(digits[..2], 16) & 1) != 0;
}
