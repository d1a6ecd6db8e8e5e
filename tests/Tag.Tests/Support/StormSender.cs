using BluezoneTag.Protocol.Advertising;
using BluezoneTag.Simulator.Air;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Simulator.Platform;

namespace BluezoneTag.Tag.Tests.Support;

/// <summary>
/// A hostile sender: 1,000 advertisements a second over the air, each with an address and a tag's id that nobody has ever
/// seen. Silent while no radio is on, because nobody could tell.
/// </summary>
internal sealed class StormSender : IActor
{
    private const int SenderCount = 1000;
    private const long PeriodUs = 1000;

    private readonly TagBench _bench;
    private readonly Transmitter[] _senders = new Transmitter[SenderCount];
    private readonly byte[] _data = new byte[AdvertisingData.MaxLength];
    private int _next;
    private bool _isOver;

    public StormSender(TagBench bench)
    {
        _bench = bench;
        for (int i = 0; i < SenderCount; i++)
        {
            _senders[i] = bench.AddStranger(10_000_000);
        }
    }

    /// <summary>Advertisements sent.</summary>
    public long SentCount { get; private set; }

    /// <summary>Sends no more.</summary>
    public void Stop()
    {
        _isOver = true;
        foreach (Transmitter sender in _senders)
        {
            sender.End(_bench.Loop.NowUs);
        }
    }

    public long Act(long nowUs)
    {
        if (_isOver)
        {
            return long.MaxValue;
        }

        if (IsAnyRadioOn())
        {
            Transmitter sender = _senders[_next];
            _next = (_next + 1) % SenderCount;
            if (SentCount >= SenderCount)
            {
                sender.End(nowUs);
            }

            int length = AdvertisementBuilder.Build(_data, Noise.Bytes(12, 7, ++SentCount), 0, 3);
            sender.Begin(nowUs, 0xC00000000000UL | (ulong)SentCount, _data, length);
        }

        return nowUs + PeriodUs;
    }

    private bool IsAnyRadioOn()
    {
        foreach (SimulatedTag tag in _bench.Tags)
        {
            if (tag.Application.IsRadioOn)
            {
                return true;
            }
        }

        return false;
    }
}
