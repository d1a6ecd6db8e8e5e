namespace BluezoneTag.Tag.Scheduling;

/// <summary>
/// The longer windows of a crowd (docs/schedule.md, "Crowds"). The platform hands reports over one by one, some 8 ms each,
/// and forgets what it cannot hold: two hundred tags that all begin to advertise at the same moment drown each other. So the
/// scan is long, and each sender draws the moment within the span at which its own, shorter burst begins.
/// </summary>
public static class CrowdWindows
{
    /// <summary>Length of the scan.</summary>
    public const int ScanningMs = 1400;

    /// <summary>Length of one tag's burst.</summary>
    public const int AdvertisingMs = 800;

    /// <summary>A burst begins up to this much after the start of the span.</summary>
    public const int StaggerMs = 1200;

    /// <summary>Length of the span in which bursts lie.</summary>
    public const int AdvertisingSpanMs = AdvertisingMs + StaggerMs;

    /// <summary>From the centre of the first window to that of the second.</summary>
    public const int SecondCentreMs = AdvertisingSpanMs + 330;
}
