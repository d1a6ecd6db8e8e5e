using System;
using System.Linq;
using BluezoneTag.Protocol.Advertising;
using BluezoneTag.Simulator.Air;
using BluezoneTag.Simulator.Engine;

namespace BluezoneTag.Tag.Tests.Support;

/// <summary>Sends again, near other tags, the id that one tag had on the air so long ago.</summary>
internal sealed class RelayStation : IActor
{
    private const long IntervalUs = 100_000;
    private const long BurstUs = 5_000_000;

    private readonly TagBench _bench;
    private readonly Transmitter _sender;
    private readonly int _victim;
    private readonly double _delayMs;
    private readonly byte[] _data = new byte[AdvertisingData.MaxLength];

    public RelayStation(TagBench bench, int victim, double delayMinutes)
    {
        _bench = bench;
        _victim = victim;
        _delayMs = delayMinutes * 60000;
        _sender = bench.AddStranger(IntervalUs);
    }

    /// <summary>Bursts sent.</summary>
    public int SentCount { get; private set; }

    public long Act(long nowUs)
    {
        (int Node, double UtcMs, string Id) heard = _bench.OnAir.LastOrDefault(one => one.Node == _victim && one.UtcMs <= _bench.NowUtcMs - _delayMs);
        if (SentCount > 0)
        {
            _sender.End(nowUs);
        }

        if (heard.Id != null)
        {
            SentCount++;
            _sender.Begin(nowUs, 0xE00000000000UL, _data, AdvertisementBuilder.Build(_data, Convert.FromHexString(heard.Id), 0, 3));
        }

        return nowUs + BurstUs;
    }
}
