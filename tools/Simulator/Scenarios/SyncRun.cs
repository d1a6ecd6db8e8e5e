using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using BluezoneTag.Exposure;
using BluezoneTag.Protocol.Exposure;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Protocol.Provisioning;
using BluezoneTag.Simulator.Air;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.Platform;
using BluezoneTag.Simulator.Sync;
using BluezoneTag.SyncClient;

namespace BluezoneTag.Simulator.Scenarios;

/// <summary>
/// Syncs in virtual time: one tag day after day over a good link, and a class at one kiosk over links that die. The whole firmware on the one
/// side, the client library on the other.
/// </summary>
public sealed class SyncRun : IPropagation
{
    // 2020-08-03, 7 in the morning in Vietnam.
    private const long StartUtcMs = 1596412800000;
    private const long SecondUs = 1_000_000;
    private const long LessonUs = 1200 * SecondUs;
    private const double RssiDbm = -60;
    private const int MaxClassSeconds = 3600;
    private const int GoodClockMs = 250;
    private const int FirstSerial = 1000;

    private readonly SyncOptions _options;
    private readonly EventLoop _loop = new();
    private readonly List<SimulatedTag> _tags = [];
    private readonly ClaimRing _claims = new();
    private readonly VirtualPump _pump;
    private readonly VirtualClock _clock;
    private readonly CompactList _list;
    private readonly int[] _nodes;
    private int _randomCalls;
    private int _pressedAgain;

    /// <summary>Tags that have been worn for some minutes when the run begins.</summary>
    public SyncRun(SyncOptions options)
    {
        _options = options;
        _pump = new VirtualPump(_loop);
        _clock = new VirtualClock(_pump, StartUtcMs, 0);
        _list = ListOf(options);
        _nodes = new int[options.Tags];
        var medium = new RadioMedium(this, options.Seed);
        for (int i = 0; i < options.Tags; i++)
        {
            Add(medium, i);
        }
    }

    /// <summary>Runs both parts.</summary>
    public SyncResult Run()
    {
        (List<double> seconds, List<double> air) = RunDays();
        var classAir = new AirCount();
        double classSeconds = RunClass(classAir, out int served);
        return new SyncResult
        {
            DaySeconds = [.. seconds.Order()],
            DayAirSeconds = [.. air.Order()],
            ClassSeconds = classSeconds,
            Served = served,
            PressedAgain = _pressedAgain,
            WorstClockMs = _tags.Max(tag => Math.Abs(tag.ClockErrorMs)),
            ClassAir = classAir,
        };
    }

    int[] IPropagation.NodesInRange(int receiver, long timeUs, out int count)
    {
        count = 0;
        for (int node = 0; node < _options.Tags; node++)
        {
            if (node != receiver)
            {
                _nodes[count++] = node;
            }
        }

        return _nodes;
    }

    double IPropagation.MeanRssiDbm(int sender, int receiver, long timeUs) => RssiDbm;

    private void Add(RadioMedium medium, int index)
    {
        var tag = new SimulatedTag(
            _loop, medium, medium.AddTransmitter(125_000), PlatformProfile.All[0], ClockProfile.All[0], new Battery(1000, 0.9), StartUtcMs, _options.Seed + (ulong)index);
        var identity = new IdentityImage { Serial = (uint)(FirstSerial + index), CreationDay = SlotTime.DayOf(StartUtcMs) - 30, UtcOffsetMinutes = 420 };
        Noise.Bytes(32, _options.Seed, index + 100).CopyTo(identity.BaseKey, 0);
        Noise.Bytes(16, _options.Seed, index + 9000).CopyTo(identity.ClaimSecret, 0);
        tag.Provision(identity);
        tag.IsSyncedAtBoot = true;
        tag.IsWokenByPress = true;
        tag.BeforeTurn = (worn, _) => worn.Hardware.Move();
        _claims.Add(identity.ClaimSecret);
        _tags.Add(tag);
        _loop.Add(tag, (index + 1) * 1000L);
    }

