using System;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Exposure;
using BluezoneTag.Tag.Ports;

namespace BluezoneTag.Tag.Exposure;

/// <summary>
/// The list that is being received or checked, on flash as it came (docs/protocol.md 9.7): header, then the entries of all
/// chunks. One append for each chunk, so its length says which chunk is next, after a restart too.
/// </summary>
public sealed class ExposureListFile
{
    /// <summary>Name of the file. What begins so is deleted in a wipe.</summary>
    public const string FileName = "expo-list.bin";

    private readonly IFlashFiles _files;
    private readonly ExposureEntry _entry = new ExposureEntry();
    private readonly byte[] _buffer = new byte[ExposureEntry.Length];
    private readonly byte[] _lastKey = new byte[ExposureEntry.Length];
    private uint _checksum;
    private int _keyDays;

    /// <summary>Reads nothing yet.</summary>
    public ExposureListFile(IFlashFiles files)
    {
        _files = files;
    }

    /// <summary>The header of the list; of use only while <see cref="IsOpen"/>.</summary>
    public ExposureListHeader Header { get; } = new ExposureListHeader();

    /// <summary>Whether there is a list.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Entries received.</summary>
    public int EntryCount { get; private set; }

    /// <summary>Whether all entries are there.</summary>
    public bool IsComplete
    {
        get { return IsOpen && EntryCount == Header.EntryCount; }
    }

    /// <summary>The chunk to be sent next.</summary>
    public int NextChunk
    {
        get { return (EntryCount + ExposureChunk.MaxEntryCount - 1) / ExposureChunk.MaxEntryCount; }
    }

    /// <summary>The entry last read.</summary>
    public ExposureEntry Entry
    {
        get { return _entry; }
    }

    /// <summary>Finds what the last run left. A file that cannot be the beginning of a list is deleted.</summary>
    public void Open()
    {
        IsOpen = false;
        int length = _files.GetLength(FileName);
        if (length < 0)
        {
            return;
        }

        int entries = (length - ExposureListHeader.Length) / ExposureEntry.Length;
        bool isGood = length >= ExposureListHeader.Length
            && (length - ExposureListHeader.Length) % ExposureEntry.Length == 0
            && _files.Read(FileName, 0, _buffer, 0, ExposureListHeader.Length) == ExposureListHeader.Length
            && Header.Read(_buffer, 0, ExposureListHeader.Length) == ExposureStatus.Taken
            && entries <= Header.EntryCount
            && (entries == Header.EntryCount || entries % ExposureChunk.MaxEntryCount == 0);
        if (!isGood || !TakeIn(entries))
        {
            Delete();
        }
    }

    /// <summary>Begins a list with the 24 bytes of its header, in place of any other. False when flash refused.</summary>
    public bool Begin(byte[] buffer, int offset)
    {
        Reset();
        IsOpen = _files.Write(FileName, buffer, offset, ExposureListHeader.Length)
            && Header.Read(buffer, offset, ExposureListHeader.Length) == ExposureStatus.Taken;
        return IsOpen;
    }

    /// <summary>Whether the list was begun with these 24 bytes.</summary>
    public bool IsSame(byte[] buffer, int offset)
    {
        Header.Write(_buffer, 0);
        for (int i = 0; i < ExposureListHeader.Length; i++)
        {
            if (_buffer[i] != buffer[offset + i])
            {
                return false;
            }
        }

        return IsOpen;
    }

    /// <summary>Appends the entries of the next chunk, all or none.</summary>
    public ExposureStatus Append(byte[] buffer, int offset, int entryCount)
    {
        int keyDays = _keyDays;
        for (int i = 0; i < entryCount; i++)
        {
            int start = offset + (i * ExposureEntry.Length);
            if (!_entry.TryRead(buffer, start, Header.LastDay - Header.FirstDay + 1))
            {
                return ExposureStatus.BadEntry;
            }

            bool isAscending = i > 0
                ? ExposureEntry.IsAfter(buffer, start, buffer, start - ExposureEntry.Length)
                : EntryCount == 0 || ExposureEntry.IsAfter(buffer, start, _lastKey, 0);
            if (!isAscending)
            {
                return ExposureStatus.NotAscending;
            }

            keyDays += _entry.DayCount;
        }

        bool isLast = EntryCount + entryCount == Header.EntryCount;
        if (keyDays > Header.KeyDayCount || (isLast && keyDays != Header.KeyDayCount))
        {
            return ExposureStatus.BadEntry;
        }

        int length = entryCount * ExposureEntry.Length;
        if (isLast && Crc32.Continue(_checksum, buffer, offset, length) != Header.Checksum)
        {
            return Delete() ? ExposureStatus.BadSum : ExposureStatus.StorageFailed;
        }

        if (!_files.Append(FileName, buffer, offset, length))
        {
            return ExposureStatus.StorageFailed;
        }

        Count(buffer, offset, entryCount, keyDays);
        return isLast ? ExposureStatus.Complete : ExposureStatus.Taken;
    }

    /// <summary>Reads entry <paramref name="index"/> into <see cref="Entry"/>. False when flash fails.</summary>
    public bool ReadEntry(int index)
    {
        return _files.Read(FileName, ExposureListHeader.Length + (index * ExposureEntry.Length), _buffer, 0, ExposureEntry.Length) == ExposureEntry.Length
            && _entry.TryRead(_buffer, 0, Header.LastDay - Header.FirstDay + 1);
    }

    /// <summary>Forgets the list. False when flash refused; it is forgotten until the next start all the same.</summary>
    public bool Delete()
    {
        Reset();
        return _files.Delete(FileName);
    }

    private void Reset()
    {
        IsOpen = false;
        EntryCount = 0;
        _keyDays = 0;
        _checksum = 0;
    }

    private void Count(byte[] buffer, int offset, int entryCount, int keyDays)
    {
        int length = entryCount * ExposureEntry.Length;
        _checksum = Crc32.Continue(_checksum, buffer, offset, length);
        Array.Copy(buffer, offset + length - ExposureEntry.Length, _lastKey, 0, ExposureEntry.Length);
        _keyDays = keyDays;
        EntryCount += entryCount;
    }

    // Reads what is there again, as if it had just come.
    private bool TakeIn(int entries)
    {
        Reset();
        for (int i = 0; i < entries; i++)
        {
            if (!ReadEntry(i) || (i > 0 && !ExposureEntry.IsAfter(_buffer, 0, _lastKey, 0)))
            {
                return false;
            }

            Count(_buffer, 0, 1, _keyDays + _entry.DayCount);
        }

        IsOpen = true;
        return entries < Header.EntryCount || (_checksum == Header.Checksum && _keyDays == Header.KeyDayCount);
    }
}
