using System;
using BluezoneTag.Simulator.Air;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.Platform;
using BluezoneTag.Tag.Supervision;

namespace BluezoneTag.Simulator.Benches.Schedule;

/// <summary>
/// A tag with a friend's tag in reach at times, for counting charge over hours and days. The friend's tag is another one,
/// with its own firmware; only the first is measured.
/// </summary>
public sealed class DayRun
{
    private const long HourUs = 3_600_000_000;
    private const double MillicoulombsPerMilliampHour = 3600;

    private readonly EventLoop _loop = new();
    private readonly BenchWorld _world;
    private readonly SimulatedTag _tag;
    private readonly SimulatedTag _friend;

    /// <summary>Both tags at local hour <paramref name="startHour"/>, apart and still.</summary>
    public DayRun(PlatformProfile platform, double milliampHours, bool hasMotionSensor, double startHour, ulong seed)
    {
        _world = new BenchWorld(2, seed);
        var medium = new RadioMedium(_world, seed);
        long startUtcMs = BenchTag.UtcMsAt(startHour);
        _tag = Add(medium, platform, milliampHours, hasMotionSensor, startUtcMs, Noise.Bits(seed, 1));
        _friend = Add(medium, platform, milliampHours, hasMotionSensor, startUtcMs, Noise.Bits(seed, 2));
    }

    /// <summary>Whether the wearers move, by run time in microseconds.</summary>
    public Func<long, bool> IsMoving { get; set; } = _ => false;

    /// <summary>The cell of the measured tag.</summary>
    public Battery Battery => _tag.Battery;

    /// <summary>Radio slots that the measured tag has advertised in since its last restart.</summary>
    public long SlotCount => _tag.Application.Counters.Get(TagCounter.AdvertisingWindows);

    /// <summary>Brings the two together from now for <paramref name="hours"/>.</summary>
    public void Meet(double hours)
    {
        _world.MeetUs = _loop.NowUs;
        _world.PartUs = _loop.NowUs + (long)(hours * HourUs);
    }

    /// <summary>Lets <paramref name="hours"/> pass and returns the mean current in milliamperes.</summary>
    public double Run(double hours)
    {
        double before = Charge();
        _loop.RunUntil(_loop.NowUs + (long)(hours * HourUs));
        return (Charge() - before) / MillicoulombsPerMilliampHour / hours;
    }

    /// <summary>Fills both cells to <paramref name="share"/>.</summary>
    public void Recharge(double share)
    {
        foreach (SimulatedTag tag in new[] { _tag, _friend })
        {
            tag.Battery.InitialShare += share - tag.Battery.Share;
        }
    }

    private SimulatedTag Add(
        RadioMedium medium, PlatformProfile platform, double milliampHours, bool hasMotionSensor, long startUtcMs, ulong seed)
    {
        SimulatedTag tag = BenchTag.Create(_loop, medium, platform, ClockProfile.All[0], 1, startUtcMs, seed, hasMotionSensor, milliampHours);
        tag.Battery.InitialShare = 0.95;
        tag.BeforeTurn = MoveWearer;
        _loop.Add(tag, (long)Noise.Between(0, ContactTrial.SwitchOnUs, seed, 6));
        return tag;
    }

    private void MoveWearer(SimulatedTag tag, long nowUs)
    {
        if (IsMoving(nowUs))
        {
            tag.Hardware.Move();
        }
    }

    private double Charge()
    {
        _tag.ChargeUntil(_loop.NowUs);
        return Battery.DrawnMillicoulombs;
    }
}
