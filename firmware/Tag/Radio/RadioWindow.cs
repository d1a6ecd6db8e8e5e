namespace BluezoneTag.Tag.Radio;

/// <summary>One of the two windows of a radio slot; filled again for each slot.</summary>
public sealed class RadioWindow
{
    /// <summary>Advertising (true) or scanning.</summary>
    public bool IsAdvertising;

    /// <summary>UTC milliseconds at which it should begin on the air.</summary>
    public long StartUtcMs;

    /// <summary>UTC milliseconds at which it ends.</summary>
    public long EndUtcMs;

    /// <summary>Sets the window to <paramref name="lengthMs"/> around <paramref name="centreUtcMs"/>.</summary>
    public void Set(bool isAdvertising, long centreUtcMs, int lengthMs)
    {
        IsAdvertising = isAdvertising;
        StartUtcMs = centreUtcMs - (lengthMs / 2);
        EndUtcMs = StartUtcMs + lengthMs;
    }
}
