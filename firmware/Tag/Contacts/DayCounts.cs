using System;
using BluezoneTag.Protocol.Bytes;

namespace BluezoneTag.Tag.Contacts;

/// <summary>
/// Contacts for each of the last 21 local days, as the phone app's "Lịch sử tiếp xúc" shows them: "Tổng tiếp xúc" (ids
/// met) and "Tiếp xúc gần" (ids met close by). Ids change every 15 minutes and cannot be linked, so one person who stays
/// counts once for each quarter of an hour, exactly as in the app.
/// </summary>
public sealed class DayCounts
{
    /// <summary>Days kept.</summary>
    public const int Capacity = 21;

    /// <summary>Bytes that <see cref="Write"/> takes.</summary>
    public const int Length = Capacity * EntryLength;

    private const int TotalOffset = 4;
    private const int CloseOffset = 6;
    private const int EntryLength = 8;
    private const int MaxCount = 65535;

    // As they are saved.
    private readonly byte[] _entries = new byte[Length];

    /// <summary>
    /// Counts <paramref name="total"/> contacts on <paramref name="localDay"/> (days since 1970-01-01, local), of which
    /// <paramref name="close"/> were close ones.
    /// </summary>
    public void Add(int localDay, int total, int close)
    {
        int entry = EntryOf(localDay);
        if (DayAt(entry) != localDay)
        {
            Array.Clear(_entries, entry, EntryLength);
            LittleEndian.WriteUInt32(_entries, entry, (uint)localDay);
        }

        AddAt(entry + TotalOffset, total);
        AddAt(entry + CloseOffset, close);
    }

    /// <summary>"Tổng tiếp xúc" of the day; 0 for a day that is not kept.</summary>
    public int GetTotal(int localDay)
    {
        return CountOf(localDay, TotalOffset);
    }

    /// <summary>"Tiếp xúc gần" of the day; 0 for a day that is not kept.</summary>
    public int GetClose(int localDay)
    {
        return CountOf(localDay, CloseOffset);
    }

    /// <summary>Writes 21 entries of day (4 bytes), total (2) and close (2), little endian.</summary>
    public void Write(byte[] buffer, int offset)
    {
        Array.Copy(_entries, 0, buffer, offset, Length);
    }

    /// <summary>Reads what <see cref="Write"/> wrote; an entry in the wrong place is left out.</summary>
    public void Read(byte[] buffer, int offset)
    {
        Array.Copy(buffer, offset, _entries, 0, Length);
        for (int i = 0; i < Capacity; i++)
        {
            if (LittleEndian.ReadUInt32(_entries, i * EntryLength) % Capacity != i)
            {
                Array.Clear(_entries, i * EntryLength, EntryLength);
            }
        }
    }

    private static int EntryOf(int localDay)
    {
        return localDay % Capacity * EntryLength;
    }

    private int DayAt(int entry)
    {
        return (int)LittleEndian.ReadUInt32(_entries, entry);
    }

    private int CountOf(int localDay, int offset)
    {
        int entry = EntryOf(localDay);
        return DayAt(entry) == localDay ? LittleEndian.ReadUInt16(_entries, entry + offset) : 0;
    }

    private void AddAt(int offset, int more)
    {
        int count = LittleEndian.ReadUInt16(_entries, offset) + more;
        LittleEndian.WriteUInt16(_entries, offset, count < MaxCount ? count : MaxCount);
    }
}
