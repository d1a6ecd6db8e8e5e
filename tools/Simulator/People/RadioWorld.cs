using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Simulator.Air;
using BluezoneTag.Simulator.Engine;

namespace BluezoneTag.Simulator.People;

/// <summary>
/// Where people are and what that does to the signal (docs/simulation.md 4). Two people in contact are 0.5-1.5 m apart
/// and face each other; people of one class are 2-8 m apart in one room, bodies between them; the next room is behind a
/// wall; everybody else is out of range. Before and after school all are at home, with their own devices only.
/// </summary>
public sealed class RadioWorld : IPropagation
{
    // Mean attenuation of 2 m is 47 dB (published for phones); a tag sends at about 0 dBm and loses 6 dB in its case and
    // on the chest. Phones of 20 models at 2 m: mean -60.4 dBm, deviation 5.3 dB.
    internal const double TagAtTwoMetresDbm = -53;
    private const double PhoneAtTwoMetresDbm = -60.4;
    internal const double TagSigmaDb = 1.5;
    internal const double PhoneSigmaDb = 5.3;
    internal const double MinuteSigmaDb = 3;
    private const double WallDb = 14;
    private const double OwnDeviceMetres = 0.4;
    private const long MinuteUs = 60_000_000;
    private const long HourUs = 3_600_000_000;

    private readonly ContactTrace _trace;
    private readonly ulong _seed;
    private readonly ulong _distanceSeed;
    private readonly ulong _bodySeed;
    private readonly ulong _turnSeed;
    private readonly long _schoolStartUs;
    private readonly List<Device> _devices = new();
    private readonly int[] _rooms;
    private readonly int _reach;
    private readonly List<int>[] _devicesOfPerson;
    private int[][] _nodesOfRoom = [];
    private int[] _scratch = new int[64];

    /// <summary>
    /// The world of <paramref name="trace"/>, whose step 0 begins at <paramref name="schoolStartUs"/> of the run.
    /// </summary>
    public RadioWorld(ContactTrace trace, long schoolStartUs, ulong seed)
    {
        _trace = trace;
        _seed = Noise.Stream(seed, "world");
        _distanceSeed = Noise.Stream(seed, "distance");
        _bodySeed = Noise.Stream(seed, "body");
        _turnSeed = Noise.Stream(seed, "turn");
        _schoolStartUs = schoolStartUs;
        _rooms = AssignRooms(trace);
        _reach = trace.HasNeighbouringRooms ? 1 : 0;
        _devicesOfPerson = trace.Persons.Select(_ => new List<int>()).ToArray();
    }

    private enum DeviceKind
    {
        Tag,
        Phone,
        Foreign,
    }

    /// <summary>
    /// How much stronger than assumed tags of this model hear each other, dB: antenna, case and module of a model that nobody
    /// measured. Half of it is in the sender and half in the receiver.
    /// </summary>
    public double TagModelOffsetDb { get; init; }

    /// <summary>Number of rooms.</summary>
    public int RoomCount => _rooms.Max() + 1;

    /// <summary>The next device is a tag worn by <paramref name="person"/>.</summary>
    public void AddTag(int person) => Add(new Device(DeviceKind.Tag, person, _rooms[person]));

    /// <summary>The next device is a phone carried by <paramref name="person"/>.</summary>
    public void AddPhone(int person) => Add(new Device(DeviceKind.Phone, person, _rooms[person]));

    /// <summary>The next device is somebody else's, standing in <paramref name="room"/>.</summary>
    public void AddForeign(int room) => Add(new Device(DeviceKind.Foreign, -1, room));

    /// <summary>Call once after the last device.</summary>
    public void Freeze()
    {
        _nodesOfRoom = Enumerable.Range(0, RoomCount)
            .Select(room => Enumerable.Range(0, _devices.Count).Where(node => Math.Abs(_devices[node].Room - room) <= _reach).ToArray())
            .ToArray();
        _scratch = new int[_devices.Count + 64];
    }

    /// <summary>Whether people are at school at <paramref name="timeUs"/>.</summary>
    public bool IsSchool(long timeUs) => timeUs >= _schoolStartUs && StepAt(timeUs) < _trace.StepCount;

    /// <summary>Step of the trace at <paramref name="timeUs"/>; negative before and too large after it.</summary>
    public int StepAt(long timeUs) => (int)Math.Floor((timeUs - _schoolStartUs) / (ContactTrace.StepSeconds * 1e6));

