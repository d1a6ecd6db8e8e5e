namespace BluezoneTag.Protocol.Exposure;

/// <summary>
/// The 4 bytes in front of the entries of one chunk (docs/protocol.md 9.2). All chunks but the last are full, so the number of
/// a chunk says which entries it holds.
/// </summary>
public static class ExposureChunk
{
    /// <summary>Bytes before the entries: number (2), entries (1), reserved (1).</summary>
    public const int HeaderLength = 4;

    /// <summary>Entries of a full chunk.</summary>
    public const int MaxEntryCount = 6;

    /// <summary>Bytes of a full chunk: one write at the platform's largest transfer unit.</summary>
    public const int MaxLength = HeaderLength + (MaxEntryCount * ExposureEntry.Length);

    /// <summary>Entries in chunk <paramref name="number"/> of a list of <paramref name="entryCount"/>; 0 or less when it has no such chunk.</summary>
    public static int EntryCountOf(int number, int entryCount)
    {
        int left = entryCount - (number * MaxEntryCount);
        return left < MaxEntryCount ? left : MaxEntryCount;
    }
}
