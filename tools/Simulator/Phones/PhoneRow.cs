namespace BluezoneTag.Simulator.Phones;

/// <summary>One row of a phone's contact table.</summary>
/// <param name="UtcMs">Time that the phone wrote: with batch reporting up to ten seconds late.</param>
/// <param name="Node">Whose id it was: known to the simulator only.</param>
/// <param name="RssiDbm">Received signal strength.</param>
public readonly record struct PhoneRow(long UtcMs, int Node, int RssiDbm);
