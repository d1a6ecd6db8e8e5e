using System;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Exposure;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Protocol.Provisioning;
using BluezoneTag.Protocol.Sync;
using BluezoneTag.Tag.Contacts;
using BluezoneTag.Tag.Exposure;
using BluezoneTag.Tag.Indication;
using BluezoneTag.Tag.Ports;
using BluezoneTag.Tag.Power;
using BluezoneTag.Tag.Radio;
using BluezoneTag.Tag.Scanning;
using BluezoneTag.Tag.Scheduling;
using BluezoneTag.Tag.Storage;
using BluezoneTag.Tag.Supervision;
using BluezoneTag.Tag.Sync;
using BluezoneTag.Tag.Timekeeping;

namespace BluezoneTag.Tag;

/// <summary>
/// The whole behaviour of the tag, told the time and owning no hardware. Whoever runs it calls <see cref="Boot"/> once and
/// then <see cref="Advance"/> again and again, at the uptime that the last call returned or earlier (a press of the
/// button). All memory is allocated by the end of <see cref="Boot"/>. One thread calls everything here.
/// </summary>
public sealed class TagApplication : ISyncHost
{
    /// <summary>The longest time between two calls of <see cref="Advance"/> that it asks for.</summary>
    public const int MaxSleepMs = 20000;

    private const int ChargeSavePeriodMs = 7200000;
    private const int StateSavePeriodMs = 3 * ChargeSavePeriodMs;
    private const int RetryAfterExceptionMs = 1000;
    private const int BatteryReadingMs = 1000;

    private readonly TagPorts _ports;
    private readonly TagCounters _counters = new TagCounters();
    private readonly Timekeeper _timekeeper;
    private readonly SignalPlayer _signals;
    private readonly ButtonDecoder _button = new ButtonDecoder();
    private readonly BatteryMonitor _battery;
    private readonly Supervisor _supervisor;
    private readonly ModeSelector _modes;
    private readonly IdentityImage _identity = new IdentityImage();
    private readonly byte[] _baseKey = new byte[DailyKeyChain.KeyLength];
    private RollingIdentifier _identifier;
    private ContactLog _log;
    private ContactBook _book;
    private TagState _state;
    private RadioService _radio;
    private PowerBudget _budget;
    private ExposureCheck _exposure;
    private SyncWindow _sync;
    private SyncState _syncState;
    private bool _mustRekey;
    private int _aliveSignalPeriodMs = 60000;
    private long _nextSignalMs;
    private long _lastTurnMs;
    private long _radioDueMs;
    private long _nextStateSaveMs;
    private long _nextChargeSaveMs;
    private int _keptKeyDay;
    private uint _firstUnsetSequence;
    private bool _isProvisioned;
    private bool _isWiped;

    /// <summary>Allocates what does not depend on the identity; touches no port but for what it remembers of them.</summary>
    public TagApplication(TagPorts ports)
    {
        _ports = ports;
        _timekeeper = new Timekeeper(_counters);
        _signals = new SignalPlayer(ports.Indicator);
        _battery = new BatteryMonitor(ports.Battery);
        _supervisor = new Supervisor(ports.Power, _counters);
        _modes = new ModeSelector(ports.Motion.IsFitted);
    }

    /// <summary>What the tag is doing.</summary>
    public TagStatus Status { get; private set; }

    /// <summary>The radio mode in force, as of the last call.</summary>
    public RadioMode Mode
    {
        get { return _isProvisioned ? _radio.Mode : RadioMode.Resting; }
    }

    /// <summary>The clock.</summary>
    public Timekeeper Timekeeper
    {
        get { return _timekeeper; }
    }

    /// <summary>The shift of the radio grid against UTC; null on a tag that is not provisioned.</summary>
    public GridPhase Phase
    {
        get { return _isProvisioned ? _radio.Phase : null; }
    }

    /// <summary>The event counters.</summary>
    public TagCounters Counters
    {
        get { return _counters; }
    }

    /// <summary>What a restart is wanted for; when it is not none, call <see cref="PrepareRestart"/> and restart.</summary>
    public RestartReason RestartWanted
    {
        get
        {
            if (_isWiped && !_sync.IsActive)
            {
                return RestartReason.Wiped;
            }

            return _supervisor.Wanted != RestartReason.None && IsRadioIdle ? _supervisor.Wanted : RestartReason.None;
        }
    }

    /// <summary>Whether the Bluetooth stack is up: no light sleep then.</summary>
    public bool IsRadioOn
    {
        get { return _isProvisioned && (_radio.IsOn || _sync.IsOpen); }
    }

