using System;
using BluezoneTag.Protocol.Provisioning;
using BluezoneTag.Simulator.Air;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Tag;
using BluezoneTag.Tag.Ports;
using BluezoneTag.Tag.Storage;
using BluezoneTag.Tag.Supervision;
using BluezoneTag.Tag.Timekeeping;

namespace BluezoneTag.Simulator.Platform;

/// <summary>
/// One tag: the unchanged firmware over simulated ports. Does what the firmware's own run loop does, with virtual time:
/// tell the time, advance, and come back when asked; blocking port calls move the next turn back by as long as they took.
/// </summary>
public sealed class SimulatedTag : IActor, IPower
{
    private const long PressPollUs = 50000;

    private readonly EventLoop _loop;
    private readonly PlatformProfile _profile;
    private readonly double _syncErrorMs;
    private readonly TimeSource _time;
    private readonly long _startUtcMs;
    private readonly ulong _seed;
    private readonly TagTime _now = new();
    private readonly TagPorts _ports;
    private long _chargedUntilUs;
    private double _milliamps;
    private double _warpMs;
    private long _flashUs;
    private bool _isBooting = true;
    private long _plannedUs;

    /// <summary>A tag with an identity in flash, switched off until its first turn.</summary>
    public SimulatedTag(
        EventLoop loop, RadioMedium medium, Transmitter transmitter, PlatformProfile profile, ClockProfile clock, Battery battery, long startUtcMs, ulong seed)
    {
        _loop = loop;
        _profile = profile;
        _seed = Noise.Bits(seed, transmitter.Node, 77);
        _startUtcMs = startUtcMs;
        _syncErrorMs = clock.SyncSigmaMs;
        Node = transmitter.Node;
        Battery = battery;
        Hardware = new TagHardware(battery, _seed);
        Clock = new SimulatedClock(loop, clock.SleepSigmaPpm * Noise.Normal(_seed, 1), _seed, clock.SleepWanderPpm);
        ClockChip = new SimulatedClockChip(loop, clock.HasChip, clock.ChipSigmaPpm * Noise.Normal(_seed, 2), clock.ChipWanderPpm, _seed);
        Radio = new SimulatedRadio(loop, medium, transmitter, profile, Clock, _seed);
        Flash = new SimulatedFlash { OnOperation = OnFlashOperation };
        _ports = new TagPorts
        {
            Clock = Clock,
            ClockChip = ClockChip,
            Advertiser = Radio,
            Scanner = Radio,
            Sync = Radio,
            Files = Flash,
            Power = this,
            Indicator = Hardware,
            Button = Hardware,
            Battery = Hardware,
            Motion = Hardware,
            Entropy = Hardware,
            Cipher = Hardware,
            Charge = profile.ToChargeProfile(),
            CellMilliampHours = (int)battery.CapacityMilliampHours,
        };
        _time = new TimeSource(_ports);
        Application = new TagApplication(_ports);
    }

    /// <summary>Number of the tag in the medium, and of its wearer.</summary>
    public int Node { get; }

    /// <summary>The firmware; another object after each restart.</summary>
    public TagApplication Application { get; private set; }

    /// <summary>The cell.</summary>
    public Battery Battery { get; }

    /// <summary>Lights, button and the like.</summary>
    public TagHardware Hardware { get; }

    /// <summary>The platform's clock.</summary>
    public SimulatedClock Clock { get; }

    /// <summary>The clock chip.</summary>
    public SimulatedClockChip ClockChip { get; }

    /// <summary>UTC as the firmware knows it less true UTC, milliseconds; meaningless before the first turn.</summary>
    public double ClockErrorMs => Application.Timekeeper.UtcAt(Clock.UptimeMs(_loop.NowUs)) - TrueUtcMs(_loop.NowUs);

    /// <summary>The radio.</summary>
    public SimulatedRadio Radio { get; }

    /// <summary>The files.</summary>
    public SimulatedFlash Flash { get; }

