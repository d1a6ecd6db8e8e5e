using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Tag.Ports;
using BluezoneTag.Tag.Power;
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
    private readonly TagRadio _radio;
    private readonly SlotPlanner _planner;
    private readonly TagCounters _counters;
    private readonly PowerBudget _budget;
    private readonly StartTimeEstimate _advertisingStart = new StartTimeEstimate();
    private readonly StartTimeEstimate _scanningStart = new StartTimeEstimate();
    private RadioWindow _window;
    private RadioPhase _phase;
    private long _startedAtMs;
    private long _openedAtMs;
    private bool _hasListened;

    /// <summary>Starts nothing. What the radio does is told to <paramref name="budget"/>.</summary>
    public SlotSequencer(TagRadio radio, SlotPlanner planner, PowerBudget budget, TagCounters counters)
    {
        _radio = radio;
        _planner = planner;
        _budget = budget;
        _counters = counters;
    }

    /// <summary>True for the one call after which the reports of a scan are complete and the radio is off.</summary>
    public bool HasScanEnded { get; private set; }

    /// <summary>UTC milliseconds at which the latest scan began to listen.</summary>
    public long ScanStartUtcMs { get; private set; }

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
                _budget.OnStart(_window.IsAdvertising, now.UptimeMs - _startedAtMs);
                _phase = RadioPhase.Open;
                _openedAtMs = now.UptimeMs;
                ScanStartUtcMs = _window.IsAdvertising ? ScanStartUtcMs : now.UtcMs;
                return WhileOpen(now);
            case RadioPhase.Open:
                return WhileOpen(now);
            case RadioPhase.Stopping:
                HasScanEnded = !_window.IsAdvertising;
                _hasListened |= HasScanEnded;
                MoveToNextWindow();
                return now.UptimeMs;
            case RadioPhase.Failed:
                _budget.OnStart(_window.IsAdvertising, now.UptimeMs - _startedAtMs);
                _phase = RadioPhase.Waiting;
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
        if (_window != null)
        {
            _window = null;
            EndSlot(false);
        }

        _phase = RadioPhase.Waiting;
        HasScanEnded = false;
    }

    private long WhileWaiting(TagTime now, RadioMode mode)
    {
        if (_window == null)
        {
            // Planned anew at each call, so that a change of mode takes effect at once.
            _planner.Plan(now, mode, _scanningStart.Ms);
            long startUtcMs = _planner.First.StartUtcMs - EstimateOf(_planner.First).Ms;
            if (startUtcMs > now.UtcMs)
            {
                return now.UptimeAt(startUtcMs);
            }

            _window = _planner.First;
        }

        long callUtcMs = _window.StartUtcMs - EstimateOf(_window).Ms;
        if (callUtcMs > now.UtcMs)
        {
            return now.UptimeAt(callUtcMs);
        }

        if (now.UtcMs + EstimateOf(_window).Ms > _window.EndUtcMs - SlotPlanner.MinWindowMs)
        {
            _counters.Add(TagCounter.MissedWindows, 1);
            MoveToNextWindow();
            return now.UptimeMs;
        }

        Start(now);
        return now.UptimeMs;
    }

    private void Start(TagTime now)
    {
        long onAirUtcMs = now.UtcMs + EstimateOf(_window).Ms;
        _startedAtMs = now.UptimeMs;
        _phase = _radio.Start(_window.IsAdvertising, onAirUtcMs) ? RadioPhase.Starting : RadioPhase.Failed;
    }

    private long WhileOpen(TagTime now)
    {
        if (now.UtcMs >= _window.EndUtcMs || !_radio.IsOn)
        {
            _radio.Stop();
            _budget.OnWindowClosed(_window.IsAdvertising, now.UptimeMs - _openedAtMs);
            _phase = RadioPhase.Stopping;
            return now.UptimeMs;
        }

        _radio.KeepIdentifier(now.UtcMs);
        long quarterHour = SlotTime.StartOfSlot(SlotTime.SlotNumber(now.UtcMs) + 1);
        return now.UptimeAt(quarterHour < _window.EndUtcMs ? quarterHour : _window.EndUtcMs);
    }

    private void MoveToNextWindow()
    {
        _window = _window == _planner.First && !_planner.Second.IsEmpty ? _planner.Second : null;
        _phase = RadioPhase.Waiting;
        if (_window == null)
        {
            EndSlot(_planner.HasUsualWindows);
        }
    }

    private void EndSlot(bool hasUsualWindows)
    {
        _budget.OnSlotEnd(hasUsualWindows, _hasListened);
        _hasListened = false;
    }

    private StartTimeEstimate EstimateOf(RadioWindow window)
    {
        return window.IsAdvertising ? _advertisingStart : _scanningStart;
    }
}