    /// <summary>
    /// Whether the chip must not sleep: with the stack up it cannot, and in light sleep no light burns and no motor runs
    /// (docs/decisions/0020-wake-by-clock-edges.md).
    /// </summary>
    public bool MustStayAwake
    {
        get { return IsRadioOn || _signals.IsPlaying; }
    }

    /// <summary>Last battery reading in millivolts, 0 when unknown.</summary>
    public int BatteryMillivolts
    {
        get { return _battery.Millivolts; }
    }

    /// <summary>The signal being shown, or the last one shown.</summary>
    public Signal LastSignal
    {
        get { return _signals.Current; }
    }

    /// <summary>Neighbours of the present slot; null on a tag that is not provisioned.</summary>
    public SightingTable Sightings
    {
        get { return _isProvisioned ? _book.Sightings : null; }
    }

    /// <summary>Contacts of the last 21 local days; null on a tag that is not provisioned.</summary>
    public DayCounts Days
    {
        get { return _isProvisioned ? _book.Days : null; }
    }

    /// <summary>The day's charge and coverage; null on a tag that is not provisioned.</summary>
    public PowerBudget Budget
    {
        get { return _isProvisioned ? _budget : null; }
    }

    /// <summary>What the latest scan heard; null on a tag that is not provisioned.</summary>
    public LiveCounts Live
    {
        get { return _isProvisioned ? _radio.Live : null; }
    }

    /// <summary>The contact log; null on a tag that is not provisioned.</summary>
    public ContactLog Log
    {
        get { return _isProvisioned ? _log : null; }
    }

    /// <summary>The exposure check; null on a tag that is not provisioned.</summary>
    public ExposureCheck Exposure
    {
        get { return _isProvisioned ? _exposure : null; }
    }

    private int AlertLevel
    {
        get { return _isProvisioned ? _exposure.AlertLevel : ExposureRule.None; }
    }

    /// <summary>The window that a press opens for a phone or kiosk; null on a tag that is not provisioned.</summary>
    public SyncWindow Sync
    {
        get { return _isProvisioned ? _sync : null; }
    }

    private bool IsRadioBusy
    {
        get { return _radio.IsOn || !_radio.IsBetweenSlots; }
    }

    private bool IsRadioIdle
    {
        get { return !_isProvisioned || (!_radio.IsOn && _radio.IsBetweenSlots && !_sync.IsActive); }
    }

    /// <summary>
    /// Reads identity, state and log and makes the tag ready. Blocks as long as flash takes. A tag without a valid identity
    /// comes up as not provisioned and stays so until its next start.
    /// </summary>
    public void Boot(TagTime now)
    {
        if (LogWipe.IsPending(_ports.Files))
        {
            LogWipe.Run(_ports.Files);
        }

        _isProvisioned = IdentityStore.TryLoad(_ports.Files, _identity);
        if (_isProvisioned)
        {
            Assemble();
        }

        _timekeeper.Resume(now);
        _timekeeper.Tell(now);
        if (_isProvisioned)
        {
            if (_mustRekey)
            {
                RekeyForDamage(now);
            }

            _radio.OnClockSet(_timekeeper.LastSyncUtcMs);
            _exposure.Tell(now);
            _sync.Resume(now.UptimeMs);
            _budget.Advance(now);
            _budget.Meter.AddBoot();
        }

        // After the state has been read, or the saved number would take the place of the new one.
        _counters.Add(TagCounter.Boots, 1);
        UpdateStatus(now);
        _nextStateSaveMs = now.UptimeMs + StateSavePeriodMs;
        _signals.Play(Status == TagStatus.Running ? StartSignal() : SignalOf(Status), now.UptimeMs);
        _nextSignalMs = now.UptimeMs + _aliveSignalPeriodMs;
    }

