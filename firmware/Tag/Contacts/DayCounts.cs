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

    private const int EntryLength = 8;
    private const int MaxCount = 65535;

    private readonly int[] _days = new int[Capacity];
    private readonly int[] _total = new int[Capacity];
    private readonly int[] _close = new int[Capacity];

    /// <summary>Counts one contact on <paramref name="localDay"/> (days since 1970-01-01, local).</summary>
    public void Add(int localDay, bool isClose)
    {
        int index = localDay % Capacity;
        if (_days[index] != localDay)
        {
            _days[index] = localDay;
            _total[index] = 0;
            _close[index] = 0;
        }

        _total[index] += _total[index] < MaxCount ? 1 : 0;
        _close[index] += isClose && _close[index] < MaxCount ? 1 : 0;
    }

    /// <summary>"Tổng tiếp xúc" of the day; 0 for a day that is not kept.</summary>
    public int GetTotal(int localDay)
    {
        int index = localDay % Capacity;
        return _days[index] == localDay ? _total[index] : 0;
    }

    /// <summary>"Tiếp xúc gần" of the day; 0 for a day that is not kept.</summary>
    public int GetClose(int localDay)
    {
        int index = localDay % Capacity;
        return _days[index] == localDay ? _close[index] : 0;
    }

    /// <summary>Writes 21 entries of day (4 bytes), total (2) and close (2), little endian.</summary>
    public void Write(byte[] buffer, int offset)
    {
        for (int i = 0; i < Capacity; i++)
        {
            LittleEndian.WriteUInt32(buffer, offset, (uint)_days[i]);
            LittleEndian.WriteUInt16(buffer, offset + 4, _total[i]);
            LittleEndian.WriteUInt16(buffer, offset + 6, _close[i]);
            offset += EntryLength;
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote; an entry in the wrong place is left out.</summary>
    public void Read(byte[] buffer, int offset)
    {
        Array.Clear(_days, 0, Capacity);
        for (int i = 0; i < Capacity; i++)
        {
            uint day = LittleEndian.ReadUInt32(buffer, offset);
            if (day % Capacity == i)
            {
                _days[i] = (int)day;
                _total[i] = LittleEndian.ReadUInt16(buffer, offset + 4);
                _close[i] = LittleEndian.ReadUInt16(buffer, offset + 6);
            }

            offset += EntryLength;
        }
    }
}
