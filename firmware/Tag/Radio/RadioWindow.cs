namespace BluezoneTag.Tag.Radio;

/// <summary>One of the two windows of a radio slot; filled again for each slot.</summary>
public sealed class RadioWindow
{
    /// <summary>Advertising (true) or scanning.</summary>
    public bool IsAdvertising;

    /// <summary>UTC milliseconds at which it should begin on the air.</summary>
    public long StartUtcMs;

    /// <summary>UTC milliseconds at which it ends; the start when there is no such window.</summary>
    public long EndUtcMs;

    /// <summary>Whether there is anything to do in it.</summary>
    public bool IsEmpty
    {
        get { return EndUtcMs <= StartUtcMs; }
    }

    /// <summary>Sets the window to <paramref name="lengthMs"/> around <paramref name="centreUtcMs"/>.</summary>
    public void Set(bool isAdvertising, long centreUtcMs, int lengthMs)
    {
        SetFrom(isAdvertising, centreUtcMs - (lengthMs / 2), lengthMs);
    }

    /// <summary>Sets the window to <paramref name="lengthMs"/> from <paramref name="startUtcMs"/> on.</summary>
    public void SetFrom(bool isAdvertising, long startUtcMs, int lengthMs)
    {
        IsAdvertising = isAdvertising;
        StartUtcMs = startUtcMs;
        EndUtcMs = startUtcMs + lengthMs;
    }
}
