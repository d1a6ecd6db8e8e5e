using BluezoneTag.Tag.Scanning;

namespace BluezoneTag.Tag.Scheduling;

/// <summary>
/// The order of the two windows among several neighbours (docs/schedule.md, "Overdue first"). In each slot half of the tags,
/// drawn by their ids, keep to the order that their id gives, and everybody can work out which. The other half are free, and
/// choose the order that meets those near keepers whom they have missed longest. It costs nothing and shortens the long gaps.
/// </summary>
public sealed class OverdueOrder
{
    /// <summary>
    /// A neighbour not met for this long is overdue. Rare enough that the free differ in their wishes: with a shorter time
    /// many of them want the same order, and then do not meet each other. For the same reason neighbours across the room, who
    /// are missed for their weak signal and not for the order, have no vote.
    /// </summary>
    public const int OverdueMs = 130000;

    /// <summary>... and after this long it has probably gone.</summary>
    public const int GoneMs = 300000;

    private readonly SightingTable _table;
    private readonly WindowOrder _order = new WindowOrder();

    /// <summary>Chooses by the neighbours in <paramref name="table"/>.</summary>
    public OverdueOrder(SightingTable table)
    {
        _table = table;
    }

    /// <summary>
    /// Whether the owner of <paramref name="id"/> should advertise first in slot <paramref name="slot"/>,
    /// <paramref name="slotMs"/> (0..899,999) into the quarter hour. Allocates nothing; about 80 instructions for each neighbour.
    /// </summary>
    public bool IsAdvertisingFirst(byte[] id, int slot, int slotMs)
    {
        bool usual = _order.IsAdvertisingFirst(id, 0, slot);
        if (!IsFree(id, 0, slot))
        {
            return usual;
        }

        int votesMs = 0;
        byte[] ids = _table.Ids;
        for (int i = 0; i < _table.Count; i++)
        {
            int missedMs = slotMs - _table.LastMsOf(i);
            int offset = _table.OffsetOf(i);
            if (missedMs >= OverdueMs && missedMs < GoneMs && _table.IsNearOf(i) && _table.IsTagOf(i) && !IsFree(ids, offset, slot))
            {
                votesMs += _order.IsAdvertisingFirst(ids, offset, slot) ? -missedMs : missedMs;
            }
        }

        return votesMs == 0 ? usual : votesMs > 0;
    }

    // Bits of the id that the order itself does not use, mixed with the slot so that nobody is free for long.
    private static bool IsFree(byte[] id, int offset, int slot)
    {
        uint mixed = (uint)(id[offset + 2] | (id[offset + 3] << 8) | (id[offset + 6] << 16) | (id[offset + 7] << 24)) ^ ((uint)slot * 2654435761u);
        mixed = (mixed ^ (mixed >> 15)) * 2246822519u;
        return (mixed & 0x10000) != 0;
    }
}
