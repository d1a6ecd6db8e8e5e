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
}
