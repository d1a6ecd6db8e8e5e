using System;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Tag.Ports;

namespace BluezoneTag.Simulator.Platform;

/// <summary>
/// A tag's clock with a rate error and an offset. UTC survives a restart; uptime starts again. The rate error makes both
/// run fast or slow against true time.
/// </summary>
public sealed class SimulatedClock : IClock
{
    private readonly EventLoop _loop;
    private readonly long _startUtcMs;
    private readonly double _rate;
    private readonly double _syncErrorMs;
    private double _offsetMs;
    private bool _isUtcKnown;
    private long _bootUs;

    /// <summary>
    /// A clock that is unset. <paramref name="startUtcMs"/>: true UTC at the start of the run; <paramref name="ratePpm"/>:
    /// positive runs fast; <paramref name="syncErrorMs"/>: error that <see cref="SetAsSyncedBefore"/> leaves.
    /// </summary>
    public SimulatedClock(EventLoop loop, long startUtcMs, double ratePpm, double syncErrorMs)
    {
        _loop = loop;
        _startUtcMs = startUtcMs;
        _rate = 1 + (ratePpm / 1e6);
        _syncErrorMs = syncErrorMs;
    }

    /// <summary>The tag's UTC less true UTC at this moment, milliseconds; meaningless while unset.</summary>
    public double ErrorMs => LocalMs(_loop.NowUs) + _offsetMs - TrueUtcMs(_loop.NowUs);

    /// <summary>True UTC in milliseconds.</summary>
    public double TrueUtcMs(long us) => _startUtcMs + (us / 1000.0);

    /// <summary>Starts the uptime again, as a restart does.</summary>
    public void Boot() => _bootUs = _loop.NowUs;

    /// <summary>Forgets UTC, as a flat cell does.</summary>
    public void LosePower() => _isUtcKnown = false;

    /// <summary>As if the clock had been set <paramref name="ageMs"/> ago: it is off by what it drifted since.</summary>
    public void SetAsSyncedBefore(double ageMs)
    {
        _offsetMs = TrueUtcMs(_loop.NowUs) - LocalMs(_loop.NowUs) + _syncErrorMs + (ageMs * (_rate - 1));
        _isUtcKnown = true;
    }

    /// <inheritdoc/>
    public void Read(TagTime time)
    {
        time.UptimeMs = UptimeMs(_loop.NowUs);
        time.UtcMs = (long)Math.Floor(LocalMs(_loop.NowUs) + _offsetMs);
        time.IsUtcKnown = _isUtcKnown;
    }

    /// <inheritdoc/>
    public void SetUtc(long utcMs)
    {
        _offsetMs = utcMs - LocalMs(_loop.NowUs);
        _isUtcKnown = true;
    }

    /// <summary>Uptime in milliseconds as the firmware sees it at run time <paramref name="us"/>.</summary>
    public long UptimeMs(long us) => (long)((us - _bootUs) / 1000.0 * _rate);

    /// <summary>Run time in microseconds at which the firmware's uptime is <paramref name="uptimeMs"/>, rounded up.</summary>
    public long RunTimeUs(long uptimeMs) => _bootUs + (long)Math.Ceiling((uptimeMs / _rate * 1000.0) + 0.5);

    private double LocalMs(long us) => _startUtcMs + (us / 1000.0 * _rate);
}
