using System;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.Platform;
using BluezoneTag.Tag.Ports;

namespace BluezoneTag.Simulator.Tests.Support;

/// <summary>The radio of one tag, node 0, and senders around it.</summary>
internal sealed class RadioBench
{
    public RadioBench(int senders = 0, Func<PlatformProfile, PlatformProfile>? change = null, long intervalUs = 45_000, ulong seed = 1)
    {
        Air = new AirBench(senders, intervalUs, seed);
        Profile = change == null ? PlatformProfile.All[0] : change(PlatformProfile.All[0]);
        Clock = new SimulatedClock(Loop, 0, seed);
        Radio = new SimulatedRadio(Loop, Air.Medium, Air.Transmitters[0], Profile, Clock, seed);
    }

    public EventLoop Loop { get; } = new();

    public AirBench Air { get; }

    public PlatformProfile Profile { get; }

    public SimulatedClock Clock { get; }

    public SimulatedRadio Radio { get; }

    public IAdvertiser Advertiser => Radio;

    public IScanner Scanner => Radio;

    /// <summary>Lets pass what the last port call blocked, and <paramref name="milliseconds"/> more.</summary>
    public void Pass(double milliseconds = 0)
    {
        long us = Loop.NowUs + Radio.BlockedUs + (long)(milliseconds * 1000);
        Radio.BlockedUs = 0;
        Loop.RunUntil(us);
    }

    /// <summary>One scan with <paramref name="milliseconds"/> on the air.</summary>
    public RecordingSink Scan(double milliseconds, bool hasRoom = true)
    {
        var sink = new RecordingSink { HasRoom = hasRoom };
        Scanner.Start(sink);
        Pass(milliseconds);
        Scanner.Stop();
        return sink;
    }
}
