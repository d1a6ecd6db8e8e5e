using System;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Tag.Ports;

namespace BluezoneTag.Simulator.Platform;

/// <summary>
/// The clock chip: its own crystal with a constant error and one that wanders with the temperature of the half day, read in
/// steps of 10 ms, running through restart and an empty cell. Knobs make it missing, stopped, or jump.
/// </summary>
public sealed class SimulatedClockChip : IClockChip
{
    private const int StepMs = 10;
    private const double WanderBlockMs = 12 * 3_600_000.0;

    private readonly EventLoop _loop;
    private readonly double _ratePpm;
    private readonly double _wanderPpm;
    private readonly ulong _seed;
    private double _countMs;
    private double _trueMs;
    private double _agedMs;
    private bool _isSet;

    /// <summary>A chip that was never set. <paramref name="ratePpm"/>: positive runs fast; <paramref name="wanderPpm"/>: deviation of the wandering part.</summary>
    public SimulatedClockChip(EventLoop loop, bool isFitted, double ratePpm, double wanderPpm, ulong seed)
    {
        _loop = loop;
        IsFitted = isFitted;
        _ratePpm = ratePpm;
        _wanderPpm = wanderPpm;
        _seed = seed;
    }

    /// <inheritdoc/>
    public bool IsFitted { get; }

    /// <summary>It does not answer.</summary>
    public bool IsMissing { get; set; }

    /// <summary>It answers, but does not count.</summary>
    public bool IsStopped { get; set; }

    /// <summary>It loses its supply and with it the time.</summary>
    public void LosePower() => _isSet = false;

    /// <summary>The count jumps.</summary>
    public void Jump(double milliseconds) => _countMs += milliseconds;

    /// <summary>Time passes while the tag is off, or before the run.</summary>
    public void Age(double trueMs)
    {
        Count();
        _agedMs += trueMs;
        Count();
    }

    /// <inheritdoc/>
    public long ReadMs()
    {
        Count();
        return IsFitted && _isSet && !IsMissing ? (long)Math.Floor(_countMs / StepMs) * StepMs : -1;
    }

    /// <inheritdoc/>
    public bool SetMs(long utcMs)
    {
        Count();
        if (!IsFitted || IsMissing)
        {
            return false;
        }

        _countMs = utcMs;
        _isSet = true;
        return true;
    }

    // Adds up what has passed since the last look, half day by half day.
    private void Count()
    {
        double untilMs = (_loop.NowUs / 1000.0) + _agedMs;
        while (_trueMs < untilMs)
        {
            double block = Math.Floor(_trueMs / WanderBlockMs);
            double nextMs = Math.Min(untilMs, (block + 1) * WanderBlockMs);
            double ppm = _ratePpm + (_wanderPpm * Noise.Normal(_seed, (long)block, 41));
            _countMs += IsStopped ? 0 : (nextMs - _trueMs) * (1 + (ppm / 1e6));
            _trueMs = nextMs;
        }
    }
}
