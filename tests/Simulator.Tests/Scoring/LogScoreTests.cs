using System.Collections.Generic;
using System.Linq;
using BluezoneTag.Protocol.Advertising;
using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Simulator.Air;
using BluezoneTag.Simulator.People;
using BluezoneTag.Simulator.Platform;
using BluezoneTag.Simulator.Scenarios;
using BluezoneTag.Simulator.Scoring;
using BluezoneTag.Simulator.Tests.Support;
using Xunit;

namespace BluezoneTag.Simulator.Tests.Scoring;

/// <summary>A small run whose logs are compared with every single sighting that the firmware took.</summary>
public sealed class LogScoreTests
{
    private const int Persons = 6;

    private readonly Dictionary<(ulong, uint), int> _nodeOfId = new();
    private readonly Dictionary<(int Receiver, int Sender, int Slot), (int Count, int Near)> _sightings = new();
    private readonly TraceRun _run;
    private readonly ScenarioResult _result;
    private readonly LogScore _log;

    public LogScoreTests()
    {
        ScenarioOptions options = Runs.Options("LogScoreTests", 1) with { Phones = 0, ForeignDevicesPerRoom = 0, Clock = ClockProfile.Find("perfect") };
        _run = new TraceRun(TraceMaker.Pairs(Persons / 2, 15), options);
        foreach (SimulatedTag tag in _run.Tags)
        {
            tag.Radio.OnAdvertising += (data, _, _) => _nodeOfId[IdKey.Of(data, AdvertisementBuilder.IdOffset)] = tag.Node;
            tag.Radio.OnAccepted += reception => Tally(tag, reception);
        }

        _result = _run.Run();
        _log = new LogScore(_run.Tags, _nodeOfId, Persons);
    }

    [Fact]
    public void Every_near_neighbour_of_a_slot_has_one_record_and_nobody_else_has()
    {
        Assert.Equal(0, _result.Counters["EvictedNeighbours"]);
        Assert.Equal(_sightings.Values.Count(one => one.Near > 0), _log.RecordCount);
        Assert.Equal(_log.RecordCount, _result.LogRecords);
    }

    [Fact]
    public void The_records_hold_exactly_the_sightings_that_were_accepted()
    {
        Assert.Equal(_sightings.Values.Where(one => one.Near > 0).Sum(one => (long)one.Count), _log.SightingCount);
        Assert.Equal(_sightings.Values.Sum(one => (long)one.Count), _result.Sightings);
        Assert.True(_log.SightingCount > 100);
    }

    [Fact]
    public void No_record_is_invented_and_a_stranger_would_be_noticed()
    {
        Assert.Equal((0, 0), (_log.InventedCount, _result.InventedRecords));
        var blind = new LogScore(_run.Tags, new Dictionary<(ulong, uint), int>(), Persons);
        Assert.Equal((blind.RecordCount, 0L), (blind.InventedCount, blind.SightingCount));
    }

    [Fact]
    public void Near_time_is_known_of_partners_alone()
    {
        for (int receiver = 0; receiver < Persons; receiver++)
        {
            int partner = receiver ^ 1;
            Assert.InRange(_log.NearSeconds(receiver, partner), 300, 1800);
            Assert.All(Enumerable.Range(0, Persons).Where(one => one != partner), other => Assert.Equal(0, _log.NearSeconds(receiver, other)));
        }
    }

    private void Tally(SimulatedTag tag, Reception reception)
    {
        long startUtcMs = (long)tag.TrueUtcMs(0);
        var key = (tag.Node, reception.Node, SlotTime.SlotNumber(startUtcMs + (reception.TimeUs / 1000)));
        (int count, int near) = _sightings.GetValueOrDefault(key);
        _sightings[key] = (count + 1, near + (new NearThresholds().IsNear(reception.RssiDbm, true) ? 1 : 0));
    }
}