    /// <summary>Free heap that the firmware is told.</summary>
    public int FreeHeapBytes { get; set; } = 20000;

    /// <summary>Lets the firmware ask for restarts in vain, so that one run outlasts any counter.</summary>
    public bool IsNeverRestarted { get; set; }

    /// <summary>Restarts so far, whoever asked for them.</summary>
    public int RestartCount { get; private set; }

    /// <summary>Turns of the run loop so far.</summary>
    public long TurnCount { get; private set; }

    /// <summary>Right after its next boot the tag is synced without error, as it is when it is handed out.</summary>
    public bool IsSyncedAtBoot { get; set; }

    /// <summary>
    /// A press ends the sleep at once, as the reference board's does (docs/decisions/0020), instead of being noticed at the next wake.
    /// </summary>
    public bool IsWokenByPress { get; set; }

    /// <summary>Called before each turn; scenarios move the wearer and press buttons here.</summary>
    public Action<SimulatedTag, long>? BeforeTurn { get; set; }

    /// <summary>Writes the identity that provisioning would write.</summary>
    public void Provision(IdentityImage identity)
    {
        byte[] image = new byte[IdentityImage.Length];
        identity.Write(image);
        Flash.Place(IdentityStore.FileName, image);
    }

    /// <inheritdoc/>
    public long Act(long nowUs)
    {
        if (!IsWokenByPress)
        {
            return Run(nowUs);
        }

        if (nowUs >= _plannedUs || Hardware.IsPressWaiting)
        {
            _plannedUs = Run(nowUs);
        }

        return Math.Min(_plannedUs, nowUs + PressPollUs);
    }

    private long Run(long nowUs)
    {
        Clock.Wake();
        ChargeUntil(nowUs);
        BeforeTurn?.Invoke(this, nowUs);
        Radio.BlockedUs = 0;
        _flashUs = 0;
        int cuts = Flash.CutCount;
        try
        {
            // The firmware catches every exception: power that went in the middle of a turn ends it all the same.
            long next = Turn(nowUs);
            return Flash.CutCount == cuts ? next : Reboot(nowUs);
        }
        catch (PowerCutException)
        {
            return Reboot(nowUs);
        }
    }

    /// <summary>True UTC at run time <paramref name="us"/>, milliseconds.</summary>
    public double TrueUtcMs(long us) => _startUtcMs + _warpMs + (us / 1000.0);

    /// <summary>Tells the firmware what time it is now, as a sync would: <paramref name="errorMs"/> off true time.</summary>
    public void Sync(double errorMs)
    {
        _time.Read(_now, Application.IsRadioOn);
        Application.SetUtc(_now, (long)(TrueUtcMs(_loop.NowUs) + errorMs));
    }

    /// <summary>
    /// The life before the run, lived by the firmware itself: booted and synced <paramref name="ageMs"/> ago, and before that
    /// once <paramref name="earlierGapMs"/> earlier if that is not 0, switched off in between. Each sync has its own error.
    /// </summary>
    public void PrepareSyncHistory(double ageMs, double earlierGapMs)
    {
        _warpMs = -(ageMs + earlierGapMs);
        BootNow();
        Sync(_syncErrorMs * Noise.Normal(_seed, 3));
        if (earlierGapMs > 0)
        {
            Pass(earlierGapMs);
            Sync(_syncErrorMs * Noise.Normal(_seed, 4));
        }

        Pass(ageMs);
    }

    /// <summary>Puts what the tag spent since local midnight, before the run, into the firmware's account of the day.</summary>
    public void PrepareAccount(double millicoulombs)
    {
        const int MinuteMs = 60000;
        _time.Read(_now, Application.IsRadioOn);
        Application.Budget.Advance(_now);
        Application.Budget.Meter.AddOther((int)(millicoulombs * 1_000_000 / MinuteMs), MinuteMs);
    }

