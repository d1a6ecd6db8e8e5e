using System.Collections.Generic;
using System.Threading.Tasks;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.SyncClient;

namespace BluezoneTag.Simulator.Sync;

/// <summary>One connection: frames take their time on the air, get lost, doubled, late, and the link may die with any of them.</summary>
public sealed class VirtualLink : IGattLink
{
    private const long LateUs = 40000;

    private readonly VirtualPump _pump;
    private readonly VirtualGatt _gatt;
    private readonly LinkProfile _profile;
    private readonly AirCount _count;
    private readonly Queue<byte[]> _received = new();
    private TaskCompletionSource<byte[]?>? _reader;
    private long _airFreeUs;
    private bool _isUp = true;

    /// <summary>A link that is up.</summary>
    public VirtualLink(VirtualPump pump, VirtualGatt gatt, LinkProfile profile, AirCount count)
    {
        _pump = pump;
        _gatt = gatt;
        _profile = profile;
        _count = count;
        _count.Links++;
        gatt.OnConnected(this);
    }

    /// <inheritdoc/>
    public required string Peer { get; init; }

    /// <inheritdoc/>
    public int MaxFrameLength => _profile.MaxFrameLength;

    /// <summary>Whether it stands.</summary>
    public bool IsUp => _isUp;

    /// <summary>Called with each frame and whether the tag sent it; a listener on the air.</summary>
    public System.Action<byte[], bool>? OnAir { get; set; }

    /// <inheritdoc/>
    public async Task WriteAsync(byte[] frame)
    {
        long arrivesInUs = Send(frame, false);
        await _pump.DelayAsync(arrivesInUs + LatencyUs()).ConfigureAwait(false);
        ThrowIfDown();
    }

    /// <inheritdoc/>
    public Task WriteAheadAsync(byte[] frame)
    {
        if (!_profile.WritesAhead)
        {
            return WriteAsync(frame);
        }

        ThrowIfDown();
        Send(frame, false);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<byte[]?> ReadAsync(int timeoutMs)
    {
        if (_received.TryDequeue(out byte[]? frame))
        {
            return frame;
        }

        ThrowIfDown();
        TaskCompletionSource<byte[]?> reader = new();
        _reader = reader;
        _pump.In(timeoutMs * 1000L, () => reader.TrySetResult(null));
        frame = await reader.Task.ConfigureAwait(false);
        if (frame == null)
        {
            ThrowIfDown();
        }

        return frame;
    }

    /// <summary>Notifies the client of a frame.</summary>
    public void Notify(byte[] frame) => Send(frame, true);

    /// <summary>The tag has stopped its service.</summary>
    public void OnTagGone() => GoDown();

    /// <summary>The link dies, as when somebody walks away.</summary>
    public void Cut()
    {
        if (_isUp)
        {
            _count.Cuts++;
            GoDown();
            _gatt.OnDisconnected(this);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isUp)
        {
            GoDown();
            _gatt.OnDisconnected(this);
        }
    }

    // Returns when the frame arrives, from now, in microseconds.
    private long Send(byte[] frame, bool isFromTag)
    {
        if (!_isUp)
        {
            return 0;
        }

        int number = ++_count.Frames;
        if (number == _profile.CutAtFrame || Chance(number, 1) < _profile.CutShare)
        {
            Cut();
            return 0;
        }

        long lengthUs = (long)(frame.Length / _profile.BytesPerSecond * 1e6);
        long startUs = System.Math.Max(_pump.NowUs, _airFreeUs);
        _airFreeUs = startUs + lengthUs;
        _count.Bytes += frame.Length;
        _count.AirUs += lengthUs;
        OnAir?.Invoke(frame, isFromTag);
        long arrivesInUs = _airFreeUs + LatencyUs() - _pump.NowUs;
        if (Chance(number, 2) >= _profile.LossShare)
        {
            bool isLate = Chance(number, 3) < _profile.ReorderShare;
            _pump.In(arrivesInUs + (isLate ? LateUs : 0), () => Deliver(frame, isFromTag));
        }

        if (Chance(number, 4) < _profile.RepeatShare)
        {
            _pump.In(arrivesInUs + LateUs, () => Deliver(frame, isFromTag));
        }

        return arrivesInUs;
    }

    private void Deliver(byte[] frame, bool isFromTag)
    {
        if (!_isUp)
        {
            return;
        }

        if (!isFromTag)
        {
            _gatt.OnFrame(frame);
        }
        else if (_reader?.TrySetResult(frame) != true)
        {
            _received.Enqueue(frame);
        }
    }

    private void GoDown()
    {
        _isUp = false;
        _received.Clear();
        TaskCompletionSource<byte[]?>? reader = _reader;
        _pump.In(0, () => reader?.TrySetResult(null));
    }

    private void ThrowIfDown()
    {
        if (!_isUp)
        {
            throw new SyncException(SyncFault.LinkLost);
        }
    }

    private long LatencyUs() => (long)(_profile.LatencyMs * 1000);

    private double Chance(int number, int what) => Noise.Uniform(_profile.Seed, number, what, 0x11);
}
