using System;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Tag.Ports;

namespace BluezoneTag.Simulator.Platform;

/// <summary>
/// The platform's clock: the main crystal while awake, the sleep timer's oscillator while asleep. A sleep that should last
/// until some uptime ends when this clock says so, early or late by the oscillator's error. UTC is uptime and a number; it
/// survives a restart and not a loss of power.
/// </summary>
public sealed class SimulatedClock : IClock
{
    private const double AwakePpm = 10;
    private const double HourMs = 3_600_000;

    private readonly EventLoop _loop;
    private readonly double _awakeRate;
    private readonly double _sleepPpm;
    private readonly double _wanderPpm;
    private readonly ulong _seed;
    private double _anchorLocalMs;
    private long _anchorUs;
    private double _rate;
    private double _bootLocalMs;
    private double _utcOffsetMs;
    private bool _isUtcKnown;
    private long _sleeps;
    private long _ages;

    /// <summary>
    /// A clock that is unset. <paramref name="sleepPpm"/>: error of the sleep timer, positive runs fast;
    /// <paramref name="wanderPpm"/>: deviation of the part of it that each hour draws anew.
    /// </summary>
    public SimulatedClock(EventLoop loop, double sleepPpm, ulong seed, double wanderPpm = 0)
    {
        _wanderPpm = wanderPpm;
        _loop = loop;
        _sleepPpm = sleepPpm;
        _seed = seed;
        _awakeRate = 1 + (sleepPpm == 0 ? 0 : AwakePpm * Noise.Normal(seed, 31) / 1e6);
        _rate = _awakeRate;
    }

    /// <summary>Starts the uptime again, as a restart does.</summary>
    public void Boot() => _bootLocalMs = LocalMs(_loop.NowUs);

    /// <summary>Forgets UTC, as a flat cell does.</summary>
    public void LosePower() => _isUtcKnown = false;

    /// <summary>Time passes while the tag is off, or before the run: UTC went on by itself with the sleep timer's error.</summary>
    public void Age(double trueMs)
    {
        double wanderedHours = Math.Sqrt(trueMs / HourMs) * Noise.Normal(_seed, ++_ages, 9);
        _utcOffsetMs += (trueMs * (1 + (_sleepPpm / 1e6))) + (wanderedHours * HourMs * _wanderPpm / 1e6);
    }

    /// <summary>The sleep begins at <paramref name="fromUs"/>; returns when it ends if it is to last until <paramref name="uptimeMs"/>.</summary>
    public long Sleep(long fromUs, long uptimeMs)
    {
        MoveAnchor(fromUs);
        double ppm = _sleepPpm + (_wanderPpm * Noise.Normal(_seed, (long)(_anchorLocalMs / HourMs), 10));
        _rate = 1 + (ppm * (1 + (0.2 * Noise.Normal(_seed, ++_sleeps, 8))) / 1e6);
        return RunTimeUs(uptimeMs);
    }

    /// <summary>The sleep, if there was one, is over.</summary>
    public void Wake()
    {
        MoveAnchor(_loop.NowUs);
        _rate = _awakeRate;
    }

    /// <inheritdoc/>
    public void Read(TagTime time)
    {
        double localMs = LocalMs(_loop.NowUs);
        time.UptimeMs = (long)(localMs - _bootLocalMs);
        time.UtcMs = (long)Math.Floor(localMs + _utcOffsetMs);
        time.IsUtcKnown = _isUtcKnown;
    }

    /// <inheritdoc/>
    public void SetUtc(long utcMs)
    {
        _utcOffsetMs = utcMs - LocalMs(_loop.NowUs);
        _isUtcKnown = true;
    }

    /// <summary>Uptime in milliseconds as the firmware sees it at run time <paramref name="us"/>, not before the last sleep.</summary>
    public long UptimeMs(long us) => (long)(LocalMs(us) - _bootLocalMs);

    /// <summary>Run time in microseconds at which the firmware's uptime is <paramref name="uptimeMs"/>, rounded up.</summary>
    public long RunTimeUs(long uptimeMs)
    {
        double aheadMs = _bootLocalMs + uptimeMs - _anchorLocalMs;
        return _anchorUs + (long)Math.Ceiling((aheadMs / _rate * 1000) + 0.5);
    }

    private double LocalMs(long us) => _anchorLocalMs + ((us - _anchorUs) / 1000.0 * _rate);

    private void MoveAnchor(long us)
    {
        _anchorLocalMs = LocalMs(us);
        _anchorUs = us;
    }
}
