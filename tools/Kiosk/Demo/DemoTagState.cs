namespace BluezoneTag.Kiosk.Demo;

/// <summary>What the panel and the tests see of a simulated tag; secrets of its label included, which a real tag would never tell.</summary>
/// <param name="Index">Place on the bench, from 0.</param>
/// <param name="Serial">Number of the tag.</param>
/// <param name="Label">Exact text of the label's QR code.</param>
/// <param name="Code">The serial with check digits, as printed under the number.</param>
/// <param name="IsOpen">Whether its window is open.</param>
/// <param name="IsLinked">Whether a client is connected.</param>
/// <param name="Led">"off", "green", "red" or "both".</param>
/// <param name="IsVibrating">Whether the motor runs.</param>
/// <param name="BatteryMillivolts">Last reading of the cell.</param>
/// <param name="IsNear">Whether it lies in reach.</param>
/// <param name="OfficerCode">The officer's code for the release asked for last, six digits; null before.</param>
public sealed record DemoTagState(
    int Index,
    uint Serial,
    string Label,
    string Code,
    bool IsOpen,
    bool IsLinked,
    string Led,
    bool IsVibrating,
    int BatteryMillivolts,
    bool IsNear,
    string? OfficerCode);