    /// <inheritdoc/>
    public int[] NodesInRange(int receiver, long timeUs, out int count)
    {
        count = 0;
        Device device = _devices[receiver];
        if (!IsSchool(timeUs))
        {
            AddOthers(_devicesOfPerson[device.Person], receiver, ref count);
            return _scratch;
        }

        foreach (int node in _nodesOfRoom[device.Room])
        {
            if (node != receiver)
            {
                _scratch[count++] = node;
            }
        }

        foreach (int partner in _trace.PartnersOf(device.Person, StepAt(timeUs)))
        {
            if (Math.Abs(_rooms[partner] - device.Room) > _reach)
            {
                AddOthers(_devicesOfPerson[partner], receiver, ref count);
            }
        }

        return _scratch;
    }

    /// <inheritdoc/>
    public double MeanRssiDbm(int sender, int receiver, long timeUs)
    {
        Device from = _devices[sender];
        Device to = _devices[receiver];
        long minute = timeUs / MinuteUs;
        (int low, int high) = sender < receiver ? (sender, receiver) : (receiver, sender);
        double atTwoMetres = from.Kind == DeviceKind.Tag ? TagAtTwoMetresDbm : PhoneAtTwoMetresDbm;
        int tags = (from.Kind == DeviceKind.Tag ? 1 : 0) + (to.Kind == DeviceKind.Tag ? 1 : 0);
        return atTwoMetres
            + (TagModelOffsetDb * tags / 2)
            - Loss(from, to, low, high, timeUs, minute)
            + from.OffsetDb
            + (to.OffsetDb / 2)
            + (MinuteSigmaDb * Noise.Normal(_seed, low, high, minute));
    }

    private static double DistanceLoss(double metres) => 20 * Math.Log10(metres / 2);

    // A teacher is where most of his or her contacts are; everybody else in the room of the class.
    private static int[] AssignRooms(ContactTrace trace)
    {
        string[] groups = trace.Persons.Select(person => person.Group).Where(group => group != "Teachers").Distinct().Order(StringComparer.Ordinal).ToArray();
        int[] rooms = trace.Persons.Select(person => Array.IndexOf(groups, person.Group)).ToArray();
        var steps = new int[trace.Persons.Count, groups.Length + 1];
        foreach (((int first, int second), List<int> pairSteps) in trace.Pairs)
        {
            steps[first, Math.Max(rooms[second], 0)] += rooms[second] < 0 ? 0 : pairSteps.Count;
            steps[second, Math.Max(rooms[first], 0)] += rooms[first] < 0 ? 0 : pairSteps.Count;
        }

        int[] result = (int[])rooms.Clone();
        for (int person = 0; person < rooms.Length; person++)
        {
            if (rooms[person] < 0)
            {
                result[person] = Enumerable.Range(0, Math.Max(1, groups.Length)).MaxBy(room => steps[person, room]);
            }
        }

        return result;
    }

    private void Add(Device device)
    {
        int node = _devices.Count;
        double sigma = device.Kind == DeviceKind.Tag ? TagSigmaDb : PhoneSigmaDb;
        _devices.Add(device with { OffsetDb = sigma * Noise.Normal(_seed, node, 31) });
        if (device.Person >= 0)
        {
            _devicesOfPerson[device.Person].Add(node);
        }
    }

    private void AddOthers(List<int> nodes, int receiver, ref int count)
    {
        foreach (int node in nodes)
        {
            if (node != receiver)
            {
                _scratch[count++] = node;
            }
        }
    }

    private double Loss(Device from, Device to, int low, int high, long timeUs, long minute)
    {
        if (from.Person == to.Person && from.Person >= 0)
        {
            return DistanceLoss(OwnDeviceMetres);
        }

        int step = StepAt(timeUs);
        if (from.Person >= 0 && to.Person >= 0 && _trace.IsContact(from.Person, to.Person, step))
        {
            double turned = Noise.Uniform(_turnSeed, low, high, minute) < 0.1 ? 10 : 0;
            return DistanceLoss(Noise.Between(_trace.NearestMetres, _trace.FarthestMetres, _distanceSeed, low, high, step)) + turned + Noise.Between(0, 4, _bodySeed, low, high, minute);
        }

        // Seats for an hour; bodies turn from minute to minute (seating alone was measured to move 10 dB).
        double body = Noise.Between(4, 16, _bodySeed, low, high, minute);
        long hour = timeUs / HourUs;
        return from.Room == to.Room
            ? DistanceLoss(Noise.Between(2, 8, _distanceSeed, high, low, hour)) + body
            : DistanceLoss(Noise.Between(6, 14, _distanceSeed, high, low, hour)) + body + WallDb;
    }

    private sealed record Device(DeviceKind Kind, int Person, int Room)
    {
        public double OffsetDb { get; init; }
    }
}
