namespace BluezoneTag.Tag.Indication;

/// <summary>
/// The rhythm of each signal: pairs of characters, a digit for what is on (1 red, 2 green, 4 vibration, added up) and a letter for
/// how many twentieths of a second (A for one, B for two). As text it stays in the program's flash; arrays would take 1 KB of heap.
/// The one place where docs/signals.md is put into numbers.
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

    private const int BeforeFirstLetter = 'A' - 1;

    /// <summary>The pattern of <paramref name="signal"/>; an even number of characters.</summary>
    public static string Of(Signal signal)
    {
        switch (signal)
        {
            case Signal.Alive:
                return "2A";
            case Signal.Started:
                return "2D0D6D";
            case Signal.NotProvisioned:
                return "1F2F1F2F1F2F";
            case Signal.NoTime:
                return "1C0E1C";
            case Signal.BatteryLow:
                return "1T";
            case Signal.BatteryFull:
                return "6D0D2D0D2D0D2D";
            case Signal.BatteryHalf:
                return "6J0J2J";
            case Signal.BatteryCharge:
                return "5B0B1B0B1B";
            case Signal.Saved:
                return "6P0H6P";
            case Signal.MetF0:
                return "5X0J5X0J5X";
            case Signal.MetF1:
                return "5E0E5E0J5X";
            case Signal.Acknowledged:
                return "6X0H2D0D2D";
            case Signal.SyncOpen:
                return "2A0B2A0B2A";
            case Signal.SyncLocked:
                return "1F0B1F0B6B";
            case Signal.ConsentAsked:
                return "5H2D5H2D";
            case Signal.Found:
                return "6B0A6B0A6B0A6B0A6B0A6B0A6B0A6B0A6B0A6B";
            case Signal.SettingsChanged:
                return "2H0C1C0C6L";
            default:
                return "";
        }
    }

    /// <summary>What is on in the step of <paramref name="pattern"/> that begins at <paramref name="position"/>: bits as above.</summary>
    public static int LightsAt(string pattern, int position)
    {
        return pattern[position] - '0';
    }

    /// <summary>How long that step takes, in units of <see cref="UnitMs"/>.</summary>
    public static int UnitsAt(string pattern, int position)
    {
        return pattern[position + 1] - BeforeFirstLetter;
    }
}
