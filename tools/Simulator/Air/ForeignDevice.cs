using BluezoneTag.Simulator.Engine;

namespace BluezoneTag.Simulator.Air;

/// <summary>
/// A Bluetooth device that has nothing to do with us: advertises twice a second for ever, takes air time, and makes the
/// tag's managed code work for nothing.
/// </summary>
public sealed class ForeignDevice : IActor
{
    /// <summary>Advertising interval.</summary>
    public const long IntervalUs = 500_000;

    // Long bursts would only collect events nobody asks for any more.
    private const long BurstUs = 60_000_000;

    private static readonly byte[] Data = [2, 1, 6, 5, 9, (byte)'h', (byte)'e', (byte)'a', (byte)'r', 5, 0xFF, 0x06, 0x00, 1, 2];

    private readonly Transmitter _transmitter;
    private bool _isOn;

    /// <summary>A device that sends through <paramref name="transmitter"/>.</summary>
    public ForeignDevice(Transmitter transmitter)
    {
        _transmitter = transmitter;
    }

    /// <inheritdoc/>
    public long Act(long nowUs)
    {
        if (_isOn)
        {
            _transmitter.End(nowUs);
        }

        _isOn = true;
        _transmitter.Begin(nowUs, 0xF0000000000UL | (uint)_transmitter.Node, Data, Data.Length);
        return nowUs + BurstUs;
    }
}
