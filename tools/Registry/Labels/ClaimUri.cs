using System;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Linq;
using System.Text;
using BluezoneTag.Protocol.Provisioning;

namespace BluezoneTag.Registry.Labels;

/// <summary>
/// What the label's QR code says: "BZT:1/", the serial in decimal, "/", the claim secret as 26 characters of base 32 (RFC 4648 alphabet, most
/// significant bit first, two zero bits at the end). Only characters of a QR code's alphanumeric mode, so that the code stays small. Secret.
/// </summary>
public static class ClaimUri
{
    /// <summary>What every code begins with; the digit is the version.</summary>
    internal const string Prefix = "BZT:1/";
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int BitsPerCharacter = 5;

    /// <summary>Characters of base 32 that a claim secret takes.</summary>
    internal const int SecretCharacters = ((IdentityImage.ClaimSecretLength * 8) + BitsPerCharacter - 1) / BitsPerCharacter;

    /// <summary>The text for a tag.</summary>
    public static string Of(uint serial, ReadOnlySpan<byte> claimSecret) => $"{Prefix}{serial.ToString(CultureInfo.InvariantCulture)}/{Encode(claimSecret)}";

    /// <summary>Reads it back; false when it is anything else.</summary>
    public static bool TryParse(string text, out uint serial, [NotNullWhen(true)] out byte[]? claimSecret)
    {
        serial = 0;
        claimSecret = null;
        string[] parts = (text ?? string.Empty).Split('/');
        if (parts.Length != 3 || parts[0] + "/" != Prefix || parts[2].Length != SecretCharacters || parts[2].Any(c => !Alphabet.Contains(c)))
        {
            return false;
        }

        byte[] bytes = Decode(parts[2]);
        bool isOurs = uint.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out serial) && serial > 0 && Of(serial, bytes) == text;
        claimSecret = isOurs ? bytes : null;
        return isOurs;
    }

    /// <summary>A claim secret in base 32, without padding.</summary>
    internal static string Encode(ReadOnlySpan<byte> bytes)
    {
        StringBuilder text = new(SecretCharacters);
        for (int i = 0; i < SecretCharacters; i++)
        {
            int value = 0;
            for (int bit = i * BitsPerCharacter; bit < (i + 1) * BitsPerCharacter; bit++)
            {
                bool isSet = bit < bytes.Length * 8 && (bytes[bit / 8] & (0x80 >> (bit % 8))) != 0;
                value = (value << 1) | (isSet ? 1 : 0);
            }

            text.Append(Alphabet[value]);
        }

        return text.ToString();
    }

    private static byte[] Decode(string text)
    {
        byte[] bytes = new byte[IdentityImage.ClaimSecretLength];
        for (int bit = 0; bit < bytes.Length * 8; bit++)
        {
            int value = Alphabet.IndexOf(text[bit / BitsPerCharacter], StringComparison.Ordinal);
            if ((value & (0x10 >> (bit % BitsPerCharacter))) != 0)
            {
                bytes[bit / 8] |= (byte)(0x80 >> (bit % 8));
            }
        }

        return bytes;
    }
}
