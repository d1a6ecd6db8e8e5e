namespace BluezoneTag.Tag.Storage;

/// <summary>File names of log segments: "log-" + number as eight upper-case hex digits + ".seg" (docs/protocol.md 5.2).</summary>
public static class SegmentNames
{
    private const string Prefix = "log-";
    private const string Suffix = ".seg";
    private const int DigitCount = 8;

    /// <summary>The name of segment <paramref name="number"/>. Allocates.</summary>
    public static string NameOf(uint number)
    {
        return Prefix + number.ToString("X8") + Suffix;
    }

    /// <summary>False for any name that <see cref="NameOf"/> does not give.</summary>
    public static bool TryParse(string name, out uint number)
    {
        number = 0;
        if (name.Length != Prefix.Length + DigitCount + Suffix.Length
            || name.Substring(0, Prefix.Length) != Prefix
            || name.Substring(Prefix.Length + DigitCount) != Suffix)
        {
            return false;
        }

        for (int i = Prefix.Length; i < Prefix.Length + DigitCount; i++)
        {
            char digit = name[i];
            int value = digit >= '0' && digit <= '9' ? digit - '0' : digit >= 'A' && digit <= 'F' ? digit - 'A' + 10 : -1;
            if (value < 0)
            {
                return false;
            }

            number = (number << 4) | (uint)value;
        }

        return true;
    }
}
