using BluezoneTag.Protocol.Sync;
using BluezoneTag.Tag.Exposure;
using BluezoneTag.Tag.Indication;
using BluezoneTag.Tag.Ports;

namespace BluezoneTag.Tag.Sync;

/// <summary>
/// The minute after a press in which the tag is connectable (docs/protocol.md 8.8): opens and closes the service, and lets the
/// session work meanwhile. Told the time; the radio's other work rests while it is open. What a session needs, some five kilobytes, is
/// allocated when the window opens and given up when it closes: it is open for a minute or two a day, and the heap is short.
/// </summary>
public sealed class SyncWindow
{
    /// <summary>
    /// After so long without a frame the tag uses the time for something of its own (docs/protocol.md 8.6). Longer than a client that has more to
    /// say ever pauses.
    /// </summary>
    public const int QuietMs = 500;

    // How often to look for frames. The platform's event thread has answered the write by then.
    private const int PollMs = 20;
    private const int FramesPerTurn = 8;
    private const int SignalPeriodMs = 3000;
    private const int LastWordMs = 400;
    private const int EmptyMillivolts = 3300;
    private const int MillivoltsPerPercent = 8;

    private const int FirstProofLockSeconds = 60;
    private const int MaxProofLockSeconds = 3600;
    private const int FirstCodeLockSeconds = 600;
    private const int MaxCodeLockSeconds = 86400;

    private readonly SyncContext _context;
    private FrameQueue _queue;
    private SyncSession _session;
    private SyncDesk _desk;
    private byte[] _frame;
    private bool _isWanted;
    private bool _isStarting;
    private long _pressedAtMs;
    private long _firstPressMs;
    private long _openedAtMs;
    private long _nextSignalMs;
    private long _lastWordMs;

    /// <summary>A closed window.</summary>
    public SyncWindow(SyncContext context)
    {
        _context = context;
        context.ProofLock = new LockOut(FirstProofLockSeconds, MaxProofLockSeconds);
        context.CodeLock = new LockOut(FirstCodeLockSeconds, MaxCodeLockSeconds);
    }

    /// <summary>Whether the service is up, or wanted: nobody else may use the radio.</summary>
    public bool IsActive
    {
        get { return _isWanted || IsOpen; }
    }

    /// <summary>Whether the stack is up.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Whether a client is authenticated.</summary>
    public bool IsSessionOpen
    {
        get { return _session != null && _session.IsOpen; }
    }

    /// <summary>Messages whose MAC was wrong, in all windows that are closed.</summary>
    public int ForgedCount { get; private set; }

    /// <summary>Matches exposure lists; null, and lists are *not supported*, where the firmware has nothing that does.</summary>
    public IExposureCheck Exposure
    {
        get { return _context.Exposure; }
        set { _context.Exposure = value; }
    }

    /// <summary>Takes up locks that were pending at the last restart. Once, at the start.</summary>
    public void Resume(long uptimeMs)
    {
        _context.ProofLock.Lock(_context.State.ProofLock, uptimeMs);
        _context.CodeLock.Lock(_context.State.CodeLock, uptimeMs);
    }

    /// <summary>
    /// Whether the tag may use the time for something of its own (docs/protocol.md 8.6): the window is open, and no frame has come for half a second.
    /// </summary>
    public bool IsQuiet(long uptimeMs)
    {
        return IsOpen && uptimeMs - _session.LastFrameMs >= QuietMs;
    }

    /// <summary>A short press: opens the window as soon as the radio is free, or starts its minute again.</summary>
    public void OnPress(long uptimeMs)
    {
        if (_context.ProofLock.LeftSeconds(uptimeMs) > 0)
        {
            _context.Host.Show(Signal.SyncLocked, uptimeMs);
            return;
        }

        if (!IsActive)
        {
            _firstPressMs = uptimeMs;
            _isWanted = true;
            _nextSignalMs = uptimeMs + SignalPeriodMs;
        }

        _pressedAtMs = uptimeMs;
    }

    /// <summary>The wearer held the button. True when that was what was asked for.</summary>
    public bool OnHeld(long uptimeMs)
    {
        return IsOpen && _desk.Consent.OnHeld(uptimeMs);
    }

