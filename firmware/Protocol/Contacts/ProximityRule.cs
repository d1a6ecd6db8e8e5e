using BluezoneTag.Protocol.Identifiers;

namespace BluezoneTag.Protocol.Contacts;

/// <summary>
/// What "near" means, in one place and with a version that every batch of records carries (docs/protocol.md 6). A
/// sighting is near when it is at least as strong as a neighbour at 1.5 m with a clear view; near *time* is the number of
/// near sightings times the mean gap between sightings. Distances from RSSI are rough: see docs/proximity.md. The
/// thresholds here are those of a tag without a calibration (<see cref="NearThresholds"/>).
/// </summary>
public static class ProximityRule
{
    /// <summary>Version of the thresholds and of the estimate below.</summary>
    public const int Version = 1;

    /// <summary>Near threshold for a tag's advertisement, dBm as received by a tag.</summary>
    public const int NearTagRssiDbm = -55;

    /// <summary>Near threshold for a phone's advertisement, dBm as received by a tag: phones send about 15 dB weaker.</summary>
    public const int NearPhoneRssiDbm = -63;

    /// <summary>A neighbour with at least this many near sightings in a slot is a close contact: one alone may be a reflection.</summary>
    public const int CloseContactNearCount = 2;

    /// <summary>Gap assumed for an id seen at one moment only, milliseconds: two radio slots, since half the slots meet.</summary>
    public const int DefaultGapMs = 40000;

    /// <summary>Sightings of a neighbour in the same room that are near by chance, in thousandths.</summary>
    public const int FalseNearPermille = 25;

    /// <summary>
    /// Sightings of a neighbour in contact that are near, in thousandths. Simulated bodies give about 880; a lower figure makes
    /// the estimate lean to the long side by almost half, so that few contacts of just 15 minutes are missed.
    /// </summary>
    public const int TrueNearPermille = 600;

    /// <summary>A gap longer than this is an absence, not a slow radio.</summary>
    public const int MaxGapMs = 120000;

    /// <summary>Whether the record counts among "close contacts".</summary>
    public static bool IsCloseContact(ContactRecord record)
    {
        return record.NearCount >= CloseContactNearCount;
    }

    /// <summary>
    /// Estimated near time in milliseconds, 0..900,000, from what the record says and nothing else. Some sightings of a
    /// neighbour across the room count as near by chance, and some of a real contact do not; the expected numbers of both
    /// are taken out, so that long sums depend little on chance.
    /// </summary>
    public static int NearTimeMs(ContactRecord record)
    {
        int thousandths = ((record.NearCount * 1000) - (record.SightingCount * FalseNearPermille)) * 1000
            / (TrueNearPermille - FalseNearPermille);
        int limit = record.SightingCount * 1000;
        if (thousandths < 0)
        {
            return 0;
        }

        long nearMs = (long)(thousandths > limit ? limit : thousandths) * GapMs(record) / 1000;
        return nearMs > SlotTime.SlotMs ? SlotTime.SlotMs : (int)nearMs;
    }

    private static int GapMs(ContactRecord record)
    {
        if (record.SightingCount < 2 || record.LastMs <= record.FirstMs)
        {
            return DefaultGapMs;
        }

        int gap = (record.LastMs - record.FirstMs) / (record.SightingCount - 1);
        return gap > MaxGapMs ? MaxGapMs : gap;
    }
}
