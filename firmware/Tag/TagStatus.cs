namespace BluezoneTag.Tag;

/// <summary>What the tag is doing as a whole.</summary>
public enum TagStatus
{
    /// <summary>No identity in flash: it never advertises and never scans.</summary>
    NotProvisioned,

    /// <summary>No time: no id can be right, so none is sent.</summary>
    NoTime,

    /// <summary>Working.</summary>
    Running,

    /// <summary>The cell is too empty for the radio; the log is safe.</summary>
    BatteryLow,
}
