namespace BluezoneTag.Simulator.Usb;

/// <summary>
/// What DTR and RTS do to a chip. On a UART board two transistors make RTS alone pull the reset down and DTR alone the boot pin; both or
/// neither do nothing. The chip's own USB remembers the boot choice when DTR alone comes, forgets it when both go, and resets on RTS alone.
/// </summary>
public sealed class ResetLines
{
    // A board's reset rises slowly: the boot pin may follow this much later and still count.
    // Longer than on a real board, for hosts that need a network round trip per line.
    private const long SettleUs = 300_000;

    private readonly bool _isUsbJtag;
    private bool _isDownloadChosen;
    private bool _isHeld;
    private long _releasedUs = -1;

    /// <summary>Lines at rest.</summary>
    public ResetLines(bool isUsbJtag)
    {
        _isUsbJtag = isUsbJtag;
    }

    /// <summary>Whether the chip is held in reset or just leaving it: deaf and dumb.</summary>
    public bool IsHeld => _isHeld || _releasedUs >= 0;

    /// <summary>Sets both lines; true with the chosen mode when the chip leaves reset by it.</summary>
    public bool Set(bool dtr, bool rts, long nowUs, out bool isDownload)
    {
        bool isReset = rts && !dtr;
        bool isBoot = dtr && !rts;
        isDownload = _isUsbJtag ? UsbChoice(isBoot, !dtr && !rts) : isBoot;
        if (isReset)
        {
            _releasedUs = -1;
            bool wasHeld = _isHeld;
            _isHeld = true;

            // USB: the reset is a pulse, the port itself lives on.
            if (_isUsbJtag)
            {
                _isHeld = false;
                return !wasHeld;
            }

            return false;
        }

        if (_isHeld)
        {
            _isHeld = false;
            _releasedUs = nowUs;
        }

        if (_releasedUs >= 0 && isBoot)
        {
            _releasedUs = -1;
            return true;
        }

        return false;
    }

    /// <summary>True when the reset has settled without the boot pin: the chip starts from flash.</summary>
    public bool HasSettled(long nowUs)
    {
        if (_releasedUs < 0 || nowUs - _releasedUs < SettleUs)
        {
            return false;
        }

        _releasedUs = -1;
        return true;
    }

    private bool UsbChoice(bool isSet, bool isCleared)
    {
        _isDownloadChosen = isSet || (_isDownloadChosen && !isCleared);
        return _isDownloadChosen;
    }
}
