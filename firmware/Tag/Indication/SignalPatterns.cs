namespace BluezoneTag.Tag.Indication;

/// <summary>
/// The rhythm of each signal: pairs of bytes, what is on (bit 0 red, bit 1 green, bit 2 vibration) and for how many
/// twentieths of a second. The one place where docs/signals.md is put into numbers.
/// </summary>
public static class SignalPatterns
{
    /// <summary>Bit of the red light.</summary>
    public const int Red = 1;

    /// <summary>Bit of the green light.</summary>
    public const int Green = 2;

    /// <summary>Bit of the motor.</summary>
    public const int Vibration = 4;

    /// <summary>Milliseconds of one unit of duration.</summary>
    public const int UnitMs = 50;

    private static readonly byte[][] Patterns =
    {
        new byte[0],
        new byte[] { 2, 1 },
        new byte[] { 2, 4, 0, 4, 6, 4 },
        new byte[] { 1, 6, 2, 6, 1, 6, 2, 6, 1, 6, 2, 6 },
        new byte[] { 1, 3, 0, 5, 1, 3 },
        new byte[] { 1, 20 },
        new byte[] { 6, 4, 0, 4, 2, 4, 0, 4, 2, 4, 0, 4, 2, 4 },
        new byte[] { 6, 10, 0, 10, 2, 10 },
        new byte[] { 5, 2, 0, 2, 1, 2, 0, 2, 1, 2 },
        new byte[] { 6, 16, 0, 8, 6, 16 },
        new byte[] { 5, 24, 0, 10, 5, 24, 0, 10, 5, 24 },
        new byte[] { 5, 5, 0, 5, 5, 5, 0, 10, 5, 24 },
        new byte[] { 6, 24, 0, 8, 2, 4, 0, 4, 2, 4 },
        new byte[] { 2, 1, 0, 2, 2, 1, 0, 2, 2, 1 },
        new byte[] { 1, 6, 0, 2, 1, 6, 0, 2, 6, 2 },
        new byte[] { 5, 8, 2, 4, 5, 8, 2, 4 },
        new byte[] { 6, 2, 0, 1, 6, 2, 0, 1, 6, 2, 0, 1, 6, 2, 0, 1, 6, 2, 0, 1, 6, 2, 0, 1, 6, 2, 0, 1, 6, 2, 0, 1, 6, 2, 0, 1, 6, 2 },
        new byte[] { 2, 8, 0, 3, 1, 3, 0, 3, 6, 12 },
    };

    /// <summary>The pattern of <paramref name="signal"/>; shared, not to be changed.</summary>
    public static byte[] Of(Signal signal)
    {
        return Patterns[(int)signal];
    }
}
