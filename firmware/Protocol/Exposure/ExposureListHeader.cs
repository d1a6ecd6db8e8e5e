using System;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Identifiers;

namespace BluezoneTag.Protocol.Exposure;

/// <summary>The 24 bytes in front of an exposure list: which list, of whom, which days, how much (docs/protocol.md 9.1).</summary>
public sealed class ExposureListHeader
{
    /// <summary>Bytes of the header.</summary>
    public const int Length = 24;

    /// <summary>Version of the compact form; another one is refused.</summary>
    public const int FormatVersion = 1;

    /// <summary>Bytes of a list's id.</summary>
    public const int ListIdLength = 8;

    /// <summary>The most entries of a list.</summary>
    public const int MaxEntryCount = 128;

    /// <summary>The most UTC days of a list: the log's 21 and the day of the last entry's extra slot.</summary>
    public const int MaxDayCount = 22;

    private const int LevelOffset = 1;
    private const int RuleOffset = 2;
    private const int CountOffset = 3;
    private const int IdOffset = 4;
    private const int FirstDayOffset = 12;
    private const int LastDayOffset = 14;
    private const int KeyDaysOffset = 16;
    private const int ReservedOffset = 18;
    private const int ChecksumOffset = 20;

    /// <summary>First 8 bytes of the SHA-256 of what the publisher signed.</summary>
    public readonly byte[] ListId = new byte[ListIdLength];

    /// <summary><see cref="ExposureRule.ListOfF0"/> or <see cref="ExposureRule.ListOfF1"/>.</summary>
    public int Level;

    /// <summary>The exposure rule that is asked for.</summary>
    public int RuleVersion;

    /// <summary>Entries, 1..128.</summary>
    public int EntryCount;

    /// <summary>First UTC day (days since 1970-01-01) of any entry.</summary>
    public int FirstDay;

    /// <summary>Last UTC day of any entry, that of its extra slot included.</summary>
    public int LastDay;

    /// <summary>Sum of the UTC days of all entries.</summary>
    public int KeyDayCount;

    /// <summary>CRC-32 of the entries of all chunks, one behind the other.</summary>
    public uint Checksum;

    /// <summary>Number of the first slot of the first day.</summary>
    public int FirstSlot
    {
        get { return FirstDay * SlotTime.SlotsPerDay; }
    }

    /// <summary>Chunks that the entries take.</summary>
    public int ChunkCount
    {
        get { return (EntryCount + ExposureChunk.MaxEntryCount - 1) / ExposureChunk.MaxEntryCount; }
    }

    /// <summary>Writes 24 bytes at <paramref name="offset"/>.</summary>
    public void Write(byte[] buffer, int offset)
    {
        buffer[offset] = FormatVersion;
        buffer[offset + LevelOffset] = (byte)Level;
        buffer[offset + RuleOffset] = (byte)RuleVersion;
        buffer[offset + CountOffset] = (byte)EntryCount;
        Array.Copy(ListId, 0, buffer, offset + IdOffset, ListIdLength);
        LittleEndian.WriteUInt16(buffer, offset + FirstDayOffset, FirstDay);
        LittleEndian.WriteUInt16(buffer, offset + LastDayOffset, LastDay);
        LittleEndian.WriteUInt16(buffer, offset + KeyDaysOffset, KeyDayCount);
        LittleEndian.WriteUInt16(buffer, offset + ReservedOffset, 0);
        LittleEndian.WriteUInt32(buffer, offset + ChecksumOffset, Checksum);
    }

    /// <summary>
    /// Reads a header of exactly <paramref name="length"/> bytes. <see cref="ExposureStatus.Taken"/>, or why not; the fields
    /// then hold nothing of use. Whether the days are in the future depends on the time and is the caller's affair.
    /// </summary>
    public ExposureStatus Read(byte[] buffer, int offset, int length)
    {
        if (length != Length || buffer[offset] != FormatVersion || LittleEndian.ReadUInt16(buffer, offset + ReservedOffset) != 0)
        {
            return ExposureStatus.BadFormat;
        }

        Level = buffer[offset + LevelOffset];
        RuleVersion = buffer[offset + RuleOffset];
        EntryCount = buffer[offset + CountOffset];
        Array.Copy(buffer, offset + IdOffset, ListId, 0, ListIdLength);
        FirstDay = LittleEndian.ReadUInt16(buffer, offset + FirstDayOffset);
        LastDay = LittleEndian.ReadUInt16(buffer, offset + LastDayOffset);
        KeyDayCount = LittleEndian.ReadUInt16(buffer, offset + KeyDaysOffset);
        Checksum = LittleEndian.ReadUInt32(buffer, offset + ChecksumOffset);
        return Check();
    }

    private ExposureStatus Check()
    {
        if (RuleVersion != ExposureRule.Version)
        {
            return ExposureStatus.UnknownRule;
        }

        if (Level != ExposureRule.ListOfF0 && Level != ExposureRule.ListOfF1)
        {
            return ExposureStatus.BadLevel;
        }

        if (LastDay < FirstDay || LastDay - FirstDay >= MaxDayCount)
        {
            return ExposureStatus.BadDays;
        }

        bool isCountGood = EntryCount >= 1 && EntryCount <= MaxEntryCount
            && KeyDayCount >= EntryCount && KeyDayCount <= EntryCount * (LastDay - FirstDay + 1);
        return isCountGood ? ExposureStatus.Taken : ExposureStatus.BadCount;
    }
}
