using System;
using System.Collections.Generic;
using BluezoneTag.Simulator.Air;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.Sync;
using BluezoneTag.Tag.Ports;

namespace BluezoneTag.Simulator.Platform;

/// <summary>
/// The Bluetooth half of a simulated tag: one stack in one role at a time, slow to start and stop, a fixed device address,
/// one report for each address and scan, reports handed over one by one. What the platform forbids throws, so that
/// firmware that forgets to stop the stack is found out.
/// </summary>
public sealed class SimulatedRadio : IAdvertiser, IScanner, ISyncService
{
    private const long ScanDwellUs = 30000;

    private readonly EventLoop _loop;
    private readonly RadioMedium _medium;
    private readonly Transmitter _transmitter;
    private readonly PlatformProfile _profile;
    private readonly SimulatedClock _clock;
    private readonly ulong _address;
    private readonly ulong _seed;
    private readonly List<Reception> _receptions = new();
    private IReportSink? _sink;
    private long _starts;
    private long _onAirUs;
    private bool _isAdvertising;

    /// <summary>A radio that is off.</summary>
    public SimulatedRadio(
        EventLoop loop, RadioMedium medium, Transmitter transmitter, PlatformProfile profile, SimulatedClock clock, ulong seed)
    {
        _loop = loop;
        _medium = medium;
        _transmitter = transmitter;
        _profile = profile;
        _clock = clock;
        _seed = Noise.Stream(seed, "radio");

        // The public address of the chip: it never changes, which is one of the tag's stated limits.
        _address = 0xA0DD00000000UL | (uint)transmitter.Node;
    }

    /// <summary>Microseconds the last port call blocked; the tag takes and clears it.</summary>
    public long BlockedUs { get; set; }

    /// <summary>Milliamperes drawn while the last port call blocked.</summary>
    public double BlockedMilliamps { get; private set; }

    /// <summary>Current while nothing blocks: advertising, scanning, or nothing.</summary>
    public double SteadyMilliamps =>
        _isAdvertising || Gatt.IsServing ? _profile.AdvertisingMilliamps : _sink != null ? _profile.ScanningMilliamps : 0;

    /// <summary>Number of the next stack starts that fail.</summary>
    public int FailNextStarts { get; set; }

    /// <summary>The scanner never starts, while the advertiser does.</summary>
    public bool IsScannerDead { get; set; }

    /// <summary>Every start takes this much longer, milliseconds.</summary>
    public double ExtraStartMs { get; set; }

    /// <summary>Thrown by the next start of the stack when set.</summary>
    public Exception? ThrowNext { get; set; }

    /// <summary>Called with every report that the firmware accepted.</summary>
    public Action<Reception>? OnAccepted { get; set; }

    /// <summary>Called with AD structures and the first microsecond on the air whenever another payload goes out.</summary>
    public Action<byte[], int, long>? OnAdvertising { get; set; }

    /// <summary>Adverts beside those of the medium that reach the next scans: a hostile sender. Asked at each scan's end.</summary>
    public Func<IEnumerable<byte[]>>? Flood { get; set; }

    /// <summary>The sync service.</summary>
    public VirtualGatt Gatt { get; } = new();

    /// <inheritdoc/>
    int ISyncService.MaxFrameLength => Gatt.MaxFrameLength;

    private bool IsOn => _isAdvertising || _sink != null || Gatt.IsServing;

    /// <inheritdoc/>
    bool ISyncService.Start(ISyncSink sink, int cellPercent)
    {
        if (!BeginStart())
        {
            return false;
        }

        Gatt.Open(sink, _onAirUs);
        return true;
    }

    /// <inheritdoc/>
    bool ISyncService.Send(byte[] frame, int length) => Gatt.Send(frame, length);

    /// <inheritdoc/>
    void ISyncService.Stop()
    {
        if (Gatt.IsServing)
        {
            Gatt.Close();
            Block(_profile.AdvertisingStopMs, _profile.AwakeMilliamps);
        }
    }

    /// <inheritdoc/>
    bool IAdvertiser.Start(byte[] advertisingData, int length)
    {
        if (!BeginStart())
        {
            return false;
        }

        _isAdvertising = true;
        Transmit(advertisingData, length);
        return true;
    }

