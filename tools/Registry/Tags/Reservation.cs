namespace BluezoneTag.Registry.Tags;

/// <summary>A serial and a key set aside for one chip.</summary>
/// <param name="Serial">Goes into the identity and onto the label.</param>
/// <param name="Generation">Which key of this tag, from 1.</param>
/// <param name="Mac">The chip, twelve upper-case hex digits.</param>
public sealed record Reservation(uint Serial, uint Generation, string Mac);
