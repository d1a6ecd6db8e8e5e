using BluezoneTag.Protocol.Identifiers;

namespace BluezoneTag.Protocol.Contacts;

/// <summary>
/// One neighbour's id during one slot of 15 minutes, as the log keeps it (docs/protocol.md 5.4). A plain carrier: one
/// object is filled again and again, because the tag has no heap for thousands of them.
/// </summary>
public sealed class ContactRecord
{
    /// <summary>The weakest RSSI a record can say; anything weaker is stored as this.</summary>
    public const int MinRssiDbm = -93;

    /// <summary>The strongest RSSI a record can say; anything stronger is stored as this.</summary>
    public const int MaxRssiDbm = -30;

    /// <summary>The largest count a record can say; it means "63 or more".</summary>
    public const int MaxCount = 63;

    /// <summary>The neighbour's 12-byte id.</summary>
    public readonly byte[] Id = new byte[BluezoneId.Length];

    /// <summary>First sighting, milliseconds after the start of the slot, 0..899,999; stored in steps of 4 s.</summary>
    public int FirstMs;

    /// <summary>Last sighting, milliseconds after the start of the slot, not before <see cref="FirstMs"/>.</summary>
    public int LastMs;

    /// <summary>Number of sightings, 1..63: at most one for each scan.</summary>
    public int SightingCount;

    /// <summary>How many of them were near by the rule that the batch names, 0..<see cref="SightingCount"/>.</summary>
    public int NearCount;

    /// <summary>Strongest RSSI in dBm, at most 31 dB above the mean.</summary>
    public int StrongestRssiDbm;

    /// <summary>Mean of the RSSI values in dBm, rounded down.</summary>
    public int MeanRssiDbm;

    /// <summary>Whether the sender was a tag (it sends the service data byte) and not a phone.</summary>
    public bool IsTag;
}
