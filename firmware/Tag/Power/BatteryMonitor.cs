using BluezoneTag.Tag.Ports;

namespace BluezoneTag.Tag.Power;

/// <summary>
/// Reads the cell now and then and decides whether the radio may run. Two low readings in a row switch it off, because
/// one may fall into a burst of the radio; a clearly higher voltage switches it on again.
/// </summary>
public sealed class BatteryMonitor
{
    /// <summary>Below this the 3.3 V supply would sag during a radio burst (hardware study: brown-out on bursts).</summary>
    public const int LowMillivolts = 3400;

    /// <summary>At or above this the radio runs again.</summary>
    public const int RecoveredMillivolts = 3550;

    /// <summary>Shown as "half full" from here.</summary>
    public const int HalfMillivolts = 3700;

    /// <summary>Shown as "full" from here.</summary>
    public const int FullMillivolts = 3900;

    /// <summary>Milliseconds between two readings.</summary>
    public const int PeriodMs = 300000;

    /// <summary>Milliseconds to the second reading after a low one, and between readings of an empty cell.</summary>
    public const int RecheckMs = 20000;

    private readonly IBattery _battery;
    private long _nextReadingMs;
    private bool _wasLow;

    /// <summary>Reads nothing before the first <see cref="Advance"/>.</summary>
    public BatteryMonitor(IBattery battery)
    {
        _battery = battery;
    }

    /// <summary>The last reading in millivolts; 0 before the first, or when the board cannot measure.</summary>
    public int Millivolts { get; private set; }

    /// <summary>Whether the cell is too empty for the radio.</summary>
    public bool IsLow { get; private set; }

    /// <summary>Reads the cell if it is time. True when <see cref="IsLow"/> has just changed.</summary>
    public bool Advance(long uptimeMs)
    {
        if (uptimeMs < _nextReadingMs)
        {
            return false;
        }

        Millivolts = _battery.ReadMillivolts();

        // A board that cannot measure must not stop for it.
        bool isLow = Millivolts > 0 && Millivolts < (IsLow ? RecoveredMillivolts : LowMillivolts);
        bool wasLow = _wasLow;
        _wasLow = isLow;
        _nextReadingMs = uptimeMs + (isLow ? RecheckMs : PeriodMs);
        bool next = isLow && (wasLow || IsLow);
        if (next == IsLow)
        {
            return false;
        }

        IsLow = next;
        return true;
    }
}
