namespace BluezoneTag.Tag.Scheduling;

/// <summary>
/// Running mean of how long the Bluetooth stack takes to start in one role, so that a window can be centred on its
/// moment. Kept in eighths of a millisecond; a measurement moves it by an eighth of the difference.
/// </summary>
public sealed class StartTimeEstimate
{
    private const int InitialMs = 250;
    private const int MaxMs = 2000;
    private int _eighths = InitialMs * 8;

    /// <summary>Expected milliseconds from the call to the first moment on the air.</summary>
    public int Ms
    {
        get { return _eighths / 8; }
    }

    /// <summary>Takes one measured start; one that took longer than 2 s counts as 2 s.</summary>
    public void Add(long measuredMs)
    {
        int ms = measuredMs > MaxMs ? MaxMs : (int)measuredMs;
        _eighths += ms - Ms;
    }
}
