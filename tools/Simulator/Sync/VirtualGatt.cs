using BluezoneTag.Tag.Ports;

namespace BluezoneTag.Simulator.Sync;

/// <summary>
/// The GATT server of a simulated tag: who may connect, and what goes where. As on the platform one client ends the advertising, until
/// it is gone; stopping the service drops it.
/// </summary>
public sealed class VirtualGatt
{
    private const int SmallestFrame = 20;

    private ISyncSink? _sink;
    private VirtualLink? _link;
    private long _onAirUs;

    /// <summary>Whether the service is up.</summary>
    public bool IsServing => _sink != null;

    /// <summary>Windows opened so far.</summary>
    public int OpenCount { get; private set; }

    /// <summary>Times the service was closed.</summary>
    public int CloseCount { get; private set; }

    /// <summary>Run time at which the service last came on the air.</summary>
    public long OnAirUs => _onAirUs;

    /// <summary>Frame length of the present link.</summary>
    public int MaxFrameLength => _link?.MaxFrameLength ?? SmallestFrame;

    /// <summary>Whether it can be connected to at run time <paramref name="nowUs"/>.</summary>
    public bool IsConnectable(long nowUs) => _sink != null && _link == null && nowUs >= _onAirUs;

    /// <summary>The service comes up, on the air at <paramref name="onAirUs"/>.</summary>
    public void Open(ISyncSink sink, long onAirUs)
    {
        _sink = sink;
        _onAirUs = onAirUs;
        OpenCount++;
    }

    /// <summary>The service goes down, and with it the link.</summary>
    public void Close()
    {
        _sink = null;
        CloseCount++;
        VirtualLink? link = _link;
        _link = null;
        link?.OnTagGone();
    }

    /// <summary>A client is connected.</summary>
    public void OnConnected(VirtualLink link)
    {
        _link = link;
        _sink?.OnLink(true);
    }

    /// <summary>The client is gone.</summary>
    public void OnDisconnected(VirtualLink link)
    {
        if (_link == link)
        {
            _link = null;
            _sink?.OnLink(false);
        }
    }

    /// <summary>A frame from a client has arrived.</summary>
    public void OnFrame(byte[] frame) => _sink?.OnFrame(frame, frame.Length);

    /// <summary>Notifies the client. False when there is none.</summary>
    public bool Send(byte[] frame, int length)
    {
        if (_link == null)
        {
            return false;
        }

        _link.Notify(frame[..length]);
        return true;
    }
}
