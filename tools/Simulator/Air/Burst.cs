using System;
using BluezoneTag.Protocol.Advertising;
using BluezoneTag.Simulator.Engine;

namespace BluezoneTag.Simulator.Air;

/// <summary>
/// One uninterrupted stretch of advertising with one payload and one address: its advertising events at the interval plus
/// the 0-10 ms random delay of the Bluetooth specification. Objects are used again, because a school day has a million.
/// </summary>
public sealed class Burst
{
    private const int MaxDelayUs = 10000;

    private long[] _eventsUs = new long[16];
    private int _eventCount;
    private ulong _seed;
    private long _intervalUs;

    /// <summary>First moment on the air, microseconds of the run.</summary>
    public long StartUs { get; private set; }

    /// <summary>Last moment on the air; <see cref="long.MaxValue"/> while it goes on.</summary>
    public long EndUs { get; private set; }

    /// <summary>Sender's device address at the time.</summary>
    public ulong Address { get; private set; }

    /// <summary>AD structures.</summary>
    public byte[] Data { get; } = new byte[AdvertisingData.MaxLength];

    /// <summary>Bytes in <see cref="Data"/>.</summary>
    public int Length { get; private set; }

    /// <summary>Begins a new stretch, forgetting the one before.</summary>
    public void Begin(long startUs, long intervalUs, ulong address, byte[] data, int length, ulong seed)
    {
        StartUs = startUs;
        EndUs = long.MaxValue;
        Address = address;
        Array.Copy(data, Data, length);
        Length = length;
        _intervalUs = intervalUs;
        _seed = seed;
        _eventCount = 0;
    }

    /// <summary>Ends it at <paramref name="endUs"/>.</summary>
    public void End(long endUs)
    {
        EndUs = endUs;
    }

    /// <summary>
    /// The advertising events that begin in [<paramref name="fromUs"/>, <paramref name="toUs"/>), as a range of
    /// <see cref="EventUs"/>.
    /// </summary>
    public void FindEvents(long fromUs, long toUs, out int first, out int end)
    {
        toUs = Math.Min(toUs, EndUs);
        while (_eventCount == 0 || _eventsUs[_eventCount - 1] < toUs)
        {
            AddEvent();
        }

        first = LowerBound(fromUs);
        end = LowerBound(toUs);
    }

    /// <summary>When event <paramref name="index"/> begins on channel 37.</summary>
    public long EventUs(int index)
    {
        return _eventsUs[index];
    }

    private void AddEvent()
    {
        if (_eventCount == _eventsUs.Length)
        {
            Array.Resize(ref _eventsUs, _eventCount * 2);
        }

        // The controller sends the first event at once, but for its own scheduling.
        long delayUs = (long)Noise.Between(0, MaxDelayUs, _seed, StartUs, _eventCount);
        _eventsUs[_eventCount] = _eventCount == 0
            ? StartUs + (delayUs / 5)
            : _eventsUs[_eventCount - 1] + _intervalUs + delayUs;
        _eventCount++;
    }

    private int LowerBound(long us)
    {
        int low = 0;
        int high = _eventCount;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_eventsUs[middle] < us)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
