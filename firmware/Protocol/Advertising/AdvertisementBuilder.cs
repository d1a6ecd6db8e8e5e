using System;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Identifiers;

namespace BluezoneTag.Protocol.Advertising;

/// <summary>
/// Writes the tag's advertising data (docs/protocol.md 2.2): flags, service UUID, company identifier with the id, and one
/// byte of service data that says how old the sender's clock is. Everything a phone needs stands in one PDU, because an
/// iPhone that sees the UUID without the manufacturer data starts to connect.
/// </summary>
public static class AdvertisementBuilder
{
    /// <summary>Bytes written by <see cref="Build"/>.</summary>
    public const int Length = 28;

    /// <summary>Where the id starts in the written data.</summary>
    public const int IdOffset = 11;

    private const int HoursSinceSyncOffset = 27;

    /// <summary>
    /// Writes <see cref="Length"/> bytes to the start of <paramref name="data"/> and returns that length.
    /// <paramref name="hoursSinceSync"/> outside 0..254 is sent as 254 when larger and as unknown (255) when negative.
    /// </summary>
    public static int Build(byte[] data, byte[] id, int idOffset, int hoursSinceSync)
    {
        data[0] = 2;
        data[1] = AdvertisingData.TypeFlags;
        data[2] = AdvertisingData.FlagsValue;
        data[3] = 3;
        data[4] = AdvertisingData.TypeCompleteUuid16;
        LittleEndian.WriteUInt16(data, 5, AdvertisingData.ServiceUuid);
        data[7] = 3 + BluezoneId.Length;
        data[8] = AdvertisingData.TypeManufacturerSpecific;
        LittleEndian.WriteUInt16(data, 9, AdvertisingData.CompanyIdentifier);
        Array.Copy(id, idOffset, data, IdOffset, BluezoneId.Length);
        data[23] = 4;
        data[24] = AdvertisingData.TypeServiceData16;
        LittleEndian.WriteUInt16(data, 25, AdvertisingData.ServiceUuid);
        data[HoursSinceSyncOffset] = (byte)Clamp(hoursSinceSync);
        return Length;
    }

    private static int Clamp(int hours)
    {
        if (hours < 0)
        {
            return AdvertisingData.HoursSinceSyncUnknown;
        }

        return hours > AdvertisingData.MaxHoursSinceSync ? AdvertisingData.MaxHoursSinceSync : hours;
    }
}
