using System;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Identifiers;

namespace BluezoneTag.Protocol.Exposure;

/// <summary>
/// One listed person, 36 bytes: the daily key of her first day and for how many slots from its beginning it is followed
/// (docs/protocol.md 9.3). The key is public: it is what the authority published.
/// </summary>
public sealed class ExposureEntry
{
    /// <summary>Bytes of an entry.</summary>
    public const int Length = 36;

    /// <summary>The most slots: 21 days and the extra one.</summary>
    public const int MaxSlotCount = (21 * SlotTime.SlotsPerDay) + 1;

    private const int DayOffset = 32;
    private const int SlotsOffset = 33;
    private const int ReservedOffset = 35;

    /// <summary>The daily key of the first day, 32 bytes.</summary>
    public readonly byte[] DailyKey = new byte[DailyKeyChain.KeyLength];

    /// <summary>The first day, counted from the first day of the list.</summary>
    public int FirstDay;

    /// <summary>Slots from the first slot of the first day on; 97 for a day with the phone app's extra slot.</summary>
    public int SlotCount;

    /// <summary>UTC days that the slots touch.</summary>
    public int DayCount
    {
        get { return (SlotCount + SlotTime.SlotsPerDay - 1) / SlotTime.SlotsPerDay; }
    }

    /// <summary>Writes 36 bytes at <paramref name="offset"/>.</summary>
    public void Write(byte[] buffer, int offset)
    {
        Array.Copy(DailyKey, 0, buffer, offset, DailyKeyChain.KeyLength);
        buffer[offset + DayOffset] = (byte)FirstDay;
        LittleEndian.WriteUInt16(buffer, offset + SlotsOffset, SlotCount);
        buffer[offset + ReservedOffset] = 0;
    }

    /// <summary>Reads 36 bytes at <paramref name="offset"/>. False when they cannot be an entry of a list of <paramref name="dayCount"/> days.</summary>
    public bool TryRead(byte[] buffer, int offset, int dayCount)
    {
        Array.Copy(buffer, offset, DailyKey, 0, DailyKeyChain.KeyLength);
        FirstDay = buffer[offset + DayOffset];
        SlotCount = LittleEndian.ReadUInt16(buffer, offset + SlotsOffset);
        return SlotCount >= 1 && SlotCount <= MaxSlotCount && FirstDay + DayCount <= dayCount && buffer[offset + ReservedOffset] == 0;
    }

    /// <summary>Whether the key at the one place comes after the key at the other, byte by byte. Not in constant time: both are public.</summary>
    public static bool IsAfter(byte[] first, int firstOffset, byte[] second, int secondOffset)
    {
        for (int i = 0; i < DailyKeyChain.KeyLength; i++)
        {
            int difference = first[firstOffset + i] - second[secondOffset + i];
            if (difference != 0)
            {
                return difference > 0;
            }
        }

        return false;
    }
}