    /// <summary>
    /// Does what is due at <paramref name="now"/>, at most one thing that blocks, and returns the uptime in milliseconds at
    /// which to be called next; that may be now. Never throws: an exception is counted and the radio starts afresh.
    /// </summary>
    public long Advance(TagTime now)
    {
        try
        {
            _timekeeper.Tell(now);
            if (_isWiped && !_sync.IsActive)
            {
                return Forget(now);
            }

            long next = LookAround(now);

            // Those that go deep are called from here: on the tag each call inside a call takes 200 bytes of the heap.
            if (_isProvisioned && _sync.IsActive && (_sync.IsOpen || !IsRadioBusy))
            {
                next = Earlier(next, _sync.IsOpen ? CheckExposureInWindow(now, _sync.Advance(now)) : OpenSync(now));
            }
            else if (Status == TagStatus.Running || Status == TagStatus.NoTime)
            {
                // A turn for a light or the button in the middle of a window is none of the radio's business.
                if (!_radio.IsOn || now.UptimeMs >= _radioDueMs)
                {
                    int localMinute = LocalMinute(now);
                    _radioDueMs = _radio.Advance(now, localMinute / 60, _battery.Millivolts);
                    if (_radio.IsBetweenSlots)
                    {
                        _book.CloseSlotBefore(now.UtcMs);
                        KeepHouse(now, localMinute);
                    }
                }

                next = BlinkInWindow(now, CheckExposure(now, Earlier(next, _radioDueMs)));
            }

            ReadBattery(now, next);
            return next;
        }
        catch (Exception)
        {
            return Recover(now);
        }
    }

    /// <summary>
    /// Sets the clock to <paramref name="utcMs"/>, the time now, from somebody who knows. Sightings gathered so far are
    /// written under the time they were heard at.
    /// </summary>
    public void SetUtc(TagTime now, long utcMs)
    {
        SetUtc(now, utcMs, Timekeeper.SyncErrorMs);
    }

    /// <summary>The same, from somebody who may be <paramref name="errorMs"/> off either way.</summary>
    public void SetUtc(TagTime now, long utcMs, int errorMs)
    {
        _timekeeper.Tell(now);
        bool wasKnown = now.IsUtcKnown;
        long provisionalMs = now.UtcMs;
        SetClocks(now, utcMs, errorMs);
        _counters.Add(TagCounter.ClockSets, 1);
        _timekeeper.Tell(now);
        if (_isProvisioned)
        {
            _radio.Reset();
            _radio.OnClockSet(utcMs);
            _exposure.Tell(now);
            _budget.Advance(now);
            _book.Flush();
            if (!wasKnown)
            {
                _log.AppendRedating(_firstUnsetSequence, utcMs - provisionalMs);
            }

            _log.Retention.OnSync(SlotTime.SlotNumber(utcMs));
            SaveState(utcMs);
        }

        UpdateStatus(now);
    }

    /// <summary>
    /// Writes everything that is only in memory: to be called before a restart and whenever the wearer asks. If power dies
    /// inside, each file is as before or as after.
    /// </summary>
    public void PrepareRestart(TagTime now)
    {
        if (_isProvisioned && !_isWiped)
        {
            _timekeeper.Tell(now);
            _book.Flush();
            _budget.IsStopping = true;
            SaveState(now.UtcMs);
            _budget.IsStopping = false;
        }
    }

    /// <summary>
    /// Writes the slot that is going on to the log, so that whoever reads <see cref="Log"/> next, a sync, finds all that was heard
    /// until now. If power dies inside, what the last checkpoint held is not lost.
    /// </summary>
    public void FlushLog(TagTime now)
    {
        if (_isProvisioned)
        {
            _timekeeper.Tell(now);
            _book.Flush();
        }
    }

    /// <inheritdoc/>
    void ISyncHost.SetUtc(TagTime now, long utcMs, int errorMs)
    {
        // With the radio on the run loop does not ask the chip; here its count is what the next sync measures against.
        if (now.IsChipFitted && !now.IsChipRead)
        {
            now.ChipMs = _ports.ClockChip.ReadMs();
            now.IsChipRead = true;
        }

        SetUtc(now, utcMs, errorMs);
    }

    /// <inheritdoc/>
    void ISyncHost.Rekey(byte[] baseKey, int creationDay)
    {
        Array.Copy(baseKey, _baseKey, _baseKey.Length);
        _identifier.Rekey(baseKey, 0, creationDay);
        _ports.Files.Delete(DailyKeyStore.FileName);
        _keptKeyDay = -1;
    }

    /// <inheritdoc/>
    void ISyncHost.Apply(TagSettings settings)
    {
        _aliveSignalPeriodMs = settings.AliveSeconds * 1000;

        // The image's own bound is never loosened by the settings.
        int checkpointMs = settings.CheckpointSeconds * 1000;
        _book.CheckpointMs = checkpointMs < _ports.CheckpointMs ? checkpointMs : _ports.CheckpointMs;
        _signals.IsQuiet = settings.IsQuiet;
    }

    /// <inheritdoc/>
    void ISyncHost.Flush()
    {
        _book.Flush();
    }

