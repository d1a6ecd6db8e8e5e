namespace BluezoneTag.Simulator.Benches.Schedule;

/// <summary>A stretch of time in which a baseline does one thing.</summary>
/// <param name="Seconds">Length, stack start not counted.</param>
/// <param name="IsAdvertising">Whether it advertises.</param>
/// <param name="IsScanning">Whether it scans.</param>
/// <param name="StartsStack">Whether the Bluetooth stack is started for it and stopped after it.</param>
public readonly record struct BaselinePhase(double Seconds, bool IsAdvertising, bool IsScanning, bool StartsStack = false)
{
    /// <summary>Radio off.</summary>
    public static BaselinePhase Sleep(double seconds) => new(seconds, false, false);

    /// <summary>A window of its own for advertising.</summary>
    public static BaselinePhase Advertise(double seconds) => new(seconds, true, false, true);

    /// <summary>A window of its own for scanning.</summary>
    public static BaselinePhase Scan(double seconds) => new(seconds, false, true, true);
}
