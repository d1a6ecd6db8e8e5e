using System;
using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Protocol.Provisioning;
using BluezoneTag.Simulator.Air;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.Platform;
using BluezoneTag.Tag.Storage;
using Xunit;

namespace BluezoneTag.Tag.Tests.Support;

/// <summary>A few tags within earshot of each other for ever: the smallest world in which the firmware does all it does.</summary>
internal sealed class TagBench : IPropagation
{
    /// <summary>2020-08-03 12:07:00 UTC: seven minutes into a slot.</summary>
    public const long DefaultStartUtcMs = 1596456420000;

    private const long MinuteUs = 60_000_000;

    private readonly List<SimulatedTag> _tags = new();
    private readonly List<RollingIdentifier> _identifiers = new();
    private readonly List<int> _strangers = new();
    private int[] _others = [];

    public TagBench(int tags = 2, long startUtcMs = DefaultStartUtcMs, bool isProvisioned = true, bool isTimeSet = true, ulong seed = 1)
    {
        StartUtcMs = startUtcMs;
        Medium = new RadioMedium(this, seed);
        for (int i = 0; i < tags; i++)
        {
            Add(i, isProvisioned, isTimeSet, seed);
        }
    }

    public EventLoop Loop { get; } = new();

    public RadioMedium Medium { get; }

    public long StartUtcMs { get; }

    public IReadOnlyList<SimulatedTag> Tags => _tags;

    /// <summary>Whether tags hear each other.</summary>
    public bool IsInReach { get; set; } = true;

    /// <summary>Mean RSSI of everybody at everybody.</summary>
    public double RssiDbm { get; set; } = -50;

    /// <summary>Mean RSSI of the strangers' devices at everybody.</summary>
    public double StrangerRssiDbm { get; set; } = -50;

    /// <summary>Every payload that went on the air: node, true UTC at which it did, id as hex.</summary>
    public List<(int Node, double UtcMs, string Id)> OnAir { get; } = new();

    public double NowUtcMs => StartUtcMs + (Loop.NowUs / 1000.0);

    public void RunMinutes(double minutes) => Loop.RunUntil(Loop.NowUs + (long)(minutes * MinuteUs));

    /// <summary>A device that all tags hear, whether they hear each other or not.</summary>
    public Transmitter AddStranger(long intervalUs)
    {
        Transmitter stranger = Medium.AddTransmitter(intervalUs);
        _strangers.Add(stranger.Node);
        _others = new int[_tags.Count + _strangers.Count];
        return stranger;
    }

    /// <summary>The id of tag <paramref name="node"/> at a moment, worked out anew.</summary>
    public string IdAt(int node, double utcMs)
    {
        _identifiers[node].Seek((long)Math.Floor(utcMs));
        return Convert.ToHexString(_identifiers[node].Id);
    }

    /// <summary>All records in a tag's log: slot, id, sightings.</summary>
    public List<LoggedRecord> LogOf(int node)
    {
        var records = new List<LoggedRecord>();
        LogReader reader = _tags[node].Application.Log.OpenReader();
        while (reader.Read())
        {
            records.Add(new LoggedRecord(
                (int)reader.Batch.SlotNumber, Convert.ToHexString(reader.Record.Id), reader.Record.SightingCount, reader.Batch.ClockTrust));
        }

        return records;
    }

    /// <summary>
    /// The log of <paramref name="receiver"/> has <paramref name="sender"/> in each of the slots, except where the two ids
    /// happen to give the same order of windows: one pair of ids in 4096 does, and then they do not meet for that slot.
    /// </summary>
    public void AssertLogged(int receiver, int sender, int firstSlot, int count)
    {
        HashSet<int> logged = LogOf(receiver).Select(record => record.Slot).ToHashSet();
        int[] missing = Enumerable.Range(firstSlot, count)
            .Where(slot => !logged.Contains(slot) && OrderHash(receiver, slot) != OrderHash(sender, slot))
            .ToArray();
        Assert.Empty(missing);
        Assert.True(logged.Count > count * 0.98);
    }

    int[] IPropagation.NodesInRange(int receiver, long timeUs, out int count)
    {
        count = 0;
        for (int node = 0; node < _tags.Count; node++)
        {
            if (node != receiver && IsInReach)
            {
                _others[count++] = node;
            }
        }

        foreach (int stranger in _strangers)
        {
            _others[count++] = stranger;
        }

        return _others;
    }

    double IPropagation.MeanRssiDbm(int sender, int receiver, long timeUs) => sender < _tags.Count ? RssiDbm : StrangerRssiDbm;

    private int OrderHash(int node, int slot)
    {
        byte[] id = Convert.FromHexString(IdAt(node, SlotTime.StartOfSlot(slot)));
        return id[0] | ((id[1] & 15) << 8);
    }

    private void Add(int index, bool isProvisioned, bool isTimeSet, ulong seed)
    {
        PlatformProfile profile = PlatformProfile.All[0];
        var clock = new ClockProfile { Name = "test", Description = "", HasChip = true, SyncSigmaMs = 0, SleepSigmaPpm = 400 };
        var tag = new SimulatedTag(Loop, Medium, Medium.AddTransmitter(45_000), profile, clock, new Battery(1000, 0.9), StartUtcMs, seed + (ulong)index);
        var identity = new IdentityImage { Serial = (uint)index, CreationDay = SlotTime.DayOf(StartUtcMs) - 3, UtcOffsetMinutes = 420 };
        Noise.Bytes(32, seed, index + 100).CopyTo(identity.BaseKey, 0);
        Noise.Bytes(16, seed, index + 200).CopyTo(identity.ClaimSecret, 0);
        if (isProvisioned)
        {
            tag.Provision(identity);
        }

        tag.IsSyncedAtBoot = isTimeSet;
        tag.Radio.OnAdvertising = (data, _, onAirUs) =>
            OnAir.Add((tag.Node, StartUtcMs + (onAirUs / 1000.0), Convert.ToHexString(data.AsSpan(11, 12))));
        tag.Hardware.ForcedMillivolts = 4000;
        tag.BeforeTurn = (worn, _) => worn.Hardware.Move();
        _identifiers.Add(new RollingIdentifier(identity.BaseKey, 0, identity.CreationDay));
        _tags.Add(tag);
        _others = new int[_tags.Count];
        Loop.Add(tag, index * 1000L);
    }
}
