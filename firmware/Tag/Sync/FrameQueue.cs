using BluezoneTag.Protocol.Sync;
using BluezoneTag.Tag.Ports;

namespace BluezoneTag.Tag.Sync;

/// <summary>
/// Holds the client's frames between the platform's event thread, which must have its answer within two seconds, and the run
/// loop. A ring of bytes with room for more than one message at the smallest MTU; what does not fit is dropped, and the client repeats it.
/// </summary>
public sealed class FrameQueue : ISyncSink
{
    /// <summary>Bytes of the ring, one for each frame's length included.</summary>
    public const int Capacity = 1024;

    private readonly object _gate = new object();
    private readonly byte[] _ring = new byte[Capacity];
    private int _start;
    private int _used;
    private bool _isLinkNew;
    private bool _isLinkUp;

    /// <summary>Frames dropped for want of room, or because no frame can be so long.</summary>
    public int DroppedCount { get; private set; }

    /// <summary>Whether a client is connected, as far as the platform says.</summary>
    public bool IsLinkUp
    {
        get
        {
            lock (_gate)
            {
                return _isLinkUp;
            }
        }
    }

    /// <inheritdoc/>
    public void OnFrame(byte[] frame, int length)
    {
        lock (_gate)
        {
            if (length <= 0 || length > frame.Length || length > SyncProtocol.MaxFrameLength || _used + length + 1 > Capacity)
            {
                DroppedCount++;
                return;
            }

            Put((byte)length);
            for (int i = 0; i < length; i++)
            {
                Put(frame[i]);
            }
        }
    }

    /// <inheritdoc/>
    public void OnLink(bool isUp)
    {
        lock (_gate)
        {
            if (isUp && _isLinkUp)
            {
                // A second client beside the first, who keeps the session.
                return;
            }

            // What the former client left belongs to nobody.
            _used = 0;
            _isLinkUp = isUp;
            _isLinkNew = true;
        }
    }

    /// <summary>Copies the oldest frame into <paramref name="frame"/> and returns its length, or 0 when there is none.</summary>
    public int Take(byte[] frame)
    {
        lock (_gate)
        {
            if (_used == 0)
            {
                return 0;
            }

            int length = Get();
            for (int i = 0; i < length; i++)
            {
                frame[i] = (byte)Get();
            }

            return length;
        }
    }

    /// <summary>True once after each change of the link.</summary>
    public bool TakeLinkChange()
    {
        lock (_gate)
        {
            bool isNew = _isLinkNew;
            _isLinkNew = false;
            return isNew;
        }
    }

    private void Put(byte value)
    {
        _ring[(_start + _used) % Capacity] = value;
        _used++;
    }

    private int Get()
    {
        int value = _ring[_start];
        _start = (_start + 1) % Capacity;
        _used--;
        return value;
    }
}
