using System;
using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Protocol.Identifiers;

namespace BluezoneTag.Tag.Scanning;

/// <summary>
/// The neighbours of the present slot: for each id first and last sighting, counts and RSSI, in arrays
/// (22 bytes a neighbour) that grow with the crowd and are given up at its end. When a crowd fills it, a newcomer takes the place of the one worth least among the next few,
/// and only if that one is worth less than itself (docs/schedule.md, "A storm"): far ones by strength and number of
/// sightings, then near ones heard once and not again since the window before, which yield only to one that was heard
/// before. A neighbour that was near and was heard twice keeps its place whatever comes: one-off ids displace nobody who stays.
/// </summary>
public sealed class SightingTable
{
    /// <summary>Neighbours kept.</summary>
    public const int Capacity = 128;

    /// <summary>
    /// Bytes of heap that the table leaves to others when it grows: to write a slot takes so much, files and call frames (docs/decisions/0011-memory.md).
    /// Who cannot be kept is better lost than the whole slot.
    /// </summary>
    public const int LeftToOthersBytes = 6500;

    /// <summary>Two reports of one id closer than this are one sighting: a phone that changes its address is reported twice.</summary>
    public const int SameSightingMs = 1000;

    // Looking at a part of the table for each newcomer bounds the time of one report; the hand moves on, so some
    // thirty newcomers have looked at all of it. The size is a multiple of it: the hand never has to turn back within a look.
    private const int ExaminedPerNewcomer = 4;
    private const int BucketBits = 6;
    private const int BucketCount = 1 << BucketBits;
    private const int NearBonus = 256;

    // What a near neighbour is worth that was heard once, in an earlier window: less than any near newcomer and more than
    // any far one.
    private const int OnceWorth = 150;

    // Newcomers of the same window do not displace each other: whoever is heard first stays until the next.
    private const int FreshMs = 5000;

    // One entry of the table, bytes: the strongest RSSI (dBm, signed), sightings, near sightings, the id.
    private const int SightingsOffset = 1;
    private const int NearOffset = 2;
    private const int IdOffset = 3;
    private const int EntryLength = IdOffset + BluezoneId.Length;

    // A table that holds few is small: most of the day there are not more, and the memory is other work's.
    private const int FirstRoom = 32;
    private const int BytesPerNeighbour = EntryLength + sizeof(int) + sizeof(short);
    private const int FirstBytes = (FirstRoom * BytesPerNeighbour) + Capacity + BucketCount;

    // In _times, from below: the last sighting in milliseconds, the first one in the steps that a record has, whether it is a tag.
    private const int FirstShift = 20;
    private const int LastMsMask = (1 << FirstShift) - 1;
    private const int FirstMask = 0xFF;
    private const int TagBit = 1 << (FirstShift + 8);

    private byte[] _entries;
    private int[] _times;

    // At most 63 values of -128 to 127 dBm.
    private short[] _rssiSums;

    // Rings of entries by a hash of the id: each says which comes next, and behind the entries stands one link for each bucket, in
    // which its ring begins and ends.
    private byte[] _links;

    // 600 bytes that only a full table needs.
    private HeardBefore _heardBefore;
    private readonly NearThresholds _thresholds = new NearThresholds();
    private readonly uint _multiplier;
    private int _count;

    // How many neighbours the arrays have room for, and shall have at most: the capacity, or fewer once memory has run out.
    private int _room;
    private int _limit = Capacity;

    // The byte at which the look of the next newcomer begins.
    private int _hand;

    /// <summary>
    /// An empty table. <paramref name="hashSeed"/> must be hard to guess: a sender who knew it could choose ids that all
    /// fall into one chain and make every report slow.
    /// </summary>
    public SightingTable(uint hashSeed)
    {
        _multiplier = hashSeed | 1;
        Allocate();
    }

    /// <summary>Neighbours held now.</summary>
    public int Count
    {
        get { return _count; }
    }

    /// <summary>Free bytes of the heap beside a table of the smallest size; <see cref="int.MaxValue"/> until <see cref="TellFree"/>.</summary>
    public int FreeBytes { get; private set; } = int.MaxValue;

    /// <summary>Neighbours that gave way, or newcomers that found no place, since <see cref="Clear"/>.</summary>
    public int EvictedCount { get; private set; }

    /// <summary>From which RSSI on a sighting is near: the defaults until a calibration is given to it.</summary>
    public NearThresholds Thresholds
    {
        get { return _thresholds; }
    }

