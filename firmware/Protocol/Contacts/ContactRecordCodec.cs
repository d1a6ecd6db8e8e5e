using System;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Identifiers;

namespace BluezoneTag.Protocol.Contacts;

/// <summary>
/// The 17 bytes of a contact record (docs/protocol.md 5.4). Values beyond a field's range are stored as its limit;
/// every value that was encoded decodes to itself, up to the 4-second step.
/// </summary>
public static class ContactRecordCodec
{
    /// <summary>Bytes in a record.</summary>
    public const int Length = 17;

    /// <summary>Milliseconds in one step of the stored first and last sighting.</summary>
    public const int TimeStepMs = 4000;

    private const int LastTimeStep = (SlotTime.SlotMs / TimeStepMs) - 1;
    private const int FirstOffset = 12;
    private const int LastOffset = 13;
    private const int BitsOffset = 14;
    private const int MaxSpreadDb = 31;

    /// <summary>Writes <see cref="Length"/> bytes at <paramref name="offset"/>.</summary>
    public static void Encode(ContactRecord record, byte[] buffer, int offset)
    {
        int mean = Clamp(record.MeanRssiDbm, ContactRecord.MinRssiDbm, ContactRecord.MaxRssiDbm);
        int strongest = Clamp(record.StrongestRssiDbm, ContactRecord.MinRssiDbm, ContactRecord.MaxRssiDbm);
        int sightings = Clamp(record.SightingCount, 1, ContactRecord.MaxCount);
        int first = Clamp(record.FirstMs / TimeStepMs, 0, LastTimeStep);

        Array.Copy(record.Id, 0, buffer, offset, BluezoneId.Length);
        buffer[offset + FirstOffset] = (byte)first;
        buffer[offset + LastOffset] = (byte)Clamp(record.LastMs / TimeStepMs, first, LastTimeStep);
        LittleEndian.WriteUInt24(
            buffer,
            offset + BitsOffset,
            sightings
                | (Clamp(record.NearCount, 0, sightings) << 6)
                | ((ContactRecord.MaxRssiDbm - mean) << 12)
                | (Clamp(strongest - mean, 0, MaxSpreadDb) << 18)
                | (record.IsTag ? 1 << 23 : 0));
    }

    /// <summary>
    /// Reads <see cref="Length"/> bytes at <paramref name="offset"/>. False when no encoder can have written them: no
    /// sighting, more near sightings than sightings, last before first or after the slot, strongest above the limit.
    /// </summary>
    public static bool TryDecode(byte[] buffer, int offset, ContactRecord record)
    {
        int first = buffer[offset + FirstOffset];
        int last = buffer[offset + LastOffset];
        int bits = LittleEndian.ReadUInt24(buffer, offset + BitsOffset);
        int sightings = bits & 63;
        int near = (bits >> 6) & 63;
        int mean = ContactRecord.MaxRssiDbm - ((bits >> 12) & 63);
        int strongest = mean + ((bits >> 18) & 31);
        if (sightings == 0 || near > sightings || first > last || last > LastTimeStep || strongest > ContactRecord.MaxRssiDbm)
        {
            return false;
        }

        Array.Copy(buffer, offset, record.Id, 0, BluezoneId.Length);
        record.FirstMs = first * TimeStepMs;
        record.LastMs = last * TimeStepMs;
        record.SightingCount = sightings;
        record.NearCount = near;
        record.MeanRssiDbm = mean;
        record.StrongestRssiDbm = strongest;
        record.IsTag = (bits & (1 << 23)) != 0;
        return true;
    }

    private static int Clamp(int value, int low, int high)
    {
        if (value < low)
        {
            return low;
        }

        return value > high ? high : value;
    }
}