    /// <inheritdoc/>
    bool IAdvertiser.Replace(byte[] advertisingData, int length)
    {
        Guard(_isAdvertising, "replaced an advertisement while not advertising");
        _transmitter.End(_loop.NowUs);
        _onAirUs = _loop.NowUs;
        Transmit(advertisingData, length);
        return true;
    }

    /// <inheritdoc/>
    void IAdvertiser.Stop()
    {
        if (_isAdvertising)
        {
            _isAdvertising = false;
            _transmitter.End(_loop.NowUs);
            Block(_profile.AdvertisingStopMs, _profile.AwakeMilliamps);
        }
    }

    /// <inheritdoc/>
    bool IScanner.Start(IReportSink sink)
    {
        if (!BeginStart() || IsScannerDead)
        {
            return false;
        }

        _sink = sink;
        return true;
    }

    /// <inheritdoc/>
    void IScanner.Stop()
    {
        if (_sink != null)
        {
            IReportSink sink = _sink;
            _sink = null;
            if (_loop.NowUs > _onAirUs)
            {
                HandOver(sink);
            }

            Block(_profile.ScanningStopMs, _profile.AwakeMilliamps);
        }
    }

    /// <summary>Power is gone: off the air in the same moment, no matter what the firmware thinks.</summary>
    public void LosePower()
    {
        if (_isAdvertising)
        {
            _transmitter.End(_loop.NowUs);
        }

        if (Gatt.IsServing)
        {
            Gatt.Close();
        }

        _isAdvertising = false;
        _sink = null;
        BlockedUs = 0;
    }

    private static void Guard(bool condition, string what)
    {
        if (!condition)
        {
            throw new InvalidOperationException($"The firmware {what}; the platform does not allow that.");
        }
    }

    private bool BeginStart()
    {
        if (ThrowNext != null)
        {
            Exception exception = ThrowNext;
            ThrowNext = null;
            throw exception;
        }

        Guard(!IsOn, "started the Bluetooth stack while it was running");
        double startMs = Math.Max(50, _profile.StackStartMs + (_profile.StackStartSigmaMs * Noise.Normal(_seed, ++_starts))) + ExtraStartMs;
        Block(startMs, _profile.StackStartMilliamps);
        _onAirUs = _loop.NowUs + (long)(startMs * 1000);
        if (FailNextStarts > 0)
        {
            FailNextStarts--;
            return false;
        }

        return true;
    }

    private void Block(double milliseconds, double milliamps)
    {
        BlockedUs += (long)(milliseconds * 1000);
        BlockedMilliamps = milliamps;
    }

    private void Transmit(byte[] data, int length)
    {
        _transmitter.Begin(_onAirUs, _address, data, length);
        OnAdvertising?.Invoke(data, length, _onAirUs);
    }

    // One report after the other, each taking its time; while one is worked on a few may wait, the others are gone for
    // this scan. What is not handed over when the scan stops never comes.
    private void HandOver(IReportSink sink)
    {
        long nowUs = _loop.NowUs;
        _receptions.Clear();
        _medium.Receive(_transmitter.Node, _onAirUs, nowUs, ScanDwellUs, true, _receptions);
        long reportUs = (long)(_profile.ReportMs * 1000);
        long freeUs = 0;
        foreach (Reception reception in _receptions)
        {
            long startUs = Math.Max(freeUs, reception.TimeUs);
            if (startUs >= nowUs || startUs - reception.TimeUs > _profile.ReportBuffers * reportUs)
            {
                continue;
            }

            freeUs = startUs + reportUs;
            if (sink.OnReport(reception.Burst.Data, 0, reception.Burst.Length, reception.RssiDbm, _clock.UptimeMs(startUs)))
            {
                OnAccepted?.Invoke(reception);
            }
        }

        if (Flood != null)
        {
            foreach (byte[] advert in Flood())
            {
                sink.OnReport(advert, 0, advert.Length, -60, _clock.UptimeMs(nowUs));
            }
        }
    }
}
