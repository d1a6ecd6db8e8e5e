namespace BluezoneTag.Flasher.Jobs;

/// <summary>How the application was started after the job.</summary>
public enum StartKind
{
    /// <summary>By the modem lines.</summary>
    PinReset,

    /// <summary>By the chip's own watchdog: the link has no modem lines.</summary>
    WatchdogReset,

    /// <summary>Not at all: the tag must be unplugged and plugged in, or switched off and on.</summary>
    NeedsPowerCycle,
}
