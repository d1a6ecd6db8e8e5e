namespace BluezoneTag.Tag.Indication;

/// <summary>Tells short from long presses out of samples of the button, ignoring bounces.</summary>
public sealed class ButtonDecoder
{
    /// <summary>Held at least this long is a long press.</summary>
    public const int LongPressMs = 2000;

    /// <summary>How often to look while the button is down.</summary>
    public const int SampleMs = 50;

    private long _pressedAtMs;
    private bool _isReported;

    /// <summary>Whether the button was down at the last sample: look again in <see cref="SampleMs"/>.</summary>
    public bool IsDown { get; private set; }

    /// <summary>Takes one sample. A press shorter than the distance of two samples counts: the port remembers it.</summary>
    public ButtonPress Advance(bool isPressed, long uptimeMs)
    {
        if (isPressed && !IsDown)
        {
            IsDown = true;
            _isReported = false;
            _pressedAtMs = uptimeMs;
            return ButtonPress.None;
        }

        bool isLong = uptimeMs - _pressedAtMs >= LongPressMs;
        if (isPressed)
        {
            return isLong ? ReportOnce(ButtonPress.LongPress) : ButtonPress.None;
        }

        if (!IsDown)
        {
            return ButtonPress.None;
        }

        // Let go: samples may be far apart, so how long it was held is not known better than that.
        IsDown = false;
        return ReportOnce(isLong ? ButtonPress.LongPress : ButtonPress.ShortPress);
    }

    private ButtonPress ReportOnce(ButtonPress press)
    {
        if (_isReported)
        {
            return ButtonPress.None;
        }

        _isReported = true;
        return press;
    }
}
