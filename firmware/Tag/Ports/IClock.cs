namespace BluezoneTag.Tag.Ports;

/// <summary>The tag's clock. Only the run loop reads it; everything else is told (ARCHITECTURE.md).</summary>
public interface IClock
{
    /// <summary>Fills <paramref name="time"/> with this moment. Does not block.</summary>
    void Read(TagTime time);

    /// <summary>
    /// Sets UTC. <paramref name="utcMs"/> is the time now, UTC milliseconds since 1970. Uptime goes on as if nothing had
    /// happened. May block up to a second: the platform's clock can only be set on a full second.
    /// </summary>
    void SetUtc(long utcMs);
}