    /// <summary>Has the firmware write what is only in memory, as before a restart.</summary>
    public void PrepareRestart()
    {
        _time.Read(_now, Application.IsRadioOn);
        Application.PrepareRestart(_now);
    }

    /// <summary>Takes the power away and gives it back: everything in memory is lost, and UTC too if so wanted.</summary>
    public void CutPower(bool losesUtc)
    {
        Radio.LosePower();
        if (losesUtc)
        {
            Clock.LosePower();
            ClockChip.LosePower();
        }

        _isBooting = true;
        Application = new TagApplication(_ports);
    }

    /// <inheritdoc/>
    void IPower.Sleep(long milliseconds, bool mustStayAwake) => throw new NotSupportedException("The event loop sleeps for the tag.");

    /// <inheritdoc/>
    void IPower.Restart() => throw new NotSupportedException("The simulated tag restarts itself.");

    /// <inheritdoc/>
    int IPower.GetFreeHeapBytes() => FreeHeapBytes;

    /// <summary>Charges the battery for everything up to <paramref name="nowUs"/>; for a reading at the end of a run.</summary>
    public void ChargeUntil(long nowUs)
    {
        if (nowUs > _chargedUntilUs)
        {
            Battery.Draw(_milliamps + Hardware.IndicatorMilliamps, (nowUs - _chargedUntilUs) / 1000.0);
            _chargedUntilUs = nowUs;
        }
    }

    private long Turn(long nowUs)
    {
        TurnCount++;
        if (_isBooting)
        {
            BootNow();
            SyncAtBoot();
        }

        _time.Read(_now, Application.IsRadioOn);
        long nextMs = Application.Advance(_now);
        if (Application.RestartWanted != RestartReason.None && !IsNeverRestarted)
        {
            Application.PrepareRestart(_now);
            return Reboot(nowUs);
        }

        return NextTurnUs(nowUs, nextMs);
    }

    private void BootNow()
    {
        _isBooting = false;
        Clock.Boot();
        _time.Read(_now, false);
        Application.Boot(_now);
    }

    private void SyncAtBoot()
    {
        if (IsSyncedAtBoot)
        {
            IsSyncedAtBoot = false;
            Sync(0);
        }
    }

    // Switched off for a while: what is in flash and in the clock chip is all that remains, and the chip's error grows.
    private void Pass(double trueMs)
    {
        PrepareRestart();
        Clock.Age(trueMs);
        ClockChip.Age(trueMs);
        _warpMs += trueMs;
        Application = new TagApplication(_ports);
        BootNow();
    }

    private long NextTurnUs(long nowUs, long nextMs)
    {
        long doneUs = nowUs + Radio.BlockedUs + _flashUs;
        Battery.Draw(Radio.BlockedMilliamps, Radio.BlockedUs / 1000.0);
        _chargedUntilUs = doneUs;
        if (Application.MustStayAwake)
        {
            _milliamps = Application.IsRadioOn ? Radio.SteadyMilliamps : _profile.AwakeMilliamps;
            return Math.Max(doneUs, Clock.RunTimeUs(nextMs));
        }

        _milliamps = _profile.SleepMilliamps;
        if (Clock.RunTimeUs(nextMs) <= doneUs)
        {
            return doneUs;
        }

        Battery.Draw(_profile.AwakeMilliamps, _profile.WakeMs);
        return Math.Max(doneUs + 1, Clock.Sleep(doneUs, nextMs));
    }

    private long Reboot(long nowUs)
    {
        RestartCount++;
        CutPower(losesUtc: false);
        Battery.Draw(_profile.StackStartMilliamps, _profile.BootMs);
        _chargedUntilUs = nowUs + (long)(_profile.BootMs * 1000);
        return _chargedUntilUs;
    }

    private void OnFlashOperation()
    {
        _flashUs += (long)(_profile.FlashWriteMs * 1000);
        Battery.Draw(_profile.AwakeMilliamps, _profile.FlashWriteMs);
    }
}
