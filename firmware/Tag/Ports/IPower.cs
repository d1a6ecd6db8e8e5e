namespace BluezoneTag.Tag.Ports;

/// <summary>Sleeping, restarting and the heap.</summary>
public interface IPower
{
    /// <summary>
    /// Waits <paramref name="milliseconds"/> or less: a press ends it where the board can do that. Light sleep when
    /// <paramref name="mustStayAwake"/> is false: the stack is down, and no light burns.
    /// </summary>
    void Sleep(long milliseconds, bool mustStayAwake);

    /// <summary>Restarts the tag. Flash and UTC survive; does not return on the tag, may return in a simulation.</summary>
    void Restart();

    /// <summary>Free bytes of the managed heap, after a collection when that is how the platform counts.</summary>
    int GetFreeHeapBytes();
}
