using System;
using System.Collections.Generic;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Protocol.Provisioning;
using BluezoneTag.Simulator.Air;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.People;
using BluezoneTag.Simulator.Phones;
using BluezoneTag.Simulator.Platform;

namespace BluezoneTag.Simulator.Benches;

/// <summary>
/// A small world for looking into a tag: six tags with phones and foreign devices in one room for an hour, always the
/// same one.
/// </summary>
public sealed class BenchRoom
{
    /// <summary>Tags in the room.</summary>
    public const int TagCount = 6;

    /// <summary>How long it is run, microseconds.</summary>
    public const long DurationUs = 3_600_000_000;

    // 3 August 2020, 09:00 in Vietnam.
    private const long StartUtcMs = 1596420000000;

    /// <summary>UTC day of it.</summary>
    public const int Day = (int)(StartUtcMs / 86_400_000);

    private const int UtcOffsetMinutes = 420;
    private const int KeyAgeDays = 20;
    private const int PhoneCount = 2;
    private const int ForeignCount = 6;
    private const int ContactMinutes = 50;
    private const ulong Seed = 1;
    private const int MaxOpeningSeconds = 30;

    private readonly EventLoop _loop = new();
    private readonly List<SimulatedTag> _tags = new();
    private readonly RadioWorld _world;
    private readonly RadioMedium _medium;

    /// <summary>Builds the room. <paramref name="actorOf"/> may put something between the event loop and a tag.</summary>
    public BenchRoom(Func<SimulatedTag, IActor> actorOf)
    {
        _world = new RadioWorld(TraceMaker.Room(TagCount, ContactMinutes), 0, Seed);
        _medium = new RadioMedium(_world, Seed);
        for (int person = 0; person < TagCount; person++)
        {
            SimulatedTag tag = AddTag(person);
            _tags.Add(tag);
            _loop.Add(actorOf(tag), person * 1_000_000L);
        }

        AddPhones();
        AddForeignDevices();
        _world.Freeze();
    }

    /// <summary>The tags.</summary>
    public IReadOnlyList<SimulatedTag> Tags => _tags;

    /// <summary>Lets the hour pass.</summary>
    public void Run() => _loop.RunUntil(DurationUs);

    /// <summary>Has the wearer of a tag press its button, and waits until its window is open.</summary>
    public void OpenWindow(SimulatedTag tag)
    {
        tag.Hardware.SetButton(true);
        tag.Hardware.SetButton(false);
        for (int waited = 0; waited < MaxOpeningSeconds && !tag.Radio.Gatt.IsServing; waited++)
        {
            _loop.RunUntil(_loop.NowUs + 1_000_000);
        }
    }

    private SimulatedTag AddTag(int person)
    {
        PlatformProfile platform = PlatformProfile.All[0];
        Transmitter transmitter = _medium.AddTransmitter((long)(platform.AdvertisingIntervalMs * 1000));
        _world.AddTag(person);
        var tag = new SimulatedTag(
            _loop, _medium, transmitter, platform, ClockProfile.All[0], new Battery(1000, 0.9), StartUtcMs, Noise.Bits(Seed, person, 5));
        var identity = new IdentityImage
        {
            Serial = (uint)person,
            CreationDay = SlotTime.DayOf(StartUtcMs) - KeyAgeDays,
            UtcOffsetMinutes = UtcOffsetMinutes,
        };
        Noise.Bytes(identity.BaseKey.Length, Seed, person + 1).CopyTo(identity.BaseKey, 0);
        tag.Provision(identity);
        tag.PrepareSyncHistory(3_600_000, 0);
        tag.BeforeTurn = (moving, _) => moving.Hardware.Move();
        return tag;
    }

    private void AddPhones()
    {
        for (int person = 0; person < PhoneCount; person++)
        {
            Transmitter transmitter = _medium.AddTransmitter(AndroidPhone.AdvertisingIntervalUs);
            _world.AddPhone(person);
            var phone = new AndroidPhone(_medium, transmitter, StartUtcMs, Seed);
            _loop.Add(phone, phone.FirstActUs);
        }
    }

    private void AddForeignDevices()
    {
        for (int i = 0; i < ForeignCount; i++)
        {
            Transmitter transmitter = _medium.AddTransmitter(ForeignDevice.IntervalUs);
            _world.AddForeign(0);
            _loop.Add(new ForeignDevice(transmitter), i * 1000L);
        }
    }
}
