using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Simulator.Air;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.Platform;
using BluezoneTag.Simulator.Sync;

namespace BluezoneTag.Kiosk.Demo;

/// <summary>
/// Simulated tags with the whole firmware, and the days they have been worn before anybody looks. Knows virtual time alone; one thread calls
/// everything here (<see cref="DemoThread"/>).
/// </summary>
public sealed class DemoBench
{
    /// <summary>MTU of its links.</summary>
    public const int Mtu = 247;

    private const long AdvertisingIntervalUs = 125_000;
    private const long SettleUs = 60_000_000;
    private const long HoldUs = 2_500_000;
    private const long LookUs = 50_000;
    private const long SearchUs = 500_000;
    private const long MaxOpeningUs = 20_000_000;
    private const long MaxAheadUs = 20_000_000;
    private const int CellMilliampHours = 1000;
    private const double FirstShare = 0.95;
    private const double ShareStep = 0.07;
    private const double LeastShare = 0.45;

    private readonly DemoOptions _options;
    private readonly EventLoop _loop = new();
    private readonly List<DemoTag> _tags = [];
    private readonly AirCount _air = new();
    private readonly long _startUtcMs;
    private readonly long _readyUs;
    private readonly SimulatedTag _patient;
    private readonly VirtualPump _pump;
    private long _skippedUs;
    private long _setRightUs;

    /// <summary>Lives the days before <paramref name="nowUtcMs"/>: some seconds of work.</summary>
    public DemoBench(DemoOptions options, long nowUtcMs)
    {
        _options = options;
        CutShare = options.CutShare;
        _readyUs = options.HistoryHours * 3_600_000_000L;
        _startUtcMs = nowUtcMs - (_readyUs / 1000);
        var world = new DemoWorld(options.Tags, _startUtcMs, nowUtcMs);
        var medium = new RadioMedium(world, options.Seed);
        for (int i = 0; i < options.Tags; i++)
        {
            _tags.Add(DemoTag.Provision(i, Make(world, medium, i), _startUtcMs, options.Seed));
        }

        _patient = Make(world, medium, options.Tags);
        Patient = DemoTag.Provision(options.Tags, _patient, _startUtcMs, options.Seed);
        LiveUntilReady();
        _pump = new VirtualPump(_loop);
    }

    /// <summary>The tags in their order.</summary>
    public IReadOnlyList<DemoTag> Tags => _tags;

    /// <summary>Whom tag 0 met. Not on the table.</summary>
    public DemoTag Patient { get; }

    /// <summary>True UTC in milliseconds.</summary>
    public long NowUtcMs => _startUtcMs + ((_loop.NowUs - _skippedUs) / 1000);

    /// <summary>Chance of each frame of links to come that its link dies with it.</summary>
    public double CutShare { get; set; }

    /// <summary>So many links to come die with their frame number <see cref="CutAtFrame"/>, both directions counted from 1.</summary>
    public int LinksToCut { get; set; }

    /// <summary>See <see cref="LinksToCut"/>.</summary>
    public int CutAtFrame { get; set; }

    /// <summary>Whether exposure checks take no time, which else are done by the tags themselves between two frames and between radio slots.</summary>
    public bool AreChecksInstant { get; set; }

    /// <summary>Called with each frame on any link.</summary>
    public Action? OnFrame { get; set; }

    /// <summary>Links that died before their time.</summary>
    public int CutCount => _air.Cuts;

    /// <summary>First UTC day of the tags' life.</summary>
    public int FirstDay => SlotTime.DayOf(_startUtcMs);

    /// <summary>Lets everybody live on until <paramref name="sinceReadyUs"/> microseconds after the bench was ready.</summary>
    public void RunUntil(long sinceReadyUs)
    {
        long endUs = _readyUs + sinceReadyUs + _skippedUs;
        if (endUs > _loop.NowUs)
        {
            _loop.RunUntil(endUs);
        }

        for (int i = 0; AreChecksInstant && i < _tags.Count; i++)
        {
            FinishCheck(i);
        }
    }

    /// <summary>Lets so much of everybody's patience pass at once. The tags' clocks are put right after it, as if it had not been.</summary>
    public void Skip(int milliseconds)
    {
        _skippedUs += milliseconds * 1000L;
        _loop.RunUntil(_loop.NowUs + (milliseconds * 1000L));
        PutClocksRight();
    }

    /// <summary>Sets the clocks of all tags.</summary>
    public void PutClocksRight()
    {
        _setRightUs = _skippedUs;
        foreach (DemoTag tag in _tags)
        {
            tag.Tag.Sync(-_skippedUs / 1000.0);
        }
    }

    /// <summary>By how much a tag's clock is ahead of true UTC.</summary>
    public double ClockErrorMs(int index) => _tags[index].Tag.ClockErrorMs + (_skippedUs / 1000.0);

