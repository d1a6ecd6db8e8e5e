using System;
using BluezoneTag.Protocol.Bytes;
using BluezoneTag.Protocol.Identifiers;
using BluezoneTag.Tag.Scanning;

namespace BluezoneTag.Tag.Scheduling;

/// <summary>
/// The order of the two windows among several neighbours (docs/schedule.md, "Overdue first"). In each slot half of the tags,
/// drawn by their ids, keep to the order that their id gives, and everybody can work out which. The other half are free, and
/// choose the order that meets those near keepers whom they have missed longest. It costs nothing and shortens the long gaps.
/// When all ids change nobody can be recognised any more; so for two minutes everybody goes by the old ids, and those who were
/// nearly overdue when they changed have the votes.
/// </summary>
public sealed class OverdueOrder
{
    /// <summary>
    /// A neighbour not met for this long is overdue. Rare enough that the free differ in their wishes: with a shorter time
    /// many of them want the same order, and then do not meet each other. For the same reason neighbours across the room, who
    /// are missed for their weak signal and not for the order, have no vote.
    /// </summary>
    public const int OverdueMs = 130000;

    /// <summary>The same while clocks may be so far apart that a neighbour is missed for that, which no order mends.</summary>
    public const int StaleOverdueMs = 190000;

    /// <summary>... and after this long it has probably gone.</summary>
    public const int GoneMs = 300000;

    /// <summary>How long after a change all go by the ids before it.</summary>
    public const int CarryMs = 120000;

    // Missed for all but this much of it when the ids change, a neighbour may become overdue before anybody could tell.
    private const int NearlyMs = 40000;
    private const int MaxCarried = 16;

    // Of a carried neighbour: the first bytes of its id, more than the order and the freedom are drawn by, and for how long it had
    // been missed, milliseconds.
    private const int MissedOffset = 8;
    private const int CarriedLength = MissedOffset + 4;

    private readonly SightingTable _table;
    private readonly WindowOrder _order = new WindowOrder();
    private readonly byte[] _oldOwn = new byte[BluezoneId.Length];
    private readonly byte[] _carried = new byte[MaxCarried * CarriedLength];
    private int _carriedCount;
    private int _carryQuarterHour = -1;

    /// <summary>Chooses by the neighbours in <paramref name="table"/>.</summary>
    public OverdueOrder(SightingTable table)
    {
        _table = table;
    }

    /// <summary>From when on a neighbour is overdue: <see cref="OverdueMs"/> or <see cref="StaleOverdueMs"/>.</summary>
    public int LimitMs { get; set; } = OverdueMs;

    /// <summary>
    /// The ids change at the start of quarter hour <paramref name="quarterHour"/>; <paramref name="own"/> is the old one. The
    /// table must still hold the old quarter's neighbours.
    /// </summary>
    public void ChangeIds(byte[] own, int quarterHour)
    {
        Array.Copy(own, 0, _oldOwn, 0, BluezoneId.Length);
        _carryQuarterHour = quarterHour;
        _carriedCount = 0;
        for (int i = 0; i < _table.Count && _carriedCount < MaxCarried; i++)
        {
            int missedMs = (int)SlotTime.SlotMs - _table.LastMsOf(i);
            if (missedMs >= LimitMs - NearlyMs && missedMs < GoneMs && HasVote(i))
            {
                int offset = _carriedCount * CarriedLength;
                Array.Copy(_table.Ids, _table.OffsetOf(i), _carried, offset, MissedOffset);
                LittleEndian.WriteUInt32(_carried, offset + MissedOffset, (uint)missedMs);
                _carriedCount++;
            }
        }
    }

    /// <summary>Whether all go by the ids before the change, <paramref name="slotMs"/> into quarter hour <paramref name="quarterHour"/>.</summary>
    public bool IsByOldIds(int quarterHour, int slotMs)
    {
        return quarterHour == _carryQuarterHour && slotMs < CarryMs;
    }

    /// <summary>
    /// Whether the owner of <paramref name="id"/> should advertise first in slot <paramref name="slot"/>,
    /// <paramref name="slotMs"/> (0..899,999) into quarter hour <paramref name="quarterHour"/>. Allocates nothing; about 80
    /// instructions for each neighbour.
    /// </summary>
    public bool IsAdvertisingFirst(byte[] id, int slot, int quarterHour, int slotMs)
    {
        bool isByOldIds = IsByOldIds(quarterHour, slotMs);
        byte[] own = isByOldIds ? _oldOwn : id;
        bool usual = _order.IsAdvertisingFirst(own, 0, slot);
        if (!IsFree(own, 0, slot))
        {
            return usual;
        }

        int votesMs = isByOldIds ? CarriedVotesMs(slot, slotMs) : VotesMs(slot, slotMs);
        return votesMs == 0 ? usual : votesMs > 0;
    }

    private int VotesMs(int slot, int slotMs)
    {
        int votesMs = 0;
        for (int i = 0; i < _table.Count; i++)
        {
            int missedMs = slotMs - _table.LastMsOf(i);
            if (missedMs >= LimitMs && missedMs < GoneMs && HasVote(i))
            {
                votesMs += VoteMs(_table.Ids, _table.OffsetOf(i), slot, missedMs);
            }
        }

        return votesMs;
    }

    private int CarriedVotesMs(int slot, int slotMs)
    {
        int votesMs = 0;
        for (int i = 0; i < _carriedCount; i++)
        {
            int offset = i * CarriedLength;
            int missedMs = slotMs + (int)LittleEndian.ReadUInt32(_carried, offset + MissedOffset);
            if (missedMs >= LimitMs && missedMs < GoneMs)
            {
                votesMs += VoteMs(_carried, offset, slot, missedMs);
            }
        }

        return votesMs;
    }

    private bool HasVote(int index)
    {
        return _table.IsNearOf(index) && _table.IsTagOf(index);
    }

    private int VoteMs(byte[] ids, int offset, int slot, int missedMs)
    {
        if (IsFree(ids, offset, slot))
        {
            return 0;
        }

        return _order.IsAdvertisingFirst(ids, offset, slot) ? -missedMs : missedMs;
    }

    // Bits of the id that the order itself does not use, mixed with the slot so that nobody is free for long.
    private static bool IsFree(byte[] id, int offset, int slot)
    {
        uint mixed = (uint)(id[offset + 2] | (id[offset + 3] << 8) | (id[offset + 6] << 16) | (id[offset + 7] << 24)) ^ ((uint)slot * 2654435761u);
        mixed = (mixed ^ (mixed >> 15)) * 2246822519u;
        return (mixed & 0x10000) != 0;
    }
}
