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
    /// <summary>Version of the thresholds and of the estimate below. Version 1 had the same near counts and another estimate.</summary>
    public const int Version = 2;

    /// <summary>Near threshold for a tag's advertisement, dBm as received by a tag.</summary>
    public const int NearTagRssiDbm = -55;

    /// <summary>Near threshold for a phone's advertisement, dBm as received by a tag: phones send about 15 dB weaker.</summary>
    public const int NearPhoneRssiDbm = -63;

    /// <summary>A neighbour with at least this many near sightings in a slot is a close contact: one alone may be a reflection.</summary>
    public const int CloseContactNearCount = 2;

    /// <summary>Gap assumed for an id seen at one moment only, milliseconds: two radio slots, since half the slots meet.</summary>
    public const int DefaultGapMs = 40000;

    /// <summary>Least share of sightings that are near by chance, in thousandths.</summary>
    public const int MinFalseNearPermille = 5;

    /// <summary>Greatest share of sightings that are near by chance, in thousandths.</summary>
    public const int MaxFalseNearPermille = 300;

    /// <summary>
    /// The share near by chance grows by so many thousandths for each decibel that the other sightings are stronger than
    /// <see cref="FarBelowNearDb"/> below the threshold: a neighbour two metres off, whose signal just misses the threshold,
    /// passes it often, and one across the room never.
    /// </summary>
    public const int FalseNearPermillePerDb = 25;

    /// <summary>Sightings so far below the threshold do not pass it by chance, dB.</summary>
    public const int FarBelowNearDb = 15;

    /// <summary>Near sightings are so far above the threshold in the mean, dB: takes them out of a record's mean.</summary>
    public const int NearAboveThresholdDb = 5;

    /// <summary>
    /// Sightings of a neighbour in contact that are near, in thousandths. Simulated bodies give about 820; a lower figure makes
    /// the estimate lean to the long side by a third, so that few contacts of just 15 minutes are missed.
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
    /// Estimated near time in milliseconds, 0..900,000, from what the record says and the thresholds that its batch was made
    /// with. Some sightings of a neighbour in the room count as near by chance, and some of a real contact do not; the
    /// expected numbers of both are taken out, so that long sums depend little on chance.
    /// </summary>
    public static int NearTimeMs(ContactRecord record, NearThresholds thresholds)
    {
        int falseNear = FalseNearPermille(record, thresholds.RssiDbmOf(record.IsTag));
        int thousandths = ((record.NearCount * 1000) - (record.SightingCount * falseNear)) * 1000 / (TrueNearPermille - falseNear);
        int limit = record.SightingCount * 1000;
        if (thousandths < 0)
        {
            return 0;
        }

        long nearMs = (long)(thousandths > limit ? limit : thousandths) * GapMs(record) / 1000;
        return nearMs > SlotTime.SlotMs ? SlotTime.SlotMs : (int)nearMs;
    }

    // How strong the sightings are that were not near tells how often they would be near by chance.
    private static int FalseNearPermille(ContactRecord record, int nearRssiDbm)
    {
        int others = record.SightingCount - record.NearCount;
        if (others <= 0)
        {
            return MinFalseNearPermille;
        }

        int sum = (record.SightingCount * record.MeanRssiDbm) - (record.NearCount * (nearRssiDbm + NearAboveThresholdDb));
        int othersDbm = FloorDivide(sum, others);
        int permille = (othersDbm - nearRssiDbm + FarBelowNearDb) * FalseNearPermillePerDb;
        if (permille < MinFalseNearPermille)
        {
            return MinFalseNearPermille;
        }

        return permille > MaxFalseNearPermille ? MaxFalseNearPermille : permille;
    }

    private static int FloorDivide(int sum, int count)
    {
        int quotient = sum / count;
        return quotient * count > sum ? quotient - 1 : quotient;
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
