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
    /// <summary>Tags are switched on at random before this run time.</summary>
    public const long SwitchOnUs = 60 * SecondUs;

    private const long SecondUs = 1_000_000;
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
        long meetUs = MeetUs(setup.Start, seed);
        _world = new BenchWorld(setup.Tags + setup.ForeignDevices, seed)
        {
            MeetUs = meetUs,
            PartUs = meetUs + (setup.Seconds * SecondUs),
            MutedShare = setup.MutedShare,
        };
        _medium = new RadioMedium(_world, seed);
        _log = new ContactLog(setup.Tags, setup.Seconds);
        long startUtcMs = StartUtcMs(seed);
        for (int i = 0; i < setup.Tags; i++)
        {
            AddTag(i, startUtcMs);
        }

        AddForeignDevices();
    }

    /// <summary>The tags.</summary>
    public IReadOnlyList<SimulatedTag> Tags => _tags;

    /// <summary>Run time at which the contact begins.</summary>
    public static long MeetUs(ContactStart start, ulong seed)
    {
        long warmUpUs = start is ContactStart.Resting or ContactStart.PickedUp ? RestingUs : AloneUs;
        return SwitchOnUs + warmUpUs + (long)Noise.Between(0, PhaseUs, seed, 1);
    }

    /// <summary>True UTC at the beginning of the run: any moment from seven to twenty o'clock in Vietnam.</summary>
    public static long StartUtcMs(ulong seed) => BenchTag.UtcMsAt(Noise.Between(7, 20, seed, 2), (int)Noise.Between(0, 20, seed, 3));

    /// <summary>Moves the wearer as <paramref name="start"/> has it.</summary>
    public static void MoveWearer(SimulatedTag tag, ContactStart start, bool isTogether)
    {
        if (start == ContactStart.Moving || (start == ContactStart.PickedUp && isTogether))
        {
            tag.Hardware.Move();
        }
    }

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
            _loop,
            _medium,
            _setup.Platform,
            _setup.Clock,
            Noise.Between(0, _setup.MaxSyncAgeHours, seed, 4),
            startUtcMs,
            seed,
            hasMotionSensor: _setup.Start != ContactStart.Alone,
            earlierSyncHours: _setup.EarlierSyncHours);
        tag.BeforeTurn = (moved, nowUs) => MoveWearer(moved, _setup.Start, nowUs >= _world.MeetUs);
        tag.Radio.OnAccepted = reception => _log.Add(tag.Node, reception.Node, (double)(reception.TimeUs - _world.MeetUs) / SecondUs);
        _tags.Add(tag);
        _loop.Add(tag, (long)Noise.Between(0, SwitchOnUs, seed, 6));
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
