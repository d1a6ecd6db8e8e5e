using BluezoneTag.Tag.Ports;

namespace BluezoneTag.Tag.Timekeeping;

/// <summary>
/// Reads the clocks for the run loop, the one that asks for the time. The chip is asked after each sleep only: while the
/// radio is on the processor runs by its own crystal, which is good for the second that lasts.
/// </summary>
public sealed class TimeSource
{
    private readonly IClock _clock;
    private readonly IClockChip _chip;

    /// <summary>Reads nothing yet.</summary>
    public TimeSource(TagPorts ports)
    {
        _clock = ports.Clock;
        _chip = ports.ClockChip;
    }

    /// <summary>Fills <paramref name="now"/> with this moment.</summary>
    public void Read(TagTime now, bool isRadioOn)
    {
        _clock.Read(now);
        now.IsChipFitted = _chip.IsFitted;
        now.IsChipRead = now.IsChipFitted && !isRadioOn;
        now.ChipMs = now.IsChipRead ? _chip.ReadMs() : -1;
    }
}
