namespace BluezoneTag.Tag.Power;

/// <summary>
/// What one board and firmware image draw, in microamperes at the cell and milliseconds. Start values of the budget: the
/// cost of a slot is learned from the windows as they were. Source: docs/simulation.md 5.
/// </summary>
public sealed class ChargeProfile
{
    /// <summary>Capacity assumed when nobody says another, in milliampere-hours.</summary>
    public const int DefaultCapacityMilliampHours = 1000;

    /// <summary>Light sleep of the whole board.</summary>
    public int SleepMicroamps;

    /// <summary>Awake with the radio off.</summary>
    public int AwakeMicroamps;

    /// <summary>While the Bluetooth stack starts, as advertiser.</summary>
    public int AdvertisingStartMicroamps;

    /// <summary>While the Bluetooth stack starts, as scanner.</summary>
    public int ScanningStartMicroamps;

    /// <summary>While advertising.</summary>
    public int AdvertisingMicroamps;

    /// <summary>While scanning.</summary>
    public int ScanningMicroamps;

    /// <summary>Stack start assumed for a slot that was never measured.</summary>
    public int StartMs;

    /// <summary>Stopping the stack after advertising, awake.</summary>
    public int AdvertisingStopMs;

    /// <summary>Stopping the stack after a scan, reports taken over, awake.</summary>
    public int ScanningStopMs;

    /// <summary>From restart to the first line of the program, at the current of a stack start.</summary>
    public int BootMs;

    /// <summary>One writing operation on a small file, awake.</summary>
    public int FlashWriteMs;

    /// <summary>Wake-up, a look at the inputs, and back to sleep, awake.</summary>
    public int WakeMs;

    /// <summary>The reference board with the published firmware image (simulator profile <c>c3-published</c>).</summary>
    public static ChargeProfile ReferenceBoard()
    {
        ChargeProfile profile = new ChargeProfile();
        profile.SleepMicroamps = 142;
        profile.AwakeMicroamps = 27000;
        profile.AdvertisingStartMicroamps = 40000;
        profile.ScanningStartMicroamps = 40000;
        profile.AdvertisingMicroamps = 77000;
        profile.ScanningMicroamps = 86000;
        profile.StartMs = 250;
        profile.AdvertisingStopMs = 80;
        profile.ScanningStopMs = 120;
        profile.BootMs = 1500;
        profile.FlashWriteMs = 60;
        profile.WakeMs = 8;
        return profile;
    }

    /// <summary>Microcoulombs of one radio slot with windows of the given lengths: two starts, two windows, two stops.</summary>
    public long SlotMicrocoulombs(int advertisingMs, int scanningMs)
    {
        long starts = (AdvertisingStartMicroamps + ScanningStartMicroamps) * (long)StartMs;
        long windows = (AdvertisingMicroamps * (long)advertisingMs) + (ScanningMicroamps * (long)scanningMs);
        long stops = AwakeMicroamps * (long)(AdvertisingStopMs + ScanningStopMs);
        return (starts + windows + stops) / 1000;
    }

    /// <summary>Mean current between the slots: asleep, with a wake-up each 5 s, more than the tag needs.</summary>
    public int IdleMicroamps()
    {
        return SleepMicroamps + (AwakeMicroamps * WakeMs / 5000);
    }
}