    // One tag, pressed at another moment of its radio slots each time.
    private (List<double> Seconds, List<double> Air) RunDays()
    {
        var seconds = new List<double>();
        var air = new List<double>();
        var count = new AirCount();
        var transport = new VirtualTransport(_pump, [_tags[0].Radio.Gatt], _options.Link, count);
        for (int day = 0; day < _options.Days; day++)
        {
            _loop.RunUntil(_loop.NowUs + (120 * SecondUs) + (long)(Noise.Uniform(_options.Seed, day, 6) * 20 * SecondUs));

            // The tag's own check takes eight lists a day.
            _tags[0].Application.Sync.Exposure = new CarriedList(_list.Chunks.Count);
            long startUs = _loop.NowUs;
            long airUs = count.AirUs;
            long endUs = 0;
            _tags[0].Hardware.SetButton(true);
            _tags[0].Hardware.SetButton(false);
            Finish(async () =>
            {
                await Runner(transport).RunAsync(new DaySync(_list.Header, _list.Chunks)).ConfigureAwait(false);
                endUs = _pump.NowUs;
            });
            seconds.Add((endUs - startUs) / (double)SecondUs);
            air.Add((count.AirUs - airUs) / (double)SecondUs);
        }

        return (seconds, air);
    }

    private double RunClass(AirCount count, out int served)
    {
        _loop.RunUntil(_loop.NowUs + LessonUs);
        var transport = new VirtualTransport(
            _pump, [.. _tags.Select(tag => tag.Radio.Gatt)], _options.Link with { CutShare = _options.CutShare, Seed = _options.Seed }, count);
        _tags[0].Application.Sync.Exposure = _tags[0].Application.Exposure;
        var kiosk = new Kiosk(transport, _clock, _claims, _tags, Random) { CalledAtATime = _options.CalledAtATime };
        long startUs = _loop.NowUs;
        long endUs = 0;
        int done = 0;
        Finish(async () =>
        {
            await kiosk.ServeAsync(() => new DaySync(_list.Header, _list.Chunks), job =>
            {
                int index = Accept(job);
                done += index < 0 ? 0 : 1;
                return index;
            }).ConfigureAwait(false);
            endUs = _pump.NowUs;
        });
        served = done;
        _pressedAgain = kiosk.PressedAgain;
        return (endUs - startUs) / (double)SecondUs;
    }

    // Everybody ill on the day before, from its first slot to its last.
    private static CompactList ListOf(SyncOptions options)
    {
        int today = SlotTime.DayOf(StartUtcMs);
        const long SlotSeconds = SlotTime.SlotMs / 1000;
        InfoEntry[] entries = [.. Enumerable.Range(0, options.ListPeople).Select(person =>
            new InfoEntry(Noise.Bytes(DailyKeyChain.KeyLength, options.Seed, person + 500), (today - 1) * 86400L, (today * 86400L) - SlotSeconds, SlotTime.SlotsPerDay))];
        return CompactList.Of(ExposureRule.ListOfF0, Noise.Bytes(ExposureListHeader.ListIdLength, options.Seed, 4), entries, today - 1, today);
    }

    // Which tag it was; -1 when its clock or its list is not as it should be.
    private int Accept(DaySync job)
    {
        int index = (int)job.Status!.Serial - FirstSerial;
        return job.Verdict != null && Math.Abs(_tags[index].ClockErrorMs) <= GoodClockMs ? index : -1;
    }

    private byte[] Random(int count) => Noise.Bytes(count, _options.Seed + 99, ++_randomCalls);

    private SyncRunner Runner(VirtualTransport transport) => new(transport, _clock, _claims, Random);

    private void Finish(Func<Task> work)
    {
        Task task = _pump.Start(work);
        long limitUs = _loop.NowUs + (MaxClassSeconds * SecondUs);
        while (!task.IsCompleted && _loop.NowUs < limitUs)
        {
            _loop.RunUntil(_loop.NowUs + SecondUs);
        }

        if (!task.IsCompleted)
        {
            throw new InvalidOperationException($"The client still waits after {MaxClassSeconds} simulated seconds.");
        }

        task.GetAwaiter().GetResult();
    }
}