    /// <inheritdoc/>
    void ISyncHost.Show(Signal signal, long uptimeMs)
    {
        // The window's own blinking waits for whatever else is being shown.
        if (signal != Signal.SyncOpen || !_signals.IsPlaying)
        {
            _signals.Play(signal, uptimeMs);
        }
    }

    /// <inheritdoc/>
    void ISyncHost.OnWiped()
    {
        _isWiped = true;
    }

    private static Signal SignalOf(TagStatus status)
    {
        switch (status)
        {
            case TagStatus.NotProvisioned:
                return Signal.NotProvisioned;
            case TagStatus.NoTime:
                return Signal.NoTime;
            case TagStatus.BatteryLow:
                return Signal.BatteryLow;
            default:
                return Signal.Alive;
        }
    }

    private static Signal SignalOfAlert(int level)
    {
        return level == ExposureRule.F1 ? Signal.MetF0 : Signal.MetF1;
    }

    private static long Earlier(long first, long second)
    {
        return first < second ? first : second;
    }

    private void Assemble()
    {
        // Of the log and of four state files; each needs it within a call only.
        byte[] buffer = new byte[BatchBuilder.BufferLength];
        StateStore stateStore = new StateStore(_ports.Files, _counters, StateStore.StateName, buffer);
        SyncState state = new SyncState(_ports.Files, new StateStore(_ports.Files, _counters, StateStore.SyncName, stateStore));
        _mustRekey = state.LoadOrFindDamaged();
        int creationDay = state.CopyKey(state.KeyCount - 1, _identity, _baseKey);
        _identifier = new RollingIdentifier(_baseKey, 0, creationDay);
        _keptKeyDay = DailyKeyStore.Load(_ports.Files, _baseKey, _identifier);
        _log = new ContactLog(_ports.Files, _ports.Entropy, new LogCipher(_ports.Cipher, _identity.BaseKey), _counters, buffer);
        _book = new ContactBook(_log, _counters, _identity.UtcOffsetMinutes, DrawHashSeed()) { CheckpointMs = _ports.CheckpointMs };
        _budget = new PowerBudget(_ports.Charge, _ports.CellMilliampHours, _identity.UtcOffsetMinutes);
        _state = new TagState(
            stateStore, new StateStore(_ports.Files, _counters, StateStore.ChargeName, stateStore), _timekeeper, _log.Retention, _counters, _book.Days, _budget);
        _radio = new RadioService(_ports, _identifier, _book, _timekeeper, _modes, _budget, _counters);
        _state.Load();
        CalibrationStore.Load(_ports.Files, _counters, _book.Sightings.Thresholds);
        _counters.Add(TagCounter.RecordsRecovered, _log.Open());
        _firstUnsetSequence = _log.NextSequence;
        StateStore exposure = new StateStore(_ports.Files, _counters, ExposureMemory.FileName, stateStore);
        _exposure = new ExposureCheck(_ports.Files, exposure, _log, _book.Sightings.Thresholds, _identity.UtcOffsetMinutes);
        _exposure.Open();
        AssembleSync(state);
    }

    private void AssembleSync(SyncState state)
    {
        SyncContext context = new SyncContext
        {
            Ports = _ports,
            Host = this,
            Identity = _identity,
            Timekeeper = _timekeeper,
            Counters = _counters,
            Book = _book,
            Log = _log,
            Budget = _budget,
            Battery = _battery,
            State = state,
            Exposure = _exposure,
        };
        _sync = new SyncWindow(context);
        _syncState = state;
        ((ISyncHost)this).Apply(state.Settings);
    }

    // The key that was lost with the damaged file may have been made because the one before it was disclosed.
    private void RekeyForDamage(TagTime now)
    {
        _mustRekey = false;
        byte[] baseKey = new byte[DailyKeyChain.KeyLength];
        _ports.Entropy.Fill(baseKey, 0, baseKey.Length);
        int day = SlotTime.DayOf(now.UtcMs);
        _syncState.AddKey(SlotTime.SlotNumber(now.UtcMs), day, baseKey);
        _syncState.Audit(AuditEvent.RekeyedForDamage, 0, 0, now.UtcMs);
        _syncState.SaveTwice();
        ((ISyncHost)this).Rekey(baseKey, day);
        Array.Clear(baseKey, 0, baseKey.Length);
    }

    private uint DrawHashSeed()
    {
        byte[] seed = new byte[4];
        _ports.Entropy.Fill(seed, 0, seed.Length);
        return LittleEndian.ReadUInt32(seed, 0);
    }