    /// <summary>
    /// Opens the service; the radio is free now. Blocks for a stack start.
    /// </summary>
    public void Open(TagTime now)
    {
        _isWanted = false;
        _queue = new FrameQueue();
        _openedAtMs = now.UptimeMs;
        _lastWordMs = now.UptimeMs;
        IsOpen = _context.Ports.Sync.Start(_queue, CellPercent(_context.Battery.Millivolts));
        _isStarting = IsOpen;
        if (!IsOpen)
        {
            _context.Budget.OnStart(true, 0);
            GiveUp();
            return;
        }

        // After the start, which needs room in passing.
        _desk = new SyncDesk(_context);
        _frame = new byte[SyncProtocol.MaxFrameLength];
        _session = new SyncSession(_context, _desk, _frame);
    }

    /// <summary>Does what is due, while it is open; returns the uptime at which to be called again.</summary>
    public long Advance(TagTime now)
    {
        NoteStart(now.UptimeMs);
        if (_queue.TakeLinkChange())
        {
            _session.EndSession();
        }

        for (int i = 0; i < FramesPerTurn; i++)
        {
            int length = _queue.Take(_frame);
            if (length == 0)
            {
                break;
            }

            if (_session.OnFrame(now, _frame, length))
            {
                _session.Answer(now, LeftSeconds(now.UptimeMs));
            }
        }

        if (now.UptimeMs >= _nextSignalMs)
        {
            _nextSignalMs = now.UptimeMs + SignalPeriodMs;
            _context.Host.Show(Signal.SyncOpen, now.UptimeMs);
            _desk.ShowDue(now.UptimeMs);
        }

        if (IsOver(now.UptimeMs))
        {
            Close(now.UptimeMs);
            return now.UptimeMs;
        }

        return now.UptimeMs + PollMs;
    }

    /// <summary>Closes the service at once and ends every permission; harmless when it is closed.</summary>
    public void Close(long uptimeMs)
    {
        _isWanted = false;
        if (!IsOpen)
        {
            return;
        }

        IsOpen = false;
        _context.Ports.Sync.Stop();
        _context.Budget.OnWindowClosed(true, uptimeMs - _openedAtMs);

        // Null when memory ran out while it was being opened.
        if (_session != null)
        {
            _session.EndSession();
            _desk.OnClosed();
            ForgedCount += _session.ForgedCount;
        }

        GiveUp();
    }

    // Three quarters full is 3,900 mV, half 3,700: good enough for a service that shows per cent.
    private static int CellPercent(int millivolts)
    {
        int percent = (millivolts - EmptyMillivolts) / MillivoltsPerPercent;
        return percent < 0 ? 0 : percent > 100 ? 100 : percent;
    }

    private void GiveUp()
    {
        _queue = null;
        _session = null;
        _desk = null;
        _frame = null;
    }

    private void NoteStart(long uptimeMs)
    {
        if (_isStarting)
        {
            _isStarting = false;
            _context.Budget.OnStart(true, uptimeMs - _openedAtMs);
            _openedAtMs = uptimeMs;
        }
    }

    private int LeftSeconds(long uptimeMs)
    {
        return (int)((EndMs() - uptimeMs) / 1000);
    }

    private long EndMs()
    {
        long lastMs = _firstPressMs + SyncProtocol.MaxSessionMs;
        long endMs = _session.IsOpen ? lastMs : _pressedAtMs + SyncProtocol.WindowMs;
        return endMs < lastMs ? endMs : lastMs;
    }

    private bool IsOver(long uptimeMs)
    {
        if (_session.IsSilent(uptimeMs))
        {
            _session.EndSession();
        }

        if (!_desk.IsOver && !_session.IsClosing)
        {
            _lastWordMs = uptimeMs;
        }

        // The answer to Bye, or to the last wrong proof, needs a moment to be heard.
        return uptimeMs >= EndMs() || uptimeMs - _lastWordMs >= LastWordMs || (_desk.IsOver && !_queue.IsLinkUp);
    }
}
