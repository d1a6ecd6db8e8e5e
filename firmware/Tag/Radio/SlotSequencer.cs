using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Tag.Ports;
using BluezoneTag.Tag.Scheduling;
using BluezoneTag.Tag.Supervision;

namespace BluezoneTag.Tag.Radio;

/// <summary>
/// Walks the radio through one radio slot after another: wait, start the stack, keep the window open, stop, and the same
/// for the second window. Each call does at most one thing that blocks and returns at once afterwards, so that the next
/// call is told how long it took.
/// </summary>
public sealed class SlotSequencer
{
    // A window that would be shorter than this on the air is not worth a stack start.
    private const int MinWindowMs = 100;

    private readonly TagRadio _radio;
    private readonly RollingIdentifier _identifier;
    private readonly TagCounters _counters;
    private readonly WindowOrder _order = new WindowOrder();
    private readonly StartTimeEstimate _advertisingStart = new StartTimeEstimate();
    private readonly StartTimeEstimate _scanningStart = new StartTimeEstimate();
    private readonly RadioWindow _first = new RadioWindow();
    private readonly RadioWindow _second = new RadioWindow();
    private RadioWindow _window;
    private RadioPhase _phase;
    private long _startedAtMs;

    /// <summary>Starts nothing.</summary>
    public SlotSequencer(TagRadio radio, RollingIdentifier identifier, TagCounters counters)
    {
        _radio = radio;
        _identifier = identifier;
        _counters = counters;
    }

    /// <summary>True for the one call after which the reports of a scan are complete and the radio is off.</summary>
    public bool HasScanEnded { get; private set; }

    /// <summary>Whether no window of the present slot is open or due: the moment for everything that may take a while.</summary>
    public bool IsBetweenSlots
    {
        get { return _window == null; }
    }

    /// <summary>Does what is due and returns the uptime in milliseconds at which to be called again.</summary>
    public long Advance(TagTime now, RadioMode mode)
    {
        HasScanEnded = false;
        switch (_phase)
        {
            case RadioPhase.Starting:
                EstimateOf(_window).Add(now.UptimeMs - _startedAtMs);
                _phase = RadioPhase.Open;
                return WhileOpen(now);
            case RadioPhase.Open:
                return WhileOpen(now);
            case RadioPhase.Stopping:
                HasScanEnded = !_window.IsAdvertising;
                MoveToNextWindow();
                return now.UptimeMs;
            default:
                return WhileWaiting(now, mode);
        }
    }

    /// <summary>Stops the radio at once and forgets the slot: the clock has been set, the cell is empty, a restart is due.</summary>
    public void Reset()
    {
        _radio.Stop();
        _window = null;
        _phase = RadioPhase.Waiting;
        HasScanEnded = false;
    }

    private static long UptimeAt(TagTime now, long utcMs)
    {
        return utcMs > now.UtcMs ? now.UptimeMs + (utcMs - now.UtcMs) : now.UptimeMs;
    }

    private long WhileWaiting(TagTime now, RadioMode mode)
    {
        if (_window == null)
        {
            // Planned anew at each call, so that a change of mode takes effect at once.
            long startUtcMs = Plan(now.UtcMs, mode);
            if (startUtcMs > now.UtcMs)
            {
                return UptimeAt(now, startUtcMs);
            }

            _window = _first;
        }

        long callUtcMs = _window.StartUtcMs - EstimateOf(_window).Ms;
        if (callUtcMs > now.UtcMs)
        {
            return UptimeAt(now, callUtcMs);
        }

        if (now.UtcMs + EstimateOf(_window).Ms > _window.EndUtcMs - MinWindowMs)
        {
            _counters.Add(TagCounter.MissedWindows, 1);
            MoveToNextWindow();
            return now.UptimeMs;
        }

        Start(now);
        return now.UptimeMs;
    }

    // Fills both windows of the next slot and returns when its first stack start is due, UTC milliseconds.
    private long Plan(long utcMs, RadioMode mode)
    {
        int slot = RadioSlots.NextSlot(utcMs + MinWindowMs, (int)mode);
        long centre = RadioSlots.CentreOf(slot);
        _identifier.Seek(centre);
        bool isAdvertisingFirst = _order.IsAdvertisingFirst(_identifier.Id, 0, slot);
        _first.Set(isAdvertisingFirst, centre, LengthOf(isAdvertisingFirst));
        _second.Set(!isAdvertisingFirst, centre + RadioSlots.SecondCentreMs, LengthOf(!isAdvertisingFirst));
        return _first.StartUtcMs - EstimateOf(_first).Ms;
    }

    private void Start(TagTime now)
    {
        long onAirUtcMs = now.UtcMs + EstimateOf(_window).Ms;
        _startedAtMs = now.UptimeMs;
        if (_radio.Start(_window.IsAdvertising, onAirUtcMs))
        {
            _phase = RadioPhase.Starting;
        }
        else
        {
            MoveToNextWindow();
        }
    }

    private long WhileOpen(TagTime now)
    {
        if (now.UtcMs >= _window.EndUtcMs || !_radio.IsOn)
        {
            _radio.Stop();
            _phase = RadioPhase.Stopping;
            return now.UptimeMs;
        }

        _radio.KeepIdentifier(now.UtcMs);
        long quarterHour = SlotTime.StartOfSlot(SlotTime.SlotNumber(now.UtcMs) + 1);
        return UptimeAt(now, quarterHour < _window.EndUtcMs ? quarterHour : _window.EndUtcMs);
    }

    private void MoveToNextWindow()
    {
        _window = _window == _first ? _second : null;
        _phase = RadioPhase.Waiting;
    }

    private StartTimeEstimate EstimateOf(RadioWindow window)
    {
        return window.IsAdvertising ? _advertisingStart : _scanningStart;
    }

    private static int LengthOf(bool isAdvertising)
    {
        return isAdvertising ? RadioSlots.AdvertisingMs : RadioSlots.ScanningMs;
    }
}
