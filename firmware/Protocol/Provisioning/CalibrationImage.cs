using System;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Contacts;

namespace BluezoneTag.Protocol.Provisioning;

/// <summary>
/// The 24 bytes of the calibration file that holds the near thresholds measured for one model of tag (docs/protocol.md 7).
/// Not secret: the same bytes go on every tag of the model.
/// </summary>
public sealed class CalibrationImage
{
    /// <summary>Bytes of the file.</summary>
    public const int Length = 24;

    /// <summary>Version written here; another one is refused.</summary>
    public const int FormatVersion = 1;

    /// <summary>Weakest threshold that is believed, dBm: below it a whole class would be near.</summary>
    public const int MinThresholdDbm = -85;

    /// <summary>Strongest threshold that is believed, dBm: above it only a tag held against the other would be near.</summary>
    public const int MaxThresholdDbm = -35;

    /// <summary>Largest uncertainty of a threshold, tenths of a decibel; a vaguer one says nothing.</summary>
    public const int MaxUncertaintyTenths = 150;

    /// <summary>Smallest loss for each factor of ten in distance, dB; free space has 20.</summary>
    public const int MinSlopeDb = 10;

    /// <summary>Largest loss for each factor of ten in distance, dB.</summary>
    public const int MaxSlopeDb = 45;

    /// <summary>Fewest distances that a fit may stand on.</summary>
    public const int MinDistanceCount = 3;

    /// <summary>Earliest UTC day of a measurement: 2020-01-01.</summary>
    public const int MinDay = 18262;

    private const int RuleVersionOffset = 8;
    private const int TagRssiOffset = 9;
    private const int PhoneRssiOffset = 10;
    private const int SlopeOffset = 11;
    private const int TagUncertaintyOffset = 12;
    private const int PhoneUncertaintyOffset = 13;
    private const int DistanceCountOffset = 14;
    private const int DayOffset = 16;

    /// <summary>Near threshold for a tag's advertisement, dBm, -85..-35.</summary>
    public int TagRssiDbm;

    /// <summary>Near threshold for a phone's advertisement, dBm, -85..-35.</summary>
    public int PhoneRssiDbm;

    /// <summary>Measured loss for each factor of ten in distance, dB, 10..45.</summary>
    public int SlopeDb;

    /// <summary>Uncertainty (two standard deviations) of the tag threshold, tenths of a decibel, 1..150.</summary>
    public int TagUncertaintyTenths;

    /// <summary>Uncertainty (two standard deviations) of the phone threshold, tenths of a decibel, 1..150.</summary>
    public int PhoneUncertaintyTenths;

    /// <summary>Distances measured, 3..255.</summary>
    public int DistanceCount;

    /// <summary>UTC day of the measurement, days since 1970-01-01, 18,262..65,535.</summary>
    public int Day;

    /// <summary>Writes <see cref="Length"/> bytes at the start of <paramref name="buffer"/>; the rule version is that of this program.</summary>
    public void Write(byte[] buffer)
    {
        Array.Clear(buffer, 0, Length);
        FlashSeal.WriteMagic(buffer, 0, 'C', 'A');
        LittleEndian.WriteUInt32(buffer, 4, FormatVersion);
        buffer[RuleVersionOffset] = ProximityRule.Version;
        buffer[TagRssiOffset] = (byte)TagRssiDbm;
        buffer[PhoneRssiOffset] = (byte)PhoneRssiDbm;
        buffer[SlopeOffset] = (byte)SlopeDb;
        buffer[TagUncertaintyOffset] = (byte)TagUncertaintyTenths;
        buffer[PhoneUncertaintyOffset] = (byte)PhoneUncertaintyTenths;
        buffer[DistanceCountOffset] = (byte)DistanceCount;
        LittleEndian.WriteUInt16(buffer, DayOffset, Day);
        FlashSeal.Close(buffer, 0, Length, 0);
    }

    /// <summary>
    /// Reads a calibration. False when it is cut short, damaged, foreign, of another version, made for another proximity
    /// rule, or says what no measurement can have given; this object then stays as it was.
    /// </summary>
    public bool TryRead(byte[] buffer, int count)
    {
        if (count != Length
            || !FlashSeal.HasMagic(buffer, 0, 'C', 'A')
            || LittleEndian.ReadUInt32(buffer, 4) != FormatVersion
            || !FlashSeal.IsWhole(buffer, 0, Length, 0)
            || buffer[RuleVersionOffset] != ProximityRule.Version
            || !IsPlausible(buffer))
        {
            return false;
        }

        TagRssiDbm = (sbyte)buffer[TagRssiOffset];
        PhoneRssiDbm = (sbyte)buffer[PhoneRssiOffset];
        SlopeDb = buffer[SlopeOffset];
        TagUncertaintyTenths = buffer[TagUncertaintyOffset];
        PhoneUncertaintyTenths = buffer[PhoneUncertaintyOffset];
        DistanceCount = buffer[DistanceCountOffset];
        Day = LittleEndian.ReadUInt16(buffer, DayOffset);
        return true;
    }

    private static bool IsPlausible(byte[] buffer)
    {
        return IsWithin((sbyte)buffer[TagRssiOffset], MinThresholdDbm, MaxThresholdDbm)
            && IsWithin((sbyte)buffer[PhoneRssiOffset], MinThresholdDbm, MaxThresholdDbm)
            && IsWithin(buffer[SlopeOffset], MinSlopeDb, MaxSlopeDb)
            && IsWithin(buffer[TagUncertaintyOffset], 1, MaxUncertaintyTenths)
            && IsWithin(buffer[PhoneUncertaintyOffset], 1, MaxUncertaintyTenths)
            && buffer[DistanceCountOffset] >= MinDistanceCount
            && LittleEndian.ReadUInt16(buffer, DayOffset) >= MinDay;
    }

    private static bool IsWithin(int value, int low, int high)
    {
        return value >= low && value <= high;
    }
}
