namespace BluezoneTag.Tag.Ports;

/// <summary>Takes what comes over the sync service. Called on the platform's event thread, which nothing may hold up.</summary>
public interface ISyncSink
{
    /// <summary>One write of the client: the first <paramref name="length"/> bytes, copied before returning. Dropped when there is no room.</summary>
    void OnFrame(byte[] frame, int length);

    /// <summary>A client has connected, or is gone.</summary>
    void OnLink(bool isUp);
}
