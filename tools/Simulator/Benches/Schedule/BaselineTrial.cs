using System.Collections.Generic;
using BluezoneTag.Simulator.Air;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.Platform;

namespace BluezoneTag.Simulator.Benches.Schedule;

/// <summary>One contact of devices that follow a baseline, over the same air and link as <see cref="ContactTrial"/>.</summary>
public static class BaselineTrial
{
    private const long SecondUs = 1_000_000;

    // Longer than any of their cycles.
    private const double SwitchOnUs = 600e6;

    /// <summary>Runs one.</summary>
    public static ContactLog Run(Baseline baseline, PlatformProfile platform, int deviceCount, int foreignDevices, int contactSeconds, ulong seed)
    {
        var loop = new EventLoop();
        long meetUs = (long)SwitchOnUs + (60 * SecondUs);
        var world = new BenchWorld(deviceCount + foreignDevices, seed) { MeetUs = meetUs, PartUs = meetUs + (contactSeconds * SecondUs) };
        var medium = new RadioMedium(world, seed);
        var log = new ContactLog(deviceCount, contactSeconds);
        var devices = new List<BaselineDevice>();
        for (int i = 0; i < deviceCount; i++)
        {
            int receiver = i;
            var device = new BaselineDevice(
                medium,
                medium.AddTransmitter(baseline.IntervalUs),
                baseline,
                platform,
                Noise.Bits(seed, i, 5),
                reception => log.Add(receiver, reception.Node, (double)(reception.TimeUs - meetUs) / SecondUs));
            devices.Add(device);
            loop.Add(device, (long)Noise.Between(0, SwitchOnUs, seed, i, 6));
        }

        for (int i = 0; i < foreignDevices; i++)
        {
            loop.Add(new ForeignDevice(medium.AddTransmitter(ForeignDevice.IntervalUs)), (long)Noise.Between(0, SwitchOnUs, seed, i, 7));
        }

        loop.RunUntil(world.PartUs + (2 * SecondUs));
        devices.ForEach(device => device.Dispose());
        return log;
    }
}
