namespace BluezoneTag.Tag.Radio;

/// <summary>Where the radio stands within a slot.</summary>
public enum RadioPhase
{
    /// <summary>Off, waiting for the next window of this slot, or for the next slot.</summary>
    Waiting,

    /// <summary>The stack was told to start in the call before this one; how long that took can be read off the clock now.</summary>
    Starting,

    /// <summary>The same, and it did not start.</summary>
    Failed,

    /// <summary>The window is open.</summary>
    Open,

    /// <summary>The stack was told to stop in the call before this one.</summary>
    Stopping,
}
