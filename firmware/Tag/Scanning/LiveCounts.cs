namespace BluezoneTag.Tag.Scanning;

/// <summary>
/// What the latest scan heard, counted as the phone app's "Quét xung quanh" screen does: "Xung quanh bạn" is every
/// Bluetooth device, "Bluezoner" those with a Bluezone id, "Ở gần bạn" those of them that are near, and "Ở xung quanh"
/// the rest of all. Numbers only; nothing here outlives the next scan.
/// </summary>
public sealed class LiveCounts
{
    /// <summary>"Xung quanh bạn": all devices.</summary>
    public int DeviceCount;

    /// <summary>"Bluezoner": devices with a Bluezone id, and iPhones that announce the app.</summary>
    public int BluezoneCount;

    /// <summary>"Ở gần bạn": Bluezone devices at or above the near threshold.</summary>
    public int NearCount;

    /// <summary>Phones among the near ones.</summary>
    public int NearPhoneCount;

    /// <summary>All reports, malformed ones too: how hard the scan worked.</summary>
    public int ReportCount;

    /// <summary>Uptime in milliseconds of the scan.</summary>
    public long UptimeMs;

    /// <summary>"Ở xung quanh": the devices that are not near.</summary>
    public int OtherCount
    {
        get { return DeviceCount - NearCount; }
    }

    /// <summary>Starts counting a scan that ended at <paramref name="uptimeMs"/>.</summary>
    public void Start(long uptimeMs)
    {
        ReportCount = 0;
        DeviceCount = 0;
        BluezoneCount = 0;
        NearCount = 0;
        NearPhoneCount = 0;
        UptimeMs = uptimeMs;
    }
}