    /// <summary>
    /// Notes one sighting of the 12-byte id at <paramref name="idOffset"/>, <paramref name="slotMs"/> (0..899,999) after
    /// the start of the slot. False when the table is full of better neighbours.
    /// </summary>
    public bool Record(byte[] data, int idOffset, int slotMs, int rssiDbm, bool isTag)
    {
        if (_entries == null)
        {
            Allocate();
        }

        uint hash = Hash(data, idOffset);
        int bucket = Capacity + (int)(hash >> (32 - BucketBits));
        int index = Find(data, idOffset, bucket);
        if (index != bucket)
        {
            Update(index, slotMs, rssiDbm);
            return true;
        }

        bool isNear = _thresholds.IsNear(rssiDbm, isTag);
        index = FindPlace(hash, slotMs, (isNear ? NearBonus : 0) + rssiDbm + 2);
        if (index < 0)
        {
            return false;
        }

        byte[] entries = _entries;
        int entry = index * EntryLength;
        entries[entry] = (byte)rssiDbm;
        entries[entry + SightingsOffset] = 1;
        entries[entry + NearOffset] = (byte)(isNear ? 1 : 0);
        Array.Copy(data, idOffset, entries, entry + IdOffset, BluezoneId.Length);
        _times[index] = (isTag ? TagBit : 0) | ((slotMs / ContactRecordCodec.TimeStepMs) << FirstShift) | slotMs;
        _rssiSums[index] = (short)rssiDbm;
        _links[index] = _links[bucket];
        _links[bucket] = (byte)index;
        return true;
    }

    /// <summary>
    /// Fills <paramref name="record"/> with neighbour <paramref name="index"/> (0..<see cref="Count"/> - 1); the first sighting
    /// in steps of 4 s, rounded down, as it is stored.
    /// </summary>
    public void Read(int index, ContactRecord record)
    {
        int entry = index * EntryLength;
        Array.Copy(_entries, entry + IdOffset, record.Id, 0, BluezoneId.Length);
        record.FirstMs = ((_times[index] >> FirstShift) & FirstMask) * ContactRecordCodec.TimeStepMs;
        record.LastMs = LastMsOf(index);
        record.SightingCount = _entries[entry + SightingsOffset];
        record.NearCount = _entries[entry + NearOffset];
        record.StrongestRssiDbm = (sbyte)_entries[entry];
        record.MeanRssiDbm = FloorDivide(_rssiSums[index], record.SightingCount);
        record.IsTag = IsTagOf(index);
    }

    /// <summary>The array in which the 12-byte ids are; other things stand between them. Another one after <see cref="Release"/>.</summary>
    public byte[] Ids
    {
        get { return _entries; }
    }

    /// <summary>Where the id of neighbour <paramref name="index"/> starts in <see cref="Ids"/>.</summary>
    public int OffsetOf(int index)
    {
        return (index * EntryLength) + IdOffset;
    }

    /// <summary>When neighbour <paramref name="index"/> was heard last, milliseconds after the start of the slot.</summary>
    public int LastMsOf(int index)
    {
        return _times[index] & LastMsMask;
    }

    /// <summary>Whether neighbour <paramref name="index"/> was near at least once in this slot.</summary>
    public bool IsNearOf(int index)
    {
        return _entries[(index * EntryLength) + NearOffset] != 0;
    }

    /// <summary>Whether neighbour <paramref name="index"/> is a tag.</summary>
    public bool IsTagOf(int index)
    {
        return (_times[index] & TagBit) != 0;
    }

    /// <summary>
    /// Tells how many bytes of the heap are free at this moment, between two scans. The table counts on from there what it takes and gives back,
    /// and sets the memory aside that it will take again after it was given up.
    /// </summary>
    public void TellFree(int bytes)
    {
        FreeBytes = _entries == null ? bytes - FirstBytes : bytes;
    }

    /// <summary>Forgets all neighbours, ids included.</summary>
    public void Clear()
    {
        _count = 0;
        _hand = 0;
        EvictedCount = 0;
        CountBack(_heardBefore == null ? 0 : HeardBefore.Bytes);
        _heardBefore = null;
        _limit = Capacity;
        if (_entries != null)
        {
            Array.Clear(_entries, 0, _entries.Length);
            CloseRings();
        }

        if (_room > FirstRoom)
        {
            GiveUp();
        }
    }

    /// <summary>
    /// Forgets all neighbours and gives the memory back, 1 to 3.6 KB, while nobody is heard anyway; the next <see cref="Record"/> takes
    /// it again.
    /// </summary>
    public void Release()
    {
        Clear();
        GiveUp();
    }

    private void GiveUp()
    {
        CountBack(_room > FirstRoom ? (_room - FirstRoom) * BytesPerNeighbour : 0);
        _room = 0;
        _entries = null;
        _times = null;
        _rssiSums = null;
        _links = null;
    }

    // The entries last: should memory run out on the way, the next sighting begins anew.
    private void Allocate()
    {
        _times = new int[FirstRoom];
        _rssiSums = new short[FirstRoom];
        _links = new byte[Capacity + BucketCount];
        CloseRings();
        _room = FirstRoom;
        _entries = new byte[FirstRoom * EntryLength];
    }

