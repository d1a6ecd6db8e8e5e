namespace BluezoneTag.Protocol.Identifiers;

/// <summary>
/// The id scheme's calendar: UTC days and the 96 slots of 15 minutes in each (docs/protocol.md 1.1).
/// A *slot* is this quarter of an hour; the 20-second thing of the radio is a *radio slot*.
/// Times are UTC milliseconds since 1970-01-01T00:00:00Z, never negative.
/// </summary>
public static class SlotTime
{
    /// <summary>Milliseconds in a UTC day. Leap seconds do not exist here, as on the phones.</summary>
    public const long DayMs = 86400000;

    /// <summary>Slots in a UTC day.</summary>
    public const int SlotsPerDay = 96;

    /// <summary>Milliseconds in a slot: 86,400,000 / 96.</summary>
    public const int SlotMs = 900000;

    /// <summary>Whole UTC days since 1970-01-01.</summary>
    public static int DayOf(long utcMs)
    {
        return (int)(utcMs / DayMs);
    }

    /// <summary>Slot within its UTC day, 0..95.</summary>
    public static int SlotOfDay(long utcMs)
    {
        return (int)(utcMs % DayMs) / SlotMs;
    }

    /// <summary>Slots since 1970-01-01: what a log batch stores (docs/protocol.md 5.3). A signed 32-bit number lasts 61,000 years.</summary>
    public static int SlotNumber(long utcMs)
    {
        return (int)(utcMs / SlotMs);
    }

    /// <summary>The instant at which slot number <paramref name="slotNumber"/> begins.</summary>
    public static long StartOfSlot(int slotNumber)
    {
        return (long)slotNumber * SlotMs;
    }
}
