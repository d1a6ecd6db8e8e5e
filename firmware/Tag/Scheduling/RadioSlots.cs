using BluezoneTag.Protocol.Identifiers;

namespace BluezoneTag.Tag.Scheduling;

/// <summary>
/// The UTC grid of radio slots (docs/schedule.md): radio slot k belongs to the instant k x 10 s. Slower modes use every
/// second, fourth or sixtieth k, so that a slow tag always meets a fast one.
/// </summary>
public static class RadioSlots
{
    /// <summary>Milliseconds from one radio slot to the next in the fastest mode, which lasts two minutes.</summary>
    public const int PeriodMs = 10000;

    /// <summary>Milliseconds between slots in company. Must stay away from 15, 30 and 60 s: phones.</summary>
    public const int CompanyPeriodMs = PeriodMs * (int)RadioMode.Company;

    /// <summary>Length of the advertising window.</summary>
    public const int AdvertisingMs = 600;

    /// <summary>Length of the advertising window beside a phone that is near: phones miss more.</summary>
    public const int PhoneAdvertisingMs = 1200;

    /// <summary>Length of the scanning window.</summary>
    public const int ScanningMs = 460;

    /// <summary>From the centre of the first window to the centre of the second, whichever comes first.</summary>
    public const int SecondCentreMs = 860;

    private const int ExtraEvery = 20;
    private const int FirstExtra = 2;
    private const int SecondExtra = 10;
    private const int ThirdExtra = 14;
    private const int FourthExtra = 18;

    // A slot that starts on a quarter hour would have its first window astride the change of ids. All tags move it by the
    // same half window and a little, so that it begins after the change even when the stack starts faster than expected.
    private const int QuarterHourShiftMs = (AdvertisingMs / 2) + 150;

    /// <summary>Number of the first radio slot of the mode whose first window's centre is not before <paramref name="utcMs"/>.</summary>
    public static int NextSlot(long utcMs, int everyNth)
    {
        return NextOf(utcMs, everyNth, 0);
    }

    /// <summary>
    /// The same for a tag without a motion sensor that is alone: beside every fourth slot also the second, tenth,
    /// fourteenth and eighteenth of each twenty, one every 22 s. Nothing tells it that somebody is coming, so it looks more often, and never in step with a phone.
    /// </summary>
    public static int NextWatchfulSlot(long utcMs)
    {
        int early = Earlier(NextOf(utcMs, ExtraEvery, FirstExtra), NextOf(utcMs, ExtraEvery, SecondExtra));
        int late = Earlier(NextOf(utcMs, ExtraEvery, ThirdExtra), NextOf(utcMs, ExtraEvery, FourthExtra));
        return Earlier(NextSlot(utcMs, (int)RadioMode.Alone), Earlier(early, late));
    }

    /// <summary>UTC milliseconds of the centre of the first window of radio slot <paramref name="slot"/>.</summary>
    public static long CentreOf(int slot)
    {
        long instant = (long)slot * PeriodMs;
        return instant % SlotTime.SlotMs == 0 ? instant + QuarterHourShiftMs : instant;
    }

    // The first slot of those that are shift more than a multiple of everyNth.
    private static int NextOf(long utcMs, int everyNth, int shift)
    {
        long period = (long)PeriodMs * everyNth;
        int next = ((int)((utcMs - ((long)shift * PeriodMs) + period - 1) / period) * everyNth) + shift;

        // The slot of a quarter hour, which lies later than its instant, may still be ahead although the instant has passed.
        return CentreOf(next - everyNth) >= utcMs ? next - everyNth : next;
    }

    private static int Earlier(int first, int second)
    {
        return first < second ? first : second;
    }
}
