namespace BluezoneTag.Tag.Ports;

/// <summary>
/// A clock chip with its own crystal and supply: it counts on through sleep, restart and an empty cell. Two ppm instead of
/// the platform's thousands; without it tags stop meeting within hours of a sync (docs/schedule.md).
/// </summary>
public interface IClockChip
{
    /// <summary>False on boards without one: the platform's clock is then all there is.</summary>
    bool IsFitted { get; }

    /// <summary>
    /// The chip's count as UTC milliseconds since 1970, in steps of at most 10 ms; -1 when it does not answer, has stopped,
    /// or has lost its supply since it was set. About a millisecond.
    /// </summary>
    long ReadMs();

    /// <summary>Sets the chip. May block up to a second: it can only be set on a full second. False when it does not answer.</summary>
    bool SetMs(long utcMs);
}
