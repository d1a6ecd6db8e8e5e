using System;
using System.Collections.Generic;
using BluezoneTag.Simulator.Air;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.Platform;

namespace BluezoneTag.Simulator.Benches.Schedule;

/// <summary>
/// Follows a <see cref="Baseline"/> on the air. Kinder than the platform: every report is taken, none waits. Scans longer than
/// a second are worked out second by second.
/// </summary>
public sealed class BaselineDevice : IActor, IDisposable
{
    private const double SliceSeconds = 1;
    private const long DwellUs = 30_000;
    private const double SecondUs = 1e6;

    private readonly RadioMedium _medium;
    private readonly Transmitter _transmitter;
    private readonly PlatformProfile _platform;
    private readonly Action<Reception> _onReception;
    private readonly IEnumerator<BaselinePhase> _phases;
    private readonly List<Reception> _receptions = new();
    private readonly byte[] _data = [2, 1, 6];
    private BaselinePhase _phase;
    private double _secondsLeft;
    private long _sliceFromUs;
    private bool _isStarted;
    private bool _isOnAir;

    /// <summary>A device that is off.</summary>
    public BaselineDevice(RadioMedium medium, Transmitter transmitter, Baseline baseline, PlatformProfile platform, ulong seed, Action<Reception> onReception)
    {
        _medium = medium;
        _transmitter = transmitter;
        _platform = platform;
        _onReception = onReception;
        _phases = baseline.Phases(seed).GetEnumerator();
    }

    /// <summary>Number of the device in the medium.</summary>
    public int Node => _transmitter.Node;

    /// <inheritdoc/>
    public long Act(long nowUs)
    {
        if (_isStarted && _phase.IsScanning && nowUs > _sliceFromUs)
        {
            Listen(_sliceFromUs, nowUs);
        }

        return _secondsLeft > 0 ? NextSlice(nowUs) : NextPhase(nowUs);
    }

    /// <inheritdoc/>
    public void Dispose() => _phases.Dispose();

    // While the stack starts and stops the radio is deaf and silent.
    private long NextPhase(long nowUs)
    {
        double stopMs = !_isStarted || !_phase.StartsStack ? 0 : _phase.IsScanning ? _platform.ScanningStopMs : _platform.AdvertisingStopMs;
        _phases.MoveNext();
        _phase = _phases.Current;
        _isStarted = true;
        long onAirUs = nowUs + (long)((stopMs + (_phase.StartsStack ? _platform.StackStartMs : 0)) * 1000);
        SetOnAir(_phase.IsAdvertising, nowUs, onAirUs);
        _secondsLeft = _phase.Seconds;
        return NextSlice(onAirUs);
    }

    private long NextSlice(long fromUs)
    {
        double seconds = _phase.IsScanning ? Math.Min(SliceSeconds, _secondsLeft) : _secondsLeft;
        _secondsLeft -= seconds;
        _sliceFromUs = fromUs;
        return fromUs + (long)(seconds * SecondUs);
    }

    private void SetOnAir(bool isOnAir, long nowUs, long onAirUs)
    {
        if (_isOnAir && (!isOnAir || _phase.StartsStack))
        {
            _transmitter.End(nowUs);
            _isOnAir = false;
        }

        if (isOnAir && !_isOnAir)
        {
            _isOnAir = true;
            _transmitter.Begin(onAirUs, (ulong)_transmitter.Node + 1, _data, _data.Length);
        }
    }

    private void Listen(long fromUs, long toUs)
    {
        _receptions.Clear();
        _medium.Receive(_transmitter.Node, fromUs, toUs, DwellUs, true, _receptions);
        foreach (Reception reception in _receptions)
        {
            _onReception(reception);
        }
    }
}
