using System;
using BluezoneTag.Protocol.Contacts;
using BluezoneTag.Protocol.Identifiers;

namespace BluezoneTag.Tag.Scanning;

/// <summary>
/// The neighbours of the present slot: for each id first and last sighting, counts and RSSI, in arrays allocated once
/// (29 bytes a neighbour). When a crowd fills it, a newcomer takes the place of the one worth least among the next few,
/// and only if that one is worth less than itself (docs/schedule.md, "A storm"): far ones by strength and number of
/// sightings, then near ones heard once and not again since the window before, which yield only to one that was heard
/// before. A neighbour that was near and was heard twice keeps its place whatever comes: one-off ids displace nobody who stays.
/// </summary>
public sealed class SightingTable
{
    /// <summary>Neighbours kept.</summary>
    public const int Capacity = 128;

    /// <summary>Two reports of one id closer than this are one sighting: a phone that changes its address is reported twice.</summary>
    public const int SameSightingMs = 1000;

    // Looking at a part of the table for each newcomer bounds the time of one report; the hand moves on, so some
    // thirty newcomers have looked at all of it.
    private const int ExaminedPerNewcomer = 4;
    private const int BucketBits = 6;
    private const int BucketCount = 1 << BucketBits;
    private const int NearBonus = 256;

    // What a near neighbour is worth that was heard once, in an earlier window: less than any near newcomer and more than
    // any far one.
    private const int OnceWorth = 150;

    // Newcomers of the same window do not displace each other: whoever is heard first stays until the next.
    private const int FreshMs = 5000;

    private readonly byte[] _ids = new byte[Capacity * BluezoneId.Length];
    private readonly int[] _firstMs = new int[Capacity];
    private readonly int[] _lastMs = new int[Capacity];
    private readonly int[] _rssiSum = new int[Capacity];
    private readonly short[] _strongestDbm = new short[Capacity];
    private readonly byte[] _sightings = new byte[Capacity];
    private readonly byte[] _near = new byte[Capacity];
    private readonly byte[] _isTag = new byte[Capacity];

    // Chains of entries by a hash of the id; 0 ends a chain, n means entry n - 1.
    private readonly byte[] _heads = new byte[BucketCount];
    private readonly byte[] _next = new byte[Capacity];
    private readonly byte[] _buckets = new byte[Capacity];
    private readonly HeardBefore _heardBefore = new HeardBefore();
    private readonly NearThresholds _thresholds = new NearThresholds();
    private readonly uint _multiplier;
    private int _count;
    private int _hand;

    /// <summary>
    /// An empty table. <paramref name="hashSeed"/> must be hard to guess: a sender who knew it could choose ids that all
    /// fall into one chain and make every report slow.
    /// </summary>
    public SightingTable(uint hashSeed)
    {
        _multiplier = hashSeed | 1;
    }

    /// <summary>Neighbours held now.</summary>
    public int Count
    {
        get { return _count; }
    }

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
        uint hash = Hash(data, idOffset);
        int bucket = (int)(hash >> (32 - BucketBits));
        int index = Find(data, idOffset, bucket);
        if (index >= 0)
        {
            Update(index, slotMs, rssiDbm);
            return true;
        }

        index = FindPlace(hash, slotMs, rssiDbm, isTag);
        if (index < 0)
        {
            return false;
        }

