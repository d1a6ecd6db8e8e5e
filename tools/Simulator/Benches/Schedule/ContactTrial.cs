using System.Collections.Generic;
using BluezoneTag.Simulator.Air;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.Platform;

namespace BluezoneTag.Simulator.Benches.Schedule;

/// <summary>
/// One contact of tags that run the firmware: switched on at random moments, alone for at least six minutes (thirty-six to
/// come to rest), together for the contact, at a random moment of the day and so of the quarter hour.
/// </summary>
public sealed class ContactTrial
{
    private const long SecondUs = 1_000_000;
    private const long SwitchOnUs = 60 * SecondUs;
    private const long AloneUs = 360 * SecondUs;
    private const long RestingUs = 2160 * SecondUs;
    private const long PhaseUs = 60 * SecondUs;

    // Scans that began in the contact are worked out when they end.
    private const long TailUs = 5 * SecondUs;

    private readonly ContactSetup _setup;
    private readonly ulong _seed;
    private readonly EventLoop _loop = new();
    private readonly BenchWorld _world;
    private readonly RadioMedium _medium;
    private readonly ContactLog _log;
    private readonly List<SimulatedTag> _tags = new();

    /// <summary>Builds the trial; nothing runs yet.</summary>
    public ContactTrial(ContactSetup setup, ulong seed)
    {
        _setup = setup;
        _seed = seed;
        long warmUpUs = setup.Start is ContactStart.Resting or ContactStart.PickedUp ? RestingUs : AloneUs;
        long meetUs = SwitchOnUs + warmUpUs + (long)Noise.Between(0, PhaseUs, seed, 1);
        _world = new BenchWorld(setup.Tags + setup.ForeignDevices, seed)
        {
            MeetUs = meetUs,
            PartUs = meetUs + (setup.Seconds * SecondUs),
            MutedShare = setup.MutedShare,
        };
        _medium = new RadioMedium(_world, seed);
        _log = new ContactLog(setup.Tags, setup.Seconds);
        long startUtcMs = BenchTag.UtcMsAt(Noise.Between(7, 20, seed, 2), (int)Noise.Between(0, 20, seed, 3));
        for (int i = 0; i < setup.Tags; i++)
        {
            AddTag(i, startUtcMs);
        }

        AddForeignDevices();
    }

    /// <summary>The tags.</summary>
    public IReadOnlyList<SimulatedTag> Tags => _tags;

    /// <summary>Runs one trial of <paramref name="setup"/>.</summary>
    public static ContactLog Run(ContactSetup setup, ulong seed) => new ContactTrial(setup, seed).Run();

    /// <summary>Runs to the end of the contact.</summary>
    public ContactLog Run()
    {
        _loop.RunUntil(_world.PartUs + TailUs);
        return _log;
    }

    private void AddTag(int index, long startUtcMs)
    {
        ulong seed = Noise.Bits(_seed, index, 5);
        SimulatedTag tag = BenchTag.Create(
            _loop, _medium, _setup.Platform, _setup.Clock, Noise.Between(0, _setup.MaxSyncAgeHours, seed, 4), startUtcMs, seed);
        if (_setup.Start == ContactStart.Alone)
        {
            BenchTag.RemoveMotionSensor(tag);
        }

        tag.BeforeTurn = MoveWearer;
        tag.Radio.OnAccepted = reception => _log.Add(tag.Node, reception.Node, (double)(reception.TimeUs - _world.MeetUs) / SecondUs);
        _tags.Add(tag);
        _loop.Add(tag, (long)Noise.Between(0, SwitchOnUs, seed, 6));
    }

    private void MoveWearer(SimulatedTag tag, long nowUs)
    {
        if (_setup.Start == ContactStart.Moving || (_setup.Start == ContactStart.PickedUp && nowUs >= _world.MeetUs))
        {
            tag.Hardware.Move();
        }
    }

    private void AddForeignDevices()
    {
        for (int i = 0; i < _setup.ForeignDevices; i++)
        {
            Transmitter transmitter = _medium.AddTransmitter(ForeignDevice.IntervalUs);
            _loop.Add(new ForeignDevice(transmitter), (long)Noise.Between(0, SwitchOnUs, _seed, i, 7));
        }
    }
}
