namespace BluezoneTag.Tag.Ports;

/// <summary>
/// One moment in the tag's two time bases. A plain carrier that the run loop fills and hands down: behaviours are told
/// the time and never ask for it.
/// </summary>
public sealed class TagTime
{
    /// <summary>
    /// Milliseconds since boot. Never goes back, runs on through light sleep, is not moved by setting the clock, and does
    /// not wrap (a 32-bit count would after 49.7 days).
    /// </summary>
    public long UptimeMs;

    /// <summary>UTC milliseconds since 1970; meaningless while <see cref="IsUtcKnown"/> is false.</summary>
    public long UtcMs;

    /// <summary>False from power-up until the clock has been set.</summary>
    public bool IsUtcKnown;

    /// <summary>Whether the board has a clock chip.</summary>
    public bool IsChipFitted;

    /// <summary>Whether the clock chip was asked at this moment: with the radio on it is not.</summary>
    public bool IsChipRead;

    /// <summary>The clock chip's count at the same moment, UTC milliseconds; -1 when it gave none or was not asked.</summary>
    public long ChipMs = -1;

    /// <summary>How much faster uptime runs than true time while the tag sleeps, parts per million.</summary>
    public int SleepTimerPpm;

    /// <summary>The uptime at which UTC will be <paramref name="utcMs"/>, the sleep timer's error allowed for; now if it has passed.</summary>
    public long UptimeAt(long utcMs)
    {
        long aheadMs = utcMs - UtcMs;
        return aheadMs > 0 ? UptimeMs + aheadMs + (aheadMs * SleepTimerPpm / 1000000) : UptimeMs;
    }
}
