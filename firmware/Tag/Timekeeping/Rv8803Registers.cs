namespace BluezoneTag.Tag.Timekeeping;

/// <summary>
/// The registers of the clock chip Micro Crystal RV-8803-C7, I2C address 0x32 (application manual, chapter "Register
/// overview"): eight of time from 0x10 on, packed decimal, and the flags. Bytes in, milliseconds out; the adapter carries them.
/// </summary>
public static class Rv8803Registers
{
    /// <summary>I2C address.</summary>
    public const int Address = 0x32;

    /// <summary>First of the time registers: hundredths, seconds, minutes, hours, weekday, date, month, year.</summary>
    public const byte TimeRegister = 0x10;

    /// <summary>Bytes of time.</summary>
    public const int TimeLength = 8;

    /// <summary>Extension register: what the chip does besides counting.</summary>
    public const byte ExtensionRegister = 0x0D;

    /// <summary>
    /// The extension register of the tag: 1,024 Hz on the output while CLKOE is high (FD, bits 3 and 2, is 01), no timer, no update
    /// interrupt, no test. Without it the output runs at 32,768 Hz (docs/decisions/0020-wake-by-clock-edges.md).
    /// </summary>
    public const byte Output1024Hz = 0x04;

    /// <summary>Flag register.</summary>
    public const byte FlagRegister = 0x0E;

    /// <summary>In the flag register: the supply was too low to keep the time (V2F).</summary>
    public const byte TimeLostFlag = 0x02;

    /// <summary>Control register.</summary>
    public const byte ControlRegister = 0x0F;

    /// <summary>In the control register: hold the count below one second at zero (RESET).</summary>
    public const byte HoldBit = 0x01;

    private const int FirstYear = 2000;
    private const long FirstYearUtcMs = 946684800000;
    private const int SecondMs = 1000;
    private const int HundredthMs = 10;
    private const long DayMs = 86400000;

    // Days before each month of a year that is not a leap year.
    private static readonly ushort[] DaysBefore = { 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334 };

    /// <summary>
    /// Whether a reading may straddle a change of the second: the chip does not stop while it is read, so the hundredths and
    /// the seconds can belong to two of them. Read again then.
    /// </summary>
    public static bool IsAtTurn(byte[] time)
    {
        int hundredths = FromDecimal(time[0]);
        return hundredths < 1 || hundredths >= 99;
    }

    /// <summary>UTC milliseconds since 1970 of eight time registers; -1 when they hold no time (years 2000 to 2099).</summary>
    public static long ToUtcMs(byte[] time)
    {
        int hundredths = FromDecimal(time[0]);
        int seconds = FromDecimal((byte)(time[1] & 0x7F));
        int minutes = FromDecimal((byte)(time[2] & 0x7F));
        int hours = FromDecimal((byte)(time[3] & 0x3F));
        int date = FromDecimal((byte)(time[5] & 0x3F));
        int month = FromDecimal((byte)(time[6] & 0x1F));
        int year = FromDecimal(time[7]);
        if (hundredths < 0 || seconds < 0 || seconds > 59 || minutes < 0 || minutes > 59 || hours < 0 || hours > 23
            || month < 1 || month > 12 || year < 0 || date < 1 || date > DaysIn(month, year))
        {
            return -1;
        }

        long days = (year * 365) + ((year + 3) / 4) + DaysBefore[month - 1] + (month > 2 && IsLeap(year) ? 1 : 0) + date - 1;
        return FirstYearUtcMs + (days * DayMs) + (((((hours * 60) + minutes) * 60) + seconds) * (long)SecondMs) + (hundredths * HundredthMs);
    }

    /// <summary>Fills the eight time registers with the full second of <paramref name="utcMs"/>, which must lie in 2000 to 2099.</summary>
    public static void FromUtcMs(long utcMs, byte[] time)
    {
        long seconds = (utcMs - FirstYearUtcMs) / SecondMs;
        int days = (int)(seconds / (DayMs / SecondMs));
        int second = (int)(seconds % (DayMs / SecondMs));
        int year = 0;
        int weekday = (days + 6) % 7;
        while (days >= (IsLeap(year) ? 366 : 365))
        {
            days -= IsLeap(year) ? 366 : 365;
            year++;
        }

        int month = 1;
        while (days >= DaysIn(month, year))
        {
            days -= DaysIn(month, year);
            month++;
        }

        time[0] = 0;
        time[1] = ToDecimal(second % 60);
        time[2] = ToDecimal(second / 60 % 60);
        time[3] = ToDecimal(second / 3600);
        time[4] = (byte)(1 << weekday);
        time[5] = ToDecimal(days + 1);
        time[6] = ToDecimal(month);
        time[7] = ToDecimal(year);
    }

    private static bool IsLeap(int yearOfCentury)
    {
        return (FirstYear + yearOfCentury) % 4 == 0;
    }

    private static int DaysIn(int month, int yearOfCentury)
    {
        int end = month == 12 ? 365 : DaysBefore[month];
        return end - DaysBefore[month - 1] + (month == 2 && IsLeap(yearOfCentury) ? 1 : 0);
    }

    private static int FromDecimal(byte value)
    {
        int tens = value >> 4;
        int ones = value & 15;
        return tens > 9 || ones > 9 ? -1 : (tens * 10) + ones;
    }

    private static byte ToDecimal(int value)
    {
        return (byte)(((value / 10) << 4) | (value % 10));
    }
}
