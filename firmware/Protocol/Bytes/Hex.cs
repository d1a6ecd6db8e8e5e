namespace BluezoneTag.Protocol.Bytes;

/// <summary>
/// Bytes as hexadecimal digits. Upper case going out, as the phone app's Android half writes and compares
/// (docs/protocol.md 2.4); both cases coming in. Never used on a key inside the firmware.
/// </summary>
public static class Hex
{
    /// <summary>Two digits a byte, upper case. Allocates: for tools and the serial console, not for steady state.</summary>
    public static string Encode(byte[] buffer, int offset, int count)
    {
        char[] digits = new char[count * 2];
        for (int i = 0; i < count; i++)
        {
            digits[2 * i] = Digit(buffer[offset + i] >> 4);
            digits[(2 * i) + 1] = Digit(buffer[offset + i] & 15);
        }

        return new string(digits);
    }

    /// <summary>
    /// Reads exactly <paramref name="count"/> bytes from <paramref name="text"/>. False, with
    /// <paramref name="buffer"/> untouched, when the text has another length or a character that is no digit.
    /// </summary>
    public static bool TryDecode(string text, byte[] buffer, int offset, int count)
    {
        if (text == null || text.Length != count * 2)
        {
            return false;
        }

        for (int i = 0; i < text.Length; i++)
        {
            if (Value(text[i]) < 0)
            {
                return false;
            }
        }

        for (int i = 0; i < count; i++)
        {
            buffer[offset + i] = (byte)((Value(text[2 * i]) << 4) | Value(text[(2 * i) + 1]));
        }

        return true;
    }

    private static char Digit(int value)
    {
        return (char)(value < 10 ? '0' + value : 'A' + value - 10);
    }

    private static int Value(char digit)
    {
        if (digit >= '0' && digit <= '9')
        {
            return digit - '0';
        }

        if (digit >= 'a' && digit <= 'f')
        {
            return digit - 'a' + 10;
        }

        return digit >= 'A' && digit <= 'F' ? digit - 'A' + 10 : -1;
    }
}
