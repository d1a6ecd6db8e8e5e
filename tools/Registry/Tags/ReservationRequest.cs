namespace BluezoneTag.Registry.Tags;

/// <summary>What is known before a chip is written.</summary>
/// <param name="Mac">Its factory address, with or without separators.</param>
/// <param name="Chip">Its name: "ESP32-C3", "ESP32".</param>
/// <param name="Replace">True to give a provisioned tag that is nobody's a new key; without it such a chip is refused, so that a tag left plugged in is not done twice.</param>
public sealed record ReservationRequest(string Mac, string Chip, bool Replace = false);