    // Cell, button and signals; returns when they want to be called next.
    private long LookAround(TagTime now)
    {
        if (_isProvisioned)
        {
            Charge(now);
        }

        ReadInputs(now);
        UpdateStatus(now);
        long next = Earlier(now.UptimeMs + MaxSleepMs, ShowSignals(now.UptimeMs));
        return _button.IsDown ? Earlier(next, now.UptimeMs + ButtonDecoder.SampleMs) : next;
    }

    // Between two radio slots, a fifth of a second at a time, and only when the radio does not want the tag before that is over.
    private long CheckExposure(TagTime now, long next)
    {
        _exposure.Tell(now);
        return IsRadioIdle && next - now.UptimeMs > 2 * ExposureCheck.StepMs ? StepExposure(now, next) : next;
    }

    // While a client waits for the verdict: as long as it is silent, and never after a wipe.
    private long CheckExposureInWindow(TagTime now, long next)
    {
        _exposure.Tell(now);
        return !_isWiped && _sync.IsQuiet(now.UptimeMs) ? StepExposure(now, next) : next;
    }

    // Neither a blink nor a press is made longer by it.
    private long StepExposure(TagTime now, long next)
    {
        if (!_exposure.IsReady || _button.IsDown || _signals.IsPlaying)
        {
            return next;
        }

        _budget.Meter.AddAwake(ExposureCheck.StepMs);
        if (_exposure.Step())
        {
            _signals.Play(SignalOfAlert(_exposure.AlertLevel), now.UptimeMs);
            return now.UptimeMs;
        }

        return now.UptimeMs + ExposureCheck.StepMs;
    }

    private void SetClocks(TagTime now, long utcMs, int errorMs)
    {
        bool mustSetChip = _timekeeper.Set(now, utcMs, errorMs);
        if (mustSetChip && !_ports.ClockChip.SetMs(utcMs))
        {
            _timekeeper.OnChipNotSet(now);
        }

        _ports.Clock.SetUtc(utcMs);
    }

    private void Charge(TagTime now)
    {
        _budget.Advance(now);
        if (_signals.IsPlaying && !IsRadioOn)
        {
            _budget.Meter.AddAwake(now.UptimeMs - _lastTurnMs);
        }
        else if (!_radio.IsOn)
        {
            _budget.Meter.AddWake();
        }

        _lastTurnMs = now.UptimeMs;
    }

    private void SaveState(long utcMs)
    {
        _budget.Meter.AddFlashWrite();
        _state.Save(utcMs);
    }

    private void ReadInputs(TagTime now)
    {
        if (_ports.Motion.ReadMoved())
        {
            _modes.OnMotion(now.UptimeMs);
        }

        OnButton(_button.Advance(_ports.Button.IsPressed(), now.UptimeMs), now);
    }

    // Measuring takes a third of a second on some boards: only when nothing else is due soon.
    private void ReadBattery(TagTime now, long nextMs)
    {
        if (IsRadioIdle && nextMs - now.UptimeMs > BatteryReadingMs && _battery.Advance(now.UptimeMs) && _battery.IsLow)
        {
            _counters.Add(TagCounter.LowBattery, 1);
            PrepareRestart(now);
        }
    }

    private void OnButton(ButtonPress press, TagTime now)
    {
        if (press == ButtonPress.ShortPress)
        {
            _signals.Play(AnswerToShortPress(), now.UptimeMs);
            if (Status == TagStatus.Running || Status == TagStatus.NoTime)
            {
                _sync.OnPress(now.UptimeMs);
            }
        }
        else if (press == ButtonPress.LongPress && _isProvisioned && _sync.OnHeld(now.UptimeMs))
        {
            _signals.Play(Signal.Saved, now.UptimeMs);
        }
        else if (press == ButtonPress.LongPress && !_isWiped)
        {
            PrepareRestart(now);
            _signals.Play(AnswerToLongPress(), now.UptimeMs);
        }
    }

    // What she may have missed is told again at each start.
    private Signal StartSignal()
    {
        return AlertLevel == ExposureRule.None ? Signal.Started : SignalOfAlert(AlertLevel);
    }

    private Signal AnswerToShortPress()
    {
        if (AlertLevel != ExposureRule.None)
        {
            return SignalOfAlert(AlertLevel);
        }

        return Status == TagStatus.Running ? BatterySignal() : SignalOf(Status);
    }