        Insert(index, bucket, data, idOffset, isTag);
        _firstMs[index] = slotMs;
        _lastMs[index] = slotMs;
        _rssiSum[index] = rssiDbm;
        _strongestDbm[index] = (short)rssiDbm;
        _sightings[index] = 1;
        _near[index] = (byte)(_thresholds.IsNear(rssiDbm, isTag) ? 1 : 0);
        return true;
    }

    /// <summary>Fills <paramref name="record"/> with neighbour <paramref name="index"/> (0..<see cref="Count"/> - 1).</summary>
    public void Read(int index, ContactRecord record)
    {
        Array.Copy(_ids, index * BluezoneId.Length, record.Id, 0, BluezoneId.Length);
        record.FirstMs = _firstMs[index];
        record.LastMs = _lastMs[index];
        record.SightingCount = _sightings[index];
        record.NearCount = _near[index];
        record.StrongestRssiDbm = _strongestDbm[index];
        record.MeanRssiDbm = FloorDivide(_rssiSum[index], _sightings[index]);
        record.IsTag = _isTag[index] != 0;
    }

    /// <summary>All ids, 12 bytes each.</summary>
    public byte[] Ids
    {
        get { return _ids; }
    }

    /// <summary>Where the id of neighbour <paramref name="index"/> starts in <see cref="Ids"/>.</summary>
    public int OffsetOf(int index)
    {
        return index * BluezoneId.Length;
    }

    /// <summary>When neighbour <paramref name="index"/> was heard last, milliseconds after the start of the slot.</summary>
    public int LastMsOf(int index)
    {
        return _lastMs[index];
    }

    /// <summary>Whether neighbour <paramref name="index"/> was near at least once in this slot.</summary>
    public bool IsNearOf(int index)
    {
        return _near[index] != 0;
    }

    /// <summary>Whether neighbour <paramref name="index"/> is a tag.</summary>
    public bool IsTagOf(int index)
    {
        return _isTag[index] != 0;
    }

    /// <summary>
    /// Leaves only the neighbours with a near sighting, in their order. Afterwards only <see cref="Read"/> and
    /// <see cref="Clear"/> may be called: the look-up by id is not kept up.
    /// </summary>
    public void KeepNear()
    {
        int kept = 0;
        for (int i = 0; i < _count; i++)
        {
            if (_near[i] != 0)
            {
                Move(i, kept);
                kept++;
            }
        }

        _count = kept;
    }

    /// <summary>Forgets all neighbours, ids included.</summary>
    public void Clear()
    {
        Array.Clear(_ids, 0, _ids.Length);
        Array.Clear(_heads, 0, BucketCount);
        _count = 0;
        _hand = 0;
        _heardBefore.Clear();
        EvictedCount = 0;
    }

    private void Move(int from, int to)
    {
        Array.Copy(_ids, from * BluezoneId.Length, _ids, to * BluezoneId.Length, BluezoneId.Length);
        _firstMs[to] = _firstMs[from];
        _lastMs[to] = _lastMs[from];
        _rssiSum[to] = _rssiSum[from];
        _strongestDbm[to] = _strongestDbm[from];
        _sightings[to] = _sightings[from];
        _near[to] = _near[from];
        _isTag[to] = _isTag[from];
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

    private int Find(byte[] data, int idOffset, int bucket)
    {
        int entry = _heads[bucket];
        while (entry != 0)
        {
            if (BluezoneId.AreEqual(_ids, (entry - 1) * BluezoneId.Length, data, idOffset))
            {
                return entry - 1;
            }

            entry = _next[entry - 1];
        }

        return -1;
    }

    private void Update(int index, int slotMs, int rssiDbm)
    {
        if (rssiDbm > _strongestDbm[index])
        {
            _strongestDbm[index] = (short)rssiDbm;
        }

        if (slotMs - _lastMs[index] < SameSightingMs)
        {
            return;
        }

        _lastMs[index] = slotMs;
        if (_sightings[index] == ContactRecord.MaxCount)
        {
            return;
        }

        _sightings[index]++;
        _rssiSum[index] += rssiDbm;
        if (_thresholds.IsNear(rssiDbm, _isTag[index] != 0))
        {
            _near[index]++;
        }
    }

    private int FindPlace(uint hash, int slotMs, int rssiDbm, bool isTag)
    {
        if (_count < Capacity)
        {
            return _count++;
        }

        EvictedCount++;
        int worst = FindWorthLess((_thresholds.IsNear(rssiDbm, isTag) ? NearBonus : 0) + rssiDbm + 2, slotMs - FreshMs);
        if (worst < 0 || (_near[worst] != 0 && !_heardBefore.IsKnown(hash)))
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
        short[] strongest = _strongestDbm;
        byte[] sightings = _sightings;
        byte[] near = _near;
        int hand = _hand;
        int worst = -1;
        for (int i = 0; i < ExaminedPerNewcomer; i++)
        {
            int other = strongest[hand] + (2 * sightings[hand]);
            if (near[hand] != 0)
            {
                other = sightings[hand] == 1 && _lastMs[hand] < staleMs ? OnceWorth : int.MaxValue;
            }

            if (other < worth)
            {
                worst = hand;
                worth = other;
            }

            hand = (hand + 1) & (Capacity - 1);
        }

        _hand = hand;
        return worst;
    }

    private void Insert(int index, int bucket, byte[] data, int idOffset, bool isTag)
    {
        Array.Copy(data, idOffset, _ids, index * BluezoneId.Length, BluezoneId.Length);
        _isTag[index] = (byte)(isTag ? 1 : 0);
        _buckets[index] = (byte)bucket;
        _next[index] = _heads[bucket];
        _heads[bucket] = (byte)(index + 1);
    }

    private void Unlink(int index)
    {
        int bucket = _buckets[index];
        if (_heads[bucket] == index + 1)
        {
            _heads[bucket] = _next[index];
            return;
        }

        int entry = _heads[bucket] - 1;
        while (_next[entry] != index + 1)
        {
            entry = _next[entry] - 1;
        }

        _next[entry] = _next[index];
    }
}
