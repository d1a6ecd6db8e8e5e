using System.Linq;
using BluezoneTag.Simulator.Engine;
using BluezoneTag.Tag.Scanning;
using BluezoneTag.Tag.Scheduling;
using Xunit;

namespace BluezoneTag.Tag.Tests.Scheduling;

public sealed class OverdueOrderTests
{
    private const int FirstSlot = 159642000;
    private const int SlotCount = 4000;
    private const int QuarterHour = 1773800;
    private const int NowMs = 600000;

    private static readonly byte[] Own = Noise.Bytes(12, 1, 1);
    private static readonly byte[] Newer = Noise.Bytes(12, 1, 3);
    private static readonly byte[] Other = Noise.Bytes(12, 1, 2);

    [Fact]
    public void Without_anybody_overdue_the_id_gives_the_order()
    {
        Assert.Equal(Usual(Own), Orders(NowMs));
        Assert.Equal(Usual(Own), Orders(NowMs - OverdueOrder.OverdueMs + 1));
        Assert.Equal(Usual(Own), Orders(NowMs - OverdueOrder.GoneMs));
    }

    [Fact]
    public void A_phone_is_never_waited_for()
    {
        Assert.Equal(Usual(Own), Orders(NowMs - OverdueOrder.OverdueMs, isTag: false));
    }

    // Free in half of the slots, of which the other keeps to its order in half: there the two differ whenever they can.
    [Fact]
    public void One_that_is_overdue_is_met_in_five_slots_of_eight()
    {
        bool[] own = Orders(NowMs - OverdueOrder.OverdueMs);
        bool[] other = Usual(Other);
        double met = Enumerable.Range(0, SlotCount).Count(i => own[i] != other[i]) / (double)SlotCount;
        Assert.InRange(met, 0.60, 0.65);
    }

    [Fact]
    public void A_stale_clock_waits_longer()
    {
        Assert.Equal(Usual(Own), Orders(NowMs - OverdueOrder.OverdueMs, limitMs: OverdueOrder.StaleOverdueMs));
        Assert.NotEqual(Usual(Own), Orders(NowMs - OverdueOrder.StaleOverdueMs, limitMs: OverdueOrder.StaleOverdueMs));
    }

    // Missed for 110 s when the ids change, and so overdue from 20 s after it on: for all by the old ids.
    [Fact]
    public void Who_was_nearly_overdue_at_a_change_of_ids_is_met_by_the_old_ids_in_five_slots_of_eight()
    {
        bool[] other = Usual(Other);
        bool[] own = AfterChange(790000, 30000);
        Assert.InRange(Enumerable.Range(0, SlotCount).Count(i => own[i] != other[i]) / (double)SlotCount, 0.60, 0.65);
        Assert.Equal(Usual(Own), AfterChange(790000, 10000));
        Assert.Equal(Usual(Own), AfterChange(850000, 60000));
        Assert.Equal(Usual(Newer), AfterChange(790000, OverdueOrder.CarryMs));
    }

    [Fact]
    public void The_same_question_has_the_same_answer()
    {
        Assert.Equal(Orders(NowMs - OverdueOrder.OverdueMs), Orders(NowMs - OverdueOrder.OverdueMs));
    }

    private static bool[] Usual(byte[] id)
    {
        var order = new WindowOrder();
        return Enumerable.Range(FirstSlot, SlotCount).Select(slot => order.IsAdvertisingFirst(id, 0, slot)).ToArray();
    }

    private static bool[] AfterChange(int lastHeardMs, int slotMs)
    {
        var table = new SightingTable(1);
        table.Record(Other, 0, lastHeardMs, -50, true);
        var order = new OverdueOrder(table);
        order.ChangeIds(Own, QuarterHour + 1);
        table.Clear();
        return Enumerable.Range(FirstSlot, SlotCount).Select(slot => order.IsAdvertisingFirst(Newer, slot, QuarterHour + 1, slotMs)).ToArray();
    }

    private static bool[] Orders(int lastHeardMs, bool isTag = true, int limitMs = OverdueOrder.OverdueMs)
    {
        var table = new SightingTable(1);
        table.Record(Other, 0, lastHeardMs, -50, isTag);
        var order = new OverdueOrder(table) { LimitMs = limitMs };
        return Enumerable.Range(FirstSlot, SlotCount).Select(slot => order.IsAdvertisingFirst(Own, slot, QuarterHour, NowMs)).ToArray();
    }
}