    // To twice the room. Where there is no memory for it, the table is full as it is.
    private bool Grow()
    {
        if (FreeBytes - (_room * BytesPerNeighbour) < LeftToOthersBytes)
        {
            _limit = _room;
            return false;
        }

        try
        {
            int[] times = new int[2 * _room];
            short[] rssiSums = new short[2 * _room];
            byte[] entries = new byte[2 * _room * EntryLength];
            Array.Copy(_times, times, _room);
            Array.Copy(_rssiSums, rssiSums, _room);
            Array.Copy(_entries, entries, _entries.Length);
            Array.Clear(_entries, 0, _entries.Length);
            _times = times;
            _rssiSums = rssiSums;
            _entries = entries;
            CountBack(-_room * BytesPerNeighbour);
            _room *= 2;
            return true;
        }
        catch (OutOfMemoryException)
        {
            _limit = _room;
            return false;
        }
    }

    private void CountBack(int bytes)
    {
        FreeBytes = FreeBytes == int.MaxValue ? FreeBytes : FreeBytes + bytes;
    }

    // Where there is no memory for the filter nobody was heard before: who is there stays.
    private bool WasHeardBefore(uint hash)
    {
        if (_heardBefore == null)
        {
            if (FreeBytes - HeardBefore.Bytes < LeftToOthersBytes)
            {
                return false;
            }

            _heardBefore = new HeardBefore();
            CountBack(-HeardBefore.Bytes);
        }

        return _heardBefore.IsKnown(hash);
    }

    private void CloseRings()
    {
        for (int bucket = Capacity; bucket < Capacity + BucketCount; bucket++)
        {
            _links[bucket] = (byte)bucket;
        }
    }

    private static int FloorDivide(int sum, int count)
    {
        int quotient = sum / count;
        return quotient * count > sum ? quotient - 1 : quotient;
    }

    // Four bytes at a time: every step costs the interpreter a dozen instructions.
    private uint Hash(byte[] data, int idOffset)
    {
        uint hash = 0;
        uint multiplier = _multiplier;
        for (int end = idOffset + BluezoneId.Length; idOffset < end; idOffset += 4)
        {
            int word = data[idOffset] | (data[idOffset + 1] << 8) | (data[idOffset + 2] << 16) | (data[idOffset + 3] << 24);
            hash = (hash + (uint)word) * multiplier;
        }

        return hash;
    }

    // The bucket itself when its ring has no entry with this id.
    private int Find(byte[] data, int idOffset, int bucket)
    {
        byte[] links = _links;
        byte[] entries = _entries;
        byte firstByte = data[idOffset];
        int index = links[bucket];
        while (index != bucket)
        {
            // Mostly the first byte tells, and a call costs more than all the rest here.
            int offset = (index * EntryLength) + IdOffset;
            if (entries[offset] == firstByte && BluezoneId.AreEqual(entries, offset, data, idOffset))
            {
                return index;
            }

            index = links[index];
        }

        return bucket;
    }

    private void Update(int index, int slotMs, int rssiDbm)
    {
        byte[] entries = _entries;
        int entry = index * EntryLength;
        if (rssiDbm > (sbyte)entries[entry])
        {
            entries[entry] = (byte)rssiDbm;
        }

        int times = _times[index];
        if (slotMs - (times & LastMsMask) < SameSightingMs)
        {
            return;
        }

        _times[index] = (times & ~LastMsMask) | slotMs;
        if (entries[entry + SightingsOffset] == ContactRecord.MaxCount)
        {
            return;
        }

        entries[entry + SightingsOffset]++;
        _rssiSums[index] += (short)rssiDbm;
        if (_thresholds.IsNear(rssiDbm, (times & TagBit) != 0))
        {
            entries[entry + NearOffset]++;
        }
    }

    private int FindPlace(uint hash, int slotMs, int worth)
    {
        if (_count < _room || (_room < _limit && Grow()))
        {
            return _count++;
        }

        EvictedCount++;
        int worst = FindWorthLess(worth, slotMs - FreshMs);
        if (worst < 0 || (IsNearOf(worst) && !WasHeardBefore(hash)))
        {
            return -1;
        }

        Unlink(worst);
        return worst;
    }

    // A far one is worth its strongest RSSI, and 2 dB more for each sighting. All in one method: a call for each entry
    // would cost the interpreter more than all the rest.
    private int FindWorthLess(int worth, int staleMs)
    {
        byte[] entries = _entries;
        int end = _hand + (ExaminedPerNewcomer * EntryLength);
        int worst = -1;
        for (int entry = _hand; entry < end; entry += EntryLength)
        {
            int sightings = entries[entry + SightingsOffset];
            int other = (sbyte)entries[entry] + (2 * sightings);
            if (entries[entry + NearOffset] != 0)
            {
                other = sightings == 1 && LastMsOf(entry / EntryLength) < staleMs ? OnceWorth : int.MaxValue;
            }

            if (other < worth)
            {
                worst = entry;
                worth = other;
            }
        }

        _hand = end == entries.Length ? 0 : end;
        return worst < 0 ? -1 : worst / EntryLength;
    }

    private void Unlink(int index)
    {
        byte[] links = _links;
        int before = index;
        while (links[before] != index)
        {
            before = links[before];
        }

        links[before] = links[index];
    }
}