    private Signal AnswerToLongPress()
    {
        if (!_isProvisioned)
        {
            return Signal.NotProvisioned;
        }

        bool isAlert = AlertLevel != ExposureRule.None;
        _exposure.Acknowledge();
        return isAlert ? Signal.Acknowledged : Signal.Saved;
    }

    private Signal BatterySignal()
    {
        if (_battery.Millivolts >= BatteryMonitor.FullMillivolts)
        {
            return Signal.BatteryFull;
        }

        return _battery.Millivolts >= BatteryMonitor.HalfMillivolts ? Signal.BatteryHalf : Signal.BatteryCharge;
    }

    private void UpdateStatus(TagTime now)
    {
        if (!_isProvisioned)
        {
            Status = TagStatus.NotProvisioned;
        }
        else if (_battery.IsLow)
        {
            Status = TagStatus.BatteryLow;
        }
        else
        {
            Status = now.IsUtcKnown ? TagStatus.Running : TagStatus.NoTime;
        }

        if (_isProvisioned)
        {
            _book.ClockTrust = _timekeeper.TrustAt(now.UtcMs);
            _book.ClockErrorMs = _timekeeper.ErrorMs(now.UtcMs);
        }
    }

    private long ShowSignals(long uptimeMs)
    {
        if (Status != TagStatus.Running && Status != TagStatus.NoTime)
        {
            StartDueSignal(uptimeMs);
        }

        return _signals.Advance(uptimeMs);
    }

    // The chip is awake while its radio is on: there the blink costs nothing.
    private long BlinkInWindow(TagTime now, long next)
    {
        return _radio.IsOn && StartDueSignal(now.UptimeMs) ? now.UptimeMs : next;
    }

    private bool StartDueSignal(long uptimeMs)
    {
        if (uptimeMs < _nextSignalMs)
        {
            return false;
        }

        _nextSignalMs = uptimeMs + _aliveSignalPeriodMs;
        if (!_signals.IsPlaying)
        {
            _signals.Play(SignalOf(Status), uptimeMs);
        }

        return true;
    }

    // Wiped, and the client is gone: the keys of the life that is over go too, and the restart is all that is left to do.
    private long Forget(TagTime now)
    {
        if (!IdentityStore.TryLoad(_ports.Files, _identity))
        {
            Array.Clear(_identity.BaseKey, 0, _identity.BaseKey.Length);
            Array.Clear(_identity.ClaimSecret, 0, _identity.ClaimSecret.Length);
            Array.Clear(_baseKey, 0, _baseKey.Length);
            _syncState.Clear();
        }

        return now.UptimeMs + MaxSleepMs;
    }

    private long OpenSync(TagTime now)
    {
        _book.Flush();
        _radio.Rest();
        _sync.Open(now);
        return now.UptimeMs;
    }

    private int LocalMinute(TagTime now)
    {
        return (int)((now.UtcMs + (_identity.UtcOffsetMinutes * 60000L)) % SlotTime.DayMs / 60000);
    }

    // Between two radio slots, with the stack down: flash and collections may take their time.
    private void KeepHouse(TagTime now, int localMinute)
    {
        int freeBytes = _supervisor.Check(now.UptimeMs, _radio.FailedStartCount);
        if (freeBytes >= 0)
        {
            _book.Sightings.TellFree(freeBytes);
        }

        _supervisor.CheckNight(now.UptimeMs, localMinute, _modes.HasCompany(now.UptimeMs));
        if (now.UptimeMs >= _nextStateSaveMs)
        {
            _nextStateSaveMs = now.UptimeMs + StateSavePeriodMs;
            _nextChargeSaveMs = now.UptimeMs + ChargeSavePeriodMs;
            SaveState(now.UtcMs);
            _keptKeyDay = DailyKeyStore.Keep(_ports.Files, _baseKey, _identifier, _keptKeyDay);
        }

        if (now.UptimeMs >= _nextChargeSaveMs || _budget.IsSaveDue)
        {
            _nextChargeSaveMs = now.UptimeMs + ChargeSavePeriodMs;
            _budget.Meter.AddFlashWrite();
            _state.SaveCharge();
        }
    }

    private long Recover(TagTime now)
    {
        _supervisor.OnException(now.UptimeMs);
        try
        {
            if (_isProvisioned)
            {
                _sync.Close(now.UptimeMs);
                _radio.Reset();
            }
        }
        catch (Exception)
        {
            // The port that fails cannot be stopped either; the supervisor counts and in the end restarts.
            _counters.Add(TagCounter.Exceptions, 1);
        }

        return now.UptimeMs + RetryAfterExceptionMs;
    }
}
