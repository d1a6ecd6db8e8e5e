namespace BluezoneTag.Registry.Tags;

/// <summary>A tag as the registry knows it.</summary>
/// <param name="Serial">Printed on the tag, 1 or more.</param>
/// <param name="Mac">Factory address of the chip, twelve upper-case hex digits.</param>
/// <param name="Chip">Chip name as the flasher reported it.</param>
/// <param name="State">Where it is in its life.</param>
/// <param name="Generation">Which of its keys was confirmed last, from 1; 0 none yet.</param>
/// <param name="Firmware">Version last confirmed; empty when none.</param>
/// <param name="Holder">Number of the holder while issued or lost.</param>
/// <param name="IsLabelled">True when the label with the present claim secret was made.</param>
/// <param name="HasOpenReservation">True while a key is set aside and neither confirmed nor abandoned.</param>
/// <param name="Note">Remark of the last change.</param>
/// <param name="Operator">Who made the last change.</param>
/// <param name="ChangedUtcMs">When, in UTC milliseconds.</param>
public sealed record Tag(
    uint Serial, string Mac, string Chip, TagState State, uint Generation, string Firmware, uint? Holder, bool IsLabelled, bool HasOpenReservation,
    string Note, string Operator, long ChangedUtcMs);