    /// <summary>A short press of a tag's button.</summary>
    public void Press(int index)
    {
        TagHardware hardware = _tags[index].Tag.Hardware;
        hardware.SetButton(true);
        hardware.SetButton(false);
    }

    /// <summary>The same, and no time is lost until its radio is free and its window open.</summary>
    public void PressAndOpen(int index)
    {
        Press(index);
        for (long waitedUs = 0; waitedUs < MaxOpeningUs && !_tags[index].Tag.Radio.Gatt.IsConnectable(_loop.NowUs); waitedUs += LookUs)
        {
            _skippedUs += LookUs;
            _loop.RunUntil(_loop.NowUs + LookUs);
        }

        if (_skippedUs > _setRightUs + MaxAheadUs)
        {
            PutClocksRight();
        }
    }

    /// <summary>The button held for two and a half seconds.</summary>
    public void Hold(int index)
    {
        TagHardware hardware = _tags[index].Tag.Hardware;
        hardware.SetButton(true);
        _pump.In(HoldUs, () => hardware.SetButton(false));
    }

    /// <summary>
    /// Connects to the open tag called <paramref name="peer"/>, or to the first open one in reach; waits half a second for a window to open. Null when none did.
    /// </summary>
    public async Task<VirtualLink?> ConnectAsync(string? peer, CancellationToken cancel)
    {
        long untilUs = _loop.NowUs + SearchUs;
        while (_loop.NowUs < untilUs && !cancel.IsCancellationRequested)
        {
            if (Find(peer) is DemoTag tag)
            {
                await _pump.DelayAsync((long)(Profile.ConnectMs * 1000)).ConfigureAwait(false);
                if (IsConnectable(tag))
                {
                    return Link(tag);
                }
            }

            await _pump.DelayAsync(LookUs).ConfigureAwait(false);
        }

        return null;
    }

    /// <summary>Has a tag finish the exposure check that is under way.</summary>
    public void FinishCheck(int index)
    {
        // A tag that was handed back has none.
        while (_tags[index].Tag.Application.Exposure is { HasWork: true } check)
        {
            check.Step();
        }
    }

    /// <summary>Starts asynchronous work of a client in virtual time, now.</summary>
    public Task Start(Func<Task> work) => _pump.Start(work);

    /// <summary>A task that is done so many milliseconds of virtual time later.</summary>
    public Task DelayAsync(int milliseconds) => _pump.DelayAsync(milliseconds * 1000L);

    /// <summary>Whether a client could connect to <paramref name="tag"/> now.</summary>
    public bool IsConnectable(DemoTag tag) => tag.IsNear && tag.Tag.Radio.Gatt.IsConnectable(_loop.NowUs);

    private LinkProfile Profile => _options.Link with { CutShare = CutShare, Seed = _options.Seed };

    private SimulatedTag Make(DemoWorld world, RadioMedium medium, int index)
    {
        var cell = new Battery(CellMilliampHours, Math.Max(LeastShare, FirstShare - (ShareStep * index)));
        var tag = new SimulatedTag(
            _loop, medium, medium.AddTransmitter(AdvertisingIntervalUs), PlatformProfile.All[0], ClockProfile.All[0], cell, _startUtcMs, _options.Seed + (ulong)index)
        {
            BeforeTurn = (worn, nowUs) =>
            {
                if (world.IsMoving(worn.Node, nowUs))
                {
                    worn.Hardware.Move();
                }
            },
        };
        _loop.Add(tag, (index + 1) * 1000L);
        return tag;
    }

    // The button wakes a tag by a look every 50 ms, which three days of nobody pressing can do without.
    private void LiveUntilReady()
    {
        _loop.RunUntil(_readyUs - SettleUs);
        foreach (DemoTag tag in _tags)
        {
            tag.Tag.IsWokenByPress = true;
        }

        _loop.RunUntil(_readyUs);
    }

    private DemoTag? Find(string? peer) => _tags.FirstOrDefault(tag => (peer == null || peer == tag.Peer) && IsConnectable(tag));

    private VirtualLink Link(DemoTag tag)
    {
        tag.Officer.OnLink();
        int framesLeft = LinksToCut > 0 ? CutAtFrame : int.MaxValue;
        LinksToCut = Math.Max(0, LinksToCut - 1);
        tag.Link = new VirtualLink(_pump, tag.Tag.Radio.Gatt, Profile, _air) { Peer = tag.Peer, OnAir = OnAir };
        return tag.Link;

        void OnAir(byte[] frame, bool isFromTag)
        {
            tag.Officer.OnFrame(frame, isFromTag);
            OnFrame?.Invoke();
            if (--framesLeft == 0)
            {
                tag.Link?.Cut();
            }
        }
    }
}
