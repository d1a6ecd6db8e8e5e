namespace BluezoneTag.Tag.Supervision;

/// <summary>
/// What the supervisor counts. The order is stored in the state file (docs/protocol.md 5.6): add at the end only.
/// </summary>
public enum TagCounter
{
    /// <summary>Starts of the program.</summary>
    Boots,

    /// <summary>Restarts planned for the night.</summary>
    PlannedRestarts,

    /// <summary>Restarts asked for because something could not be mended.</summary>
    ForcedRestarts,

    /// <summary>Advertising windows that ran.</summary>
    AdvertisingWindows,

    /// <summary>Scanning windows that ran.</summary>
    ScanningWindows,

    /// <summary>Windows dropped because the moment had passed.</summary>
    MissedWindows,

    /// <summary>Starts of the Bluetooth stack that failed.</summary>
    RadioStartFailures,

    /// <summary>Advertisements taken from the queue.</summary>
    Reports,

    /// <summary>Advertisements dropped because the queue was full.</summary>
    DroppedReports,

    /// <summary>Scans in which advertisements were dropped or came in numbers no crowd explains.</summary>
    ReportStorms,

    /// <summary>Advertisements whose structures did not fit their data.</summary>
    MalformedReports,

    /// <summary>Neighbours that gave way to stronger or longer ones in a full table.</summary>
    EvictedNeighbours,

    /// <summary>Contact records written to flash.</summary>
    RecordsWritten,

    /// <summary>Contact records lost because flash refused them twice.</summary>
    RecordsLost,

    /// <summary>Log segments, state or calibration files found damaged, of another version or foreign.</summary>
    DamagedFiles,

    /// <summary>Exceptions caught at the top of the application.</summary>
    Exceptions,

    /// <summary>Times the radio was switched off for an empty cell.</summary>
    LowBattery,

    /// <summary>Times the free heap was below its limit.</summary>
    LowHeap,

    /// <summary>Times the clock was set.</summary>
    ClockSets,

    /// <summary>Readings of the clock chip that were missing or made no sense.</summary>
    ClockFaults,

    /// <summary>Corrections of the radio grid by what neighbours showed.</summary>
    GridCorrections,

    /// <summary>Long scans for neighbours whose time is not ours.</summary>
    LongScans,

    /// <summary>Slots with the longer windows of a crowd.</summary>
    CrowdSlots,

    /// <summary>Contact records left out because their day had used up its share of the log.</summary>
    RecordsOverQuota,

    /// <summary>Contact records of an open slot that a power cut left behind and a start took into the log.</summary>
    RecordsRecovered,
}
