using BluezoneTag.Tag.Ports;

namespace BluezoneTag.Tag.Indication;

/// <summary>Plays one signal at a time on the lights and the motor, step by step as it is told the time.</summary>
public sealed class SignalPlayer
{
    private const long Never = long.MaxValue;

    private readonly IIndicator _indicator;
    private string _pattern = SignalPatterns.Of(Signal.None);
    private int _position;
    private long _nextStepMs = Never;

    /// <summary>Everything off.</summary>
    public SignalPlayer(IIndicator indicator)
    {
        _indicator = indicator;
    }

    /// <summary>The signal being played, or the last one.</summary>
    public Signal Current { get; private set; }

    /// <summary>No vibration but for what must be felt: being asked, and being looked for.</summary>
    public bool IsQuiet { get; set; }

    /// <summary>Whether a signal is being played.</summary>
    public bool IsPlaying
    {
        get { return _nextStepMs != Never; }
    }

    /// <summary>Starts <paramref name="signal"/> at <paramref name="uptimeMs"/>, breaking off what is played.</summary>
    public void Play(Signal signal, long uptimeMs)
    {
        Current = signal;
        _pattern = SignalPatterns.Of(signal);
        _position = 0;
        _nextStepMs = uptimeMs;
    }

    /// <summary>Does the steps that are due; returns the uptime of the next one, or <see cref="long.MaxValue"/>.</summary>
    public long Advance(long uptimeMs)
    {
        while (_nextStepMs <= uptimeMs)
        {
            if (_position >= _pattern.Length)
            {
                _indicator.Set(false, false, false);
                _nextStepMs = Never;
                break;
            }

            int lights = SignalPatterns.LightsAt(_pattern, _position);
            _indicator.Set(
                (lights & SignalPatterns.Red) != 0, (lights & SignalPatterns.Green) != 0, (lights & SignalPatterns.Vibration) != 0 && MayVibrate());
            _nextStepMs = uptimeMs + (SignalPatterns.UnitsAt(_pattern, _position) * SignalPatterns.UnitMs);
            _position += 2;
        }

        return _nextStepMs;
    }

    private bool MayVibrate()
    {
        return !IsQuiet || Current == Signal.ConsentAsked || Current == Signal.Found;
    }
}
