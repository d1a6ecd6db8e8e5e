using System;
using BluezoneTag.Protocol.Provisioning;
using BluezoneTag.Simulator.Air;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Tag;
using BluezoneTag.Tag.Ports;
using BluezoneTag.Tag.Storage;
using BluezoneTag.Tag.Supervision;

namespace BluezoneTag.Simulator.Platform;

/// <summary>
/// One tag: the unchanged firmware over simulated ports. Does what the firmware's own run loop does, with virtual time:
/// tell the time, advance, and come back when asked; blocking port calls move the next turn back by as long as they took.
/// </summary>
public sealed class SimulatedTag : IActor, IPower
{
    private readonly EventLoop _loop;
    private readonly PlatformProfile _profile;
    private readonly double _sleepSigmaPpm;
    private readonly ulong _seed;
    private readonly TagTime _now = new();
    private readonly TagPorts _ports;
    private long _chargedUntilUs;
    private double _milliamps;
    private long _sleeps;
    private long _flashUs;
    private bool _isBooting = true;

    /// <summary>A tag with an identity in flash, switched off until its first turn.</summary>
    public SimulatedTag(
        EventLoop loop, RadioMedium medium, Transmitter transmitter, PlatformProfile profile, ClockProfile clock, Battery battery, long startUtcMs, ulong seed)
    {
        _loop = loop;
        _profile = profile;
        _seed = Noise.Bits(seed, transmitter.Node, 77);
        _sleepSigmaPpm = clock.SleepSigmaPpm * Noise.Normal(_seed, 1);
        Node = transmitter.Node;
        Battery = battery;
        Hardware = new TagHardware(battery, _seed);
        Clock = new SimulatedClock(loop, startUtcMs, clock.RateSigmaPpm * Noise.Normal(_seed, 2), clock.SyncSigmaMs * Noise.Normal(_seed, 3));
        Radio = new SimulatedRadio(loop, medium, transmitter, profile, Clock, _seed);
        Flash = new SimulatedFlash { OnOperation = OnFlashOperation };
        _ports = new TagPorts
        {
            Clock = Clock,
            Advertiser = Radio,
            Scanner = Radio,
            Files = Flash,
            Power = this,
            Indicator = Hardware,
            Button = Hardware,
            Battery = Hardware,
            Motion = Hardware,
            Entropy = Hardware,
            Cipher = Hardware,
        };
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

    /// <summary>The clock.</summary>
    public SimulatedClock Clock { get; }

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
        ChargeUntil(nowUs);
        BeforeTurn?.Invoke(this, nowUs);
        Radio.BlockedUs = 0;
        _flashUs = 0;
        try
        {
            return Turn(nowUs);
        }
        catch (PowerCutException)
        {
            return Reboot(nowUs);
        }
    }

    /// <summary>Tells the firmware what time it is now, as a sync would: <paramref name="errorMs"/> off true time.</summary>
    public void Sync(double errorMs)
    {
        Clock.Read(_now);
        Application.SetUtc(_now, (long)(Clock.TrueUtcMs(_loop.NowUs) + errorMs));
    }

    /// <summary>Takes the power away and gives it back: everything in memory is lost, and UTC too if so wanted.</summary>
    public void CutPower(bool losesUtc)
    {
        Radio.LosePower();
        if (losesUtc)
        {
            Clock.LosePower();
        }

        _isBooting = true;
        Application = new TagApplication(_ports);
    }

    /// <inheritdoc/>
    void IPower.Sleep(long milliseconds, bool isRadioOn) => throw new NotSupportedException("The event loop sleeps for the tag.");

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
            _isBooting = false;
            Clock.Boot();
            Clock.Read(_now);
            Application.Boot(_now);
        }

        Clock.Read(_now);
        long nextMs = Application.Advance(_now);
        if (Application.RestartWanted != RestartReason.None && !IsNeverRestarted)
        {
            Application.PrepareRestart();
            return Reboot(nowUs);
        }

        return NextTurnUs(nowUs, nextMs);
    }

    private long NextTurnUs(long nowUs, long nextMs)
    {
        long doneUs = nowUs + Radio.BlockedUs + _flashUs;
        Battery.Draw(Radio.BlockedMilliamps, Radio.BlockedUs / 1000.0);
        _chargedUntilUs = doneUs;
        long nextUs = Math.Max(doneUs, Clock.RunTimeUs(nextMs));
        if (Application.IsRadioOn)
        {
            _milliamps = Radio.SteadyMilliamps;
            return nextUs;
        }

        _milliamps = _profile.SleepMilliamps;
        return nextUs > doneUs ? doneUs + Sleep(nextUs - doneUs) : nextUs;
    }

    // A sleep ends early or late by the error of the sleep timer; then the clock is read and the rest is waited for.
    private long Sleep(long us)
    {
        Battery.Draw(_profile.AwakeMilliamps, _profile.WakeMs);
        double error = us * _sleepSigmaPpm * (1 + (0.2 * Noise.Normal(_seed, ++_sleeps, 8))) / 1e6;
        return Math.Max(1, us + (long)error);
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
